import { createContext, type ReactNode, useContext } from 'react'

/** What stands beside every field that letters are typed into: the app puts its key for the keyboard on the screen here. */
export const FieldAsideContext = createContext<ReactNode>(null)

/** Inside an element with `data-field`, beside its input and never inside the label: its words would be part of the field's name. */
export function FieldAside() {
  return useContext(FieldAsideContext)
}

import { type ReactNode } from 'react'
import { FieldAside } from '../ui/index.ts'

/** A field that stands in a label of its own, with the key for the keyboard beside it and outside that label. */
export function BesideField(props: { readonly children: ReactNode }) {
  return (
    <div data-field className="flex items-end gap-2 *:[label]:min-w-0 *:[label]:flex-1">
      {props.children}
      <FieldAside />
    </div>
  )
}

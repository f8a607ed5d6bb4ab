import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { type Acts } from './acts.ts'
import { type ScreenState, type ScreenStore } from './screen-state.ts'

export const ScreenContext = createContext<{ readonly store: ScreenStore; readonly acts: Acts } | undefined>(undefined)

function useScreenContext(): { readonly store: ScreenStore; readonly acts: Acts } {
  const context = useContext(ScreenContext)
  if (context === undefined) throw new Error('a screen stands inside ScreenContext')
  return context
}

export function useActs(): Acts {
  return useScreenContext().acts
}

/** A part of the screen's state. Choose narrowly: what is not chosen does not draw again. */
export function useScreen<T>(choose: (state: ScreenState) => T): T {
  return useStore(useScreenContext().store, choose)
}

export function useScreenStore(): ScreenStore {
  return useScreenContext().store
}

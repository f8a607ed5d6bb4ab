import { useEffect } from 'react'
import { useScreen } from './context.ts'
import { screenOf } from './screen-state.ts'

/** Marks what a search led to, as soon as it is drawn: most pages ask the core for what they show. Until another view comes. */
export function useMarked(): void {
  const marked = useScreen((state) => state.marked)
  const screen = useScreen(screenOf)
  useEffect(() => {
    if (marked === undefined || marked.view !== screen) return undefined
    let shown: Element | undefined
    const look = (): void => {
      const found = document.querySelector(marked.at)
      if (found === null || found === shown) return
      shown = found
      found.setAttribute('data-marked', '')
      found.scrollIntoView({ block: 'center' })
      const field = found instanceof HTMLInputElement ? found : found.querySelector('input')
      field?.focus()
    }
    const watch = new MutationObserver(look)
    watch.observe(document.body, { childList: true, subtree: true })
    look()
    return () => {
      watch.disconnect()
      shown?.removeAttribute('data-marked')
    }
  }, [marked, screen])
}

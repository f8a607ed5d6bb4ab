import { scanStart, type TypedKey, type TypingKind } from './wedge.ts'

interface Watched extends TypedKey {
  /** The screen's entry before this key. */
  readonly before: string
}

const longestKept = 128

/**
 * Listens before anything else on the page and takes a scan's keys out of what was typed: the entry goes back to what
 * it was before the scan, and the closing Enter is swallowed, its release too, so that it presses nothing.
 * Returns the way to stop.
 */
export function listenForWedge(
  page: Window,
  screen: { readonly typing: () => TypingKind; readonly entry: () => string; readonly restore: (entry: string) => void; readonly scanned: (barcode: string) => void },
): () => void {
  let keys: Watched[] = []
  let swallowed: string | undefined

  function onDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
    if (event.key.length === 1) {
      keys.push({ character: event.key, at: event.timeStamp, before: screen.entry() })
      if (keys.length > longestKept) keys = keys.slice(-longestKept)
      return
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      const start = scanStart(keys, screen.typing())
      const first = keys[start]
      const barcode = keys.slice(Math.max(start, 0)).map((key) => key.character).join('')
      keys = []
      if (first === undefined) return
      event.preventDefault()
      event.stopImmediatePropagation()
      swallowed = event.key
      screen.restore(first.before)
      screen.scanned(barcode)
      return
    }
    // Shift comes with capital letters inside a code; any other key ends what was being typed.
    if (event.key !== 'Shift') keys = []
  }

  function onUp(event: KeyboardEvent): void {
    if (event.key !== swallowed) return
    swallowed = undefined
    event.preventDefault()
    event.stopImmediatePropagation()
  }

  page.addEventListener('keydown', onDown, { capture: true })
  page.addEventListener('keyup', onUp, { capture: true })
  return () => {
    page.removeEventListener('keydown', onDown, { capture: true })
    page.removeEventListener('keyup', onUp, { capture: true })
  }
}

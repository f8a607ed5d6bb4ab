import { groupSeparator, gs1Start, isGroupSeparator } from './wedge-gs1.ts'
import { scanStart, standardPace, type TypedKey, type TypingKind, type WedgePace } from './wedge.ts'

interface Watched extends TypedKey {
  /** The screen's entry before this key. */
  readonly before: string
}

/** A receipt's code with its whole sale, its prefix and what was typed before it; the core takes no more. */
const longestKept = 1024

/**
 * Whether this key is a gun's separator. Ctrl+] and the character are nobody's keys here. F8 is a person's, who opens the
 * drawer with it, unless a scan is under way: what came so far reads as one, or came as fast as one a moment ago.
 */
function separates(event: KeyboardEvent, keys: readonly TypedKey[], pace: WedgePace): boolean {
  if (!isGroupSeparator(event)) return false
  if (event.key !== 'F8') return true
  const last = keys.at(-1)
  const text = keys.map(({ character }) => character).join('')
  return last !== undefined && (gs1Start(text) >= 0 || (event.timeStamp - last.at <= pace.pause && scanStart(keys, 'nothing', pace) >= 0))
}

/**
 * Listens before anything else on the page and takes a scan's keys out of what was typed: the entry goes back to what
 * it was before the scan, and the closing Enter is swallowed, its release too, so that it presses nothing.
 * Returns the way to stop.
 */
export function listenForWedge(
  page: Window,
  screen: { readonly typing: () => TypingKind; readonly entry: () => string; readonly restore: (entry: string) => void; readonly scanned: (barcode: string) => void; readonly pace?: () => WedgePace; readonly measured?: (event: KeyboardEvent) => boolean },
): () => void {
  let keys: Watched[] = []
  let swallowed: string | undefined
  const pace = (): WedgePace => screen.pace?.() ?? standardPace

  function keep(character: string, { timeStamp }: KeyboardEvent): void {
    keys.push({ character, at: timeStamp, before: screen.entry() })
    if (keys.length > longestKept) keys = keys.slice(-longestKept)
  }

  function onDown(event: KeyboardEvent): void {
    // Before all else, an input method's own keys too: what a gun sends is looked at there, and means nothing.
    if (screen.measured?.(event) === true) {
      keys = []
      if (event.key === 'Enter' || event.key === 'Tab') swallowed = event.key
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    if (event.isComposing) return
    // Before Ctrl is sorted out: lot and serial number ran together without it. Nobody else is to see it, F8 above all.
    if (separates(event, keys, pace())) {
      keep(groupSeparator, event)
      event.preventDefault()
      event.stopImmediatePropagation()
      return
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (event.key.length === 1) {
      keep(event.key, event)
      return
    }
    if (event.key === 'Enter' || event.key === 'Tab') {
      const start = scanStart(keys, screen.typing(), pace())
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
    // Shift comes with capital letters inside a code, Ctrl with its separator; any other key ends what was being typed.
    if (event.key !== 'Shift' && event.key !== 'Control') keys = []
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

import { screenOf, type ScreenState, type ScreenStore } from './screen-state.ts'
import { views } from './views.ts'

/** Letters as most keyboards have them, in every language; the second page is what addresses and passphrases need besides. */
export const letterRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'] as const
export const signRows = ['1234567890', '@#%&*()-_=', '+/\\:;?!"\'', '.,<>[]$'] as const

export interface Edited {
  readonly value: string
  /** Where the next character goes. */
  readonly caret: number
}

/** `text` in the place of what is selected from `from` to `to`, as far as the field is long. */
export function typedInto(value: string, from: number, to: number, text: string, longest: number): Edited {
  const room = longest - (value.length - (to - from))
  const fits = text.length > room ? '' : text
  return fits === '' ? { value, caret: to } : { value: value.slice(0, from) + fits + value.slice(to), caret: from + fits.length }
}

/** Without what is selected, or without the character before the caret: a whole one, a Chinese or an emoji too. */
export function erasedFrom(value: string, from: number, to: number): Edited {
  if (from !== to) return { value: value.slice(0, from) + value.slice(to), caret: from }
  const before = Array.from(value.slice(0, from)).slice(0, -1).join('')
  return { value: before + value.slice(to), caret: before.length }
}

/** The field that has the focus; none where what has it is no field for text. */
export function fieldInHand(page: Document): HTMLInputElement | undefined {
  const focused = page.activeElement
  if (focused instanceof HTMLInputElement) return focused
  return page.querySelector<HTMLInputElement>('input[data-entry-field], input[data-scan-field]') ?? undefined
}

/** As if it had been typed: React hears of it, and what may not be typed there is put back by whoever holds the text. */
export function edit(field: HTMLInputElement, change: (value: string, from: number, to: number, longest: number) => Edited): void {
  const end = field.value.length
  const longest = field.maxLength < 0 ? Number.POSITIVE_INFINITY : field.maxLength
  const { value, caret } = change(field.value, field.selectionStart ?? end, field.selectionEnd ?? end, longest)
  if (value === field.value) return
  field.setRangeText(value, 0, end, 'end')
  field.setSelectionRange(caret, caret)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Which field is meant: the views with the scan field share it, and what is typed there leads from one of them to another. */
function fieldOf(state: ScreenState): string {
  const screen = screenOf(state)
  return views[screen].bar === 'scan' ? 'scan' : screen
}

/**
 * Whether the last tap was a finger's: only then do fields show the key for the keyboard on the screen. A gun types keys of its
 * own, so what was typed says nothing of who has a keyboard. Another view puts it away. Returns the way to stop.
 */
export function followTouch(page: Window, store: ScreenStore): () => void {
  function onPointer({ pointerType }: PointerEvent): void {
    const touching = pointerType === 'touch'
    if (touching !== store.getState().touching) store.setState(touching ? { touching } : { touching, keyboard: false })
  }
  page.addEventListener('pointerdown', onPointer, { capture: true, passive: true })
  const stop = store.subscribe((state, before) => {
    if (state.keyboard && fieldOf(state) !== fieldOf(before)) store.setState({ keyboard: false })
  })
  return () => {
    page.removeEventListener('pointerdown', onPointer, { capture: true })
    stop()
  }
}

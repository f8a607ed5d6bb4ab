import { actionOf, actOf, type Act } from './actions.ts'
import { screenOf, type ScreenStore } from './screen-state.ts'

/**
 * The keyboard of the whole screen. Typing needs no focus: the scan field is always armed, and no text field has to
 * take the focus for it, which on a touch screen would bring up the system's keyboard. In the capture phase, since a
 * focused key stops an Enter from coming any further. Returns the way to stop.
 */
export function listenForKeys(page: Window, store: ScreenStore, on: { readonly act: (act: Act) => void; readonly typed: (text: string) => void }): () => void {
  function onDown(event: KeyboardEvent): void {
    if (event.isComposing || event.defaultPrevented) return
    const state = store.getState()
    const focused = page.document.activeElement
    const inField = focused?.tagName === 'INPUT'
    const onButton = focused?.tagName === 'BUTTON'
    const act = actOf(event, screenOf(state), state.entry)
    if (act !== undefined && !(inField && actionOf(act).notInField === true)) {
      // A person who walks the screen with Tab presses the key that has the focus, unless a code was typed. In a list
      // that what was typed found, the key that has the focus is the one that is meant.
      if (act === 'enter' && onButton && (state.entry === '' || focused.closest('[data-own-enter]') !== null)) return
      if (inField && (act === 'erase' || (act === 'remove' && state.entry !== '') || (act === 'undo' && state.entry !== ''))) return
      event.preventDefault()
      if (!event.repeat || actionOf(act).repeats === true) on.act(act)
      return
    }
    if (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey || inField || (event.key === ' ' && onButton)) return
    event.preventDefault()
    on.typed(event.key)
  }
  page.addEventListener('keydown', onDown, { capture: true })
  return () => page.removeEventListener('keydown', onDown, { capture: true })
}

/**
 * Taps arm nothing: a key neither takes the focus nor leaves it on another key, whose Enter the next scan would press.
 * React Aria's preventFocusOnPress alone was measured to leave a clicked button focused. Returns the way to stop.
 */
export function keepTapsFromArming(page: Window): () => void {
  function onPointer(): void {
    const focused = page.document.activeElement
    if (focused instanceof HTMLButtonElement) focused.blur()
  }
  function onMouse(event: MouseEvent): void {
    if (event.target instanceof Element && event.target.closest('button') !== null) event.preventDefault()
  }
  page.addEventListener('pointerdown', onPointer, { capture: true })
  page.addEventListener('mousedown', onMouse, { capture: true })
  return () => {
    page.removeEventListener('pointerdown', onPointer, { capture: true })
    page.removeEventListener('mousedown', onMouse, { capture: true })
  }
}

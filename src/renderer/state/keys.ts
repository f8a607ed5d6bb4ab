/**
 * The one registry of keys: what each does, on which screens, and how it is called on a label. A key that is not here
 * does nothing; a label that is not from here is wrong.
 */
export type Screen = 'sign-on' | 'sell' | 'weigh' | 'card' | 'tender' | 'finish'

export type Act =
  | 'cash' | 'card' | 'tender' | 'scanField' | 'cancelBasket' | 'lineUp' | 'lineDown' | 'more' | 'less' | 'remove' | 'undo' | 'lock' | 'back' | 'enter' | 'erase'

interface Binding {
  readonly act: Act
  /** `KeyboardEvent.key`. */
  readonly key: string
  readonly control?: true
  readonly label: string
  readonly screens: readonly Screen[]
  /** Only while nothing is typed: `-` is part of many a SKU. */
  readonly onlyWhenEmpty?: true
}

const atTheCounter = ['sell', 'weigh', 'card', 'tender', 'finish'] as const satisfies readonly Screen[]

export const bindings: readonly Binding[] = [
  { act: 'scanField', key: 'F2', label: 'F2', screens: ['sell', 'finish'] },
  { act: 'cancelBasket', key: 'F9', label: 'F9', screens: ['sell'] },
  { act: 'cash', key: 'F10', label: 'F10', screens: ['sell', 'tender'] },
  { act: 'card', key: 'F11', label: 'F11', screens: ['sell', 'tender'] },
  { act: 'tender', key: 'F12', label: 'F12', screens: ['sell'] },
  { act: 'lineUp', key: 'ArrowUp', label: '↑', screens: ['sell'] },
  { act: 'lineDown', key: 'ArrowDown', label: '↓', screens: ['sell'] },
  { act: 'more', key: '+', label: '+', screens: ['sell'], onlyWhenEmpty: true },
  { act: 'less', key: '-', label: '−', screens: ['sell'], onlyWhenEmpty: true },
  { act: 'remove', key: 'Delete', label: 'Del', screens: ['sell'] },
  { act: 'undo', key: 'z', control: true, label: 'Ctrl Z', screens: ['sell'] },
  { act: 'lock', key: 'l', control: true, label: 'Ctrl L', screens: atTheCounter },
  { act: 'back', key: 'Escape', label: 'Esc', screens: ['sign-on', ...atTheCounter] },
  { act: 'enter', key: 'Enter', label: 'Enter', screens: ['sign-on', ...atTheCounter] },
  { act: 'erase', key: 'Backspace', label: '⌫', screens: ['sign-on', ...atTheCounter] },
]

/** How the key of an act is written on its label. */
export function labelOf(act: Act): string {
  return bindings.find((binding) => binding.act === act)?.label ?? ''
}

/** What a pressed key means on this screen, if anything. */
export function actOf(pressed: { readonly key: string; readonly ctrlKey: boolean; readonly altKey: boolean; readonly metaKey: boolean }, screen: Screen, entry: string): Act | undefined {
  if (pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  const binding = bindings.find((each) => each.key === key && (each.control ?? false) === pressed.ctrlKey && each.screens.includes(screen))
  return binding === undefined || (binding.onlyWhenEmpty === true && entry !== '') ? undefined : binding.act
}

/**
 * The one registry of keys: what each does, on which screens, and how it is called on a label. A key that is not here
 * does nothing; a label that is not from here is wrong.
 */
export type Screen = 'sign-on' | 'sell' | 'search' | 'weigh' | 'discount' | 'suspend' | 'suspended' | 'department' | 'priceCheck' | 'receipts' | 'card' | 'tender' | 'finish'

export type Act =
  | 'cash' | 'card' | 'tender' | 'scanField' | 'cancelBasket' | 'lineUp' | 'lineDown' | 'more' | 'less' | 'remove' | 'undo' | 'lock' | 'back' | 'enter' | 'erase'
  | 'priceCheck' | 'discountLine' | 'discountBasket' | 'takeBack' | 'suspend' | 'department' | 'receipts' | 'reprint' | 'up' | 'down' | 'left' | 'right'

interface Binding {
  readonly act: Act
  /** `KeyboardEvent.key`. */
  readonly key: string
  readonly control?: true
  /** Told apart on function keys only: a plus or a capital letter needs Shift on most keyboards and none on some. */
  readonly shift?: true
  readonly label: string
  readonly screens: readonly Screen[]
  /** Only while nothing is typed: `-` is part of many a SKU. */
  readonly onlyWhenEmpty?: true
}

const atTheCounter = ['sell', 'search', 'weigh', 'discount', 'suspend', 'suspended', 'department', 'priceCheck', 'receipts', 'card', 'tender', 'finish'] as const satisfies readonly Screen[]
/** Where the goods are rung up, and nothing half done would be lost by opening something else. */
const ringingUp = ['sell', 'search', 'finish'] as const satisfies readonly Screen[]

export const bindings: readonly Binding[] = [
  { act: 'scanField', key: 'F2', label: 'F2', screens: [...ringingUp, 'suspend', 'priceCheck', 'receipts'] },
  { act: 'priceCheck', key: 'F3', label: 'F3', screens: [...ringingUp, 'priceCheck', 'receipts', 'suspended'] },
  { act: 'discountLine', key: 'F4', label: 'F4', screens: ['sell', 'search', 'discount'] },
  { act: 'discountBasket', key: 'F4', shift: true, label: 'Shift F4', screens: ['sell', 'search', 'discount'] },
  { act: 'suspend', key: 'F5', label: 'F5', screens: [...ringingUp, 'suspend', 'suspended', 'receipts'] },
  { act: 'cancelBasket', key: 'F9', label: 'F9', screens: ['sell', 'search'] },
  { act: 'cash', key: 'F10', label: 'F10', screens: ['sell', 'search', 'tender'] },
  { act: 'card', key: 'F11', label: 'F11', screens: ['sell', 'search', 'tender'] },
  { act: 'tender', key: 'F12', label: 'F12', screens: ['sell', 'search'] },
  { act: 'department', key: 'd', control: true, label: 'Ctrl D', screens: [...ringingUp, 'receipts', 'suspended'] },
  { act: 'receipts', key: 'r', control: true, label: 'Ctrl R', screens: [...ringingUp, 'suspended'] },
  { act: 'reprint', key: 'p', control: true, label: 'Ctrl P', screens: [...ringingUp, 'receipts', 'suspended'] },
  { act: 'lineUp', key: 'ArrowUp', label: '↑', screens: ['sell'] },
  { act: 'lineDown', key: 'ArrowDown', label: '↓', screens: ['sell'] },
  { act: 'up', key: 'ArrowUp', label: '↑', screens: ['search', 'discount', 'suspended', 'department', 'receipts'] },
  { act: 'down', key: 'ArrowDown', label: '↓', screens: ['search', 'discount', 'suspended', 'department', 'receipts'] },
  { act: 'left', key: 'ArrowLeft', label: '←', screens: ['discount', 'department', 'suspended'] },
  { act: 'right', key: 'ArrowRight', label: '→', screens: ['discount', 'department', 'suspended'] },
  { act: 'more', key: '+', label: '+', screens: ['sell'], onlyWhenEmpty: true },
  { act: 'less', key: '-', label: '−', screens: ['sell'], onlyWhenEmpty: true },
  { act: 'remove', key: 'Delete', label: 'Del', screens: ['sell'] },
  { act: 'takeBack', key: 'Delete', label: 'Del', screens: ['discount'] },
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

export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** What a pressed key means on this screen, if anything. */
export function actOf(pressed: PressedKey, screen: Screen, entry: string): Act | undefined {
  if (pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  const shifted = pressed.shiftKey && /^F\d/.test(key)
  const binding = bindings.find((each) => each.key === key && (each.control ?? false) === pressed.ctrlKey && (each.shift ?? false) === shifted && each.screens.includes(screen))
  return binding === undefined || (binding.onlyWhenEmpty === true && entry !== '') ? undefined : binding.act
}

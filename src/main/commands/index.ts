import { addItem } from './add-item.ts'
import { cancelBasket } from './cancel-basket.ts'
import { changeQuantity } from './change-quantity.ts'
import { completeSale } from './complete-sale.ts'
import { removeLine } from './remove-line.ts'
import { restoreLine } from './restore-line.ts'
import { scan } from './scan.ts'
import { signOff } from './sign-off.ts'

export { type CommandContext } from './command-context.ts'
export * from './enrol.ts'
export * from './open-register.ts'
export * from './sign-on.ts'

/** By their names in the contract, each with the contract's input. `sign-on` stands apart: its PIN is checked before it runs. */
export const commands = {
  'sign-off': signOff,
  scan,
  'add-item': addItem,
  'change-quantity': changeQuantity,
  'remove-line': removeLine,
  'restore-line': restoreLine,
  'cancel-basket': cancelBasket,
  'complete-sale': completeSale,
} as const

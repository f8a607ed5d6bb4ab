import { type z } from 'zod'
import { addItem } from './add-item.ts'
import { cancelBasket } from './cancel-basket.ts'
import { changeQuantity } from './change-quantity.ts'
import { completeSale } from './complete-sale.ts'
import { counter } from './counter.ts'
import { devicesView } from './devices.ts'
import { register } from './register.ts'
import { removeLine } from './remove-line.ts'
import { replicationView } from './replication-state.ts'
import { restoreLine } from './restore-line.ts'
import { scan } from './scan.ts'
import { signOff } from './sign-off.ts'
import { signOn } from './sign-on.ts'
import { status } from './status.ts'
import { tiles } from './tiles.ts'
import { counterView } from './views.ts'

/** Everything the renderer may ask, by name. What is not here does not exist at any door. */
export const contract = {
  'sign-on': signOn,
  'sign-off': signOff,
  scan,
  'add-item': addItem,
  'change-quantity': changeQuantity,
  'remove-line': removeLine,
  'restore-line': restoreLine,
  'cancel-basket': cancelBasket,
  'complete-sale': completeSale,
  counter,
  register,
  tiles,
  status,
} as const
export type Contract = typeof contract
export type Name = keyof Contract
export type Input<N extends Name> = z.infer<Contract[N]['input']>
export type Output<N extends Name> = z.infer<Contract[N]['output']>

/** Everything main broadcasts, by topic. */
export const topics = {
  counter: counterView,
  devices: devicesView,
  replication: replicationView,
} as const
export type Topic = keyof typeof topics
export type Payload<T extends Topic> = z.infer<(typeof topics)[T]>

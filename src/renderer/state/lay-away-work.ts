import { type Input, type Output } from '../../contracts/ipc/index.ts'

export type LayAwayReason = Input<'cancel-lay-away'>['reason']
/** How a deposit goes back. */
export type DepositWay = NonNullable<Input<'cancel-lay-away'>['payBack']>

/** Those that stand, with what the store asks for a new one; undefined until the core answered. */
export type LayAwayList = Output<'lay-aways'>

export type LayAwayWork =
  /** What the customer is called by is typed first, and then what they pay. */
  | { readonly kind: 'layAside'; readonly label?: string; readonly terms: Pick<LayAwayList, 'leastPercent' | 'days' | 'today' | 'until'> | undefined; /** Until when they are kept, where another day was chosen than the store's. */ readonly until?: string }
  /** `reason`: somebody is about to give a deposit back, in that `way`. `done`: what went back. */
  | { readonly kind: 'layAways'; readonly list: LayAwayList | undefined; readonly chosen: number; readonly reason?: LayAwayReason; readonly way?: DepositWay; readonly done?: { readonly number: string; readonly paidBack: number; readonly toDevice: number; readonly credit: number; readonly creditNumber?: string } }

import { type Input, type Output } from '../../contracts/ipc/index.ts'

export type LayAwayReason = Input<'cancel-lay-away'>['reason']

/** Those that stand, with what the store asks for a new one; undefined until the core answered. */
export type LayAwayList = Output<'lay-aways'>

export type LayAwayWork =
  /** What the customer is called by is typed first, and then what they pay. */
  | { readonly kind: 'layAside'; readonly label?: string; readonly terms: Pick<LayAwayList, 'leastPercent' | 'days'> | undefined }
  /** `reason`: somebody is about to give a deposit back. `done`: what went back. */
  | { readonly kind: 'layAways'; readonly list: LayAwayList | undefined; readonly chosen: number; readonly reason?: LayAwayReason; readonly done?: { readonly number: string; readonly paidBack: number } }

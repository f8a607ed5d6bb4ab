import { type ShiftView } from '../../contracts/ipc/index.ts'

/** What is done from the page of the shift. */
export const cashActs = ['float', 'loan', 'pickup', 'payIn', 'payOut', 'banking', 'changeOrder', 'handOver', 'suspend', 'resume', 'x', 'zs', 'close'] as const
export type CashAct = (typeof cashActs)[number]

/** Which word of the core allows it. An X needs a shift to be of, a Z is there or is not. */
const allowedBy: Readonly<Record<Exclude<CashAct, 'x' | 'zs'>, ShiftView['allows'][number]>> = {
  float: 'open', loan: 'move', pickup: 'move', payIn: 'move', payOut: 'move', banking: 'move', changeOrder: 'move', handOver: 'handOver', suspend: 'suspend', resume: 'resume', close: 'declare',
}

/** Why it cannot be done now, as a key of the catalogues; undefined when it can, or as long as nobody has heard of the shift. */
export function whyNot(act: CashAct, view: ShiftView | undefined, hasBasket: boolean): string | undefined {
  if (view === undefined || act === 'zs') return undefined
  const { shift, suspended, allows } = view
  if (act === 'x') return shift === undefined ? 'cash.not.noShift' : undefined
  if (allows.includes(allowedBy[act]) || (act === 'close' && allows.includes('close'))) return undefined
  if (act === 'resume') return suspended.length === 0 ? 'cash.not.noneSuspended' : 'cash.not.shiftOpen'
  if (act === 'float') return shift?.floatCounted === true ? 'cash.not.floatCounted' : 'cash.not.cashMoved'
  if (shift === undefined) return 'cash.not.noShift'
  return act === 'suspend' && hasBasket ? 'cash.not.basketOpen' : 'cash.not.now'
}

/** Nobody counted the float, and it still can be: told calmly, in the way of nothing. */
export function wantsFloat(view: ShiftView | undefined): boolean {
  return view !== undefined && view.shift?.floatCounted !== true && view.allows.includes('open')
}

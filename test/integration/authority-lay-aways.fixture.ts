import { type Result } from '../../src/domain/errors/index.ts'
import { type Core } from '../../src/main/core/index.ts'

type Size = 'below' | 'at' | 'above'

interface Around {
  readonly core: () => Core
  readonly at: (seat: string) => { readonly seat: string; readonly request: string }
  /** The barcode of something at 2.00. */
  readonly water: string
  readonly clear: (seat: string) => Promise<unknown>
  readonly amountOf: (permission: 'cancelLayAway' | 'layAwayBelowLeast', size: Size) => number
}

/** What is tried of goods laid aside: a deposit below the store's least of 20 %, and one that goes back. */
export function layAwayActs({ core, at, water, clear, amountOf }: Around) {
  async function aside(seat: string, pieces: number, deposit: (least: number) => number): Promise<Result<unknown>> {
    await clear(seat)
    const scanned = await core().call('scan', { barcode: water, quantity: pieces * 1000 }, at(seat))
    if (!scanned.ok) return scanned
    const { id = '', revision = 0, total = 0 } = scanned.value.basket ?? {}
    return core().call('lay-aside', { basketId: id, revision, deposit: deposit(total / 5) }, at(seat))
  }

  /** One of the boss's, paid, by its id. */
  async function held(deposit: number): Promise<string> {
    await aside('boss', 3, () => deposit)
    const view = await core().call('counter', {}, at('boss'))
    const { id = '', revision = 0 } = (view.ok ? view.value.basket : undefined) ?? {}
    await core().call('complete-sale', { basketId: id, revision, tenders: [{ type: 'cash' }] }, at('boss'))
    const list = await core().call('lay-aways', {}, at('boss'))
    const last = list.ok ? list.value.layAways.at(-1) : undefined
    if (last?.state !== 'held') throw new Error('no lay-away to cancel')
    return last.id
  }

  async function below(seat: string, size: Size): Promise<Result<unknown>> {
    const said = await aside(seat, 100, (least) => least - amountOf('layAwayBelowLeast', size))
    // The deposit first, then the goods that come back with it.
    await clear(seat)
    await clear(seat)
    return said
  }

  return [
    { permission: 'layAwayBelowLeast', name: 'lay-aside, for less than the least', run: below },
    { permission: 'cancelLayAway', name: 'cancel-lay-away', run: async (seat: string, size: Size) => core().call('cancel-lay-away', { layAwayId: await held(amountOf('cancelLayAway', size)), reason: 'changedMind' }, at(seat)) },
    { permission: 'setStore', name: 'set-lay-away', run: (seat: string) => core().call('set-lay-away', { leastPercent: 20, days: 30 }, at(seat)) },
  ] as const
}

import { payInReasons, payOutReasons, type DeclarationView, type OpenShiftView, type ShiftView } from '../../contracts/ipc/index.ts'
import { basketOf, counterOf, screen, type Screen } from './screen.fixture.ts'

export const openShift: OpenShiftView = { number: 4, businessDate: '2026-11-22', openedAt: 1, openedBy: 'Mei Lin', floatCounted: true, float: 10_000, operators: ['Mei Lin'], movements: [], noSales: 0 }

/** A shift of a shop in yuan that allows whatever can be done while one is open. */
export function shiftOf(changes: Partial<OpenShiftView> = {}, more: Partial<ShiftView> = {}): ShiftView {
  return {
    currency: 'CNY', businessDate: '2026-11-22', allows: ['move', 'handOver', 'suspend', 'declare'], shift: { ...openShift, ...changes }, suspended: [], left: 0,
    denominations: { notes: [10_000, 5000], coins: [100, 50] }, payInReasons: [...payInReasons], payOutReasons: [...payOutReasons], carried: { payments: 0, baskets: 0 }, ...more,
  }
}

export function declarationOf(cash: number, expected: number): DeclarationView {
  return { at: 2, operatorName: 'Mei Lin', attempt: 1, stale: false, difference: Math.abs(cash - expected), tenders: [{ tender: 'cash', expected, counted: cash, overShort: cash - expected }] }
}

/** A screen on the page of that shift. */
export async function onShift(view: ShiftView = shiftOf(), basket = false): Promise<Screen> {
  const shown = screen(basket ? counterOf({ basket: basketOf(1) }) : counterOf())
  shown.acts.openCash()
  ;(await shown.requestOf('shift')).answer(view)
  await settled()
  return shown
}

/** Until what was answered is on the screen: an answer passes through a handful of promises, and through no timer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
}

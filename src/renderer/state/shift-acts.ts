import { type ActKit } from './act-kit.ts'
import { createCashActs } from './cash-acts.ts'
import { type CashTextWork } from './cash-work.ts'
import { createCloseShiftActs } from './close-shift-acts.ts'
import { createCountActs } from './count-acts.ts'
import { createMoveCashActs, longestText } from './move-cash-acts.ts'
import { createZReportActs } from './z-report-acts.ts'

/** Everything about the shift and its cash, joined: each part knows only what it goes on to. */
export function createShiftActs(kit: ActKit) {
  const { store, set, object, go } = kit
  const cash = createCashActs(kit)
  const moving = createMoveCashActs(kit, cash.cash)
  const zs = createZReportActs(kit)
  const closing = createCloseShiftActs(kit, zs.zs)
  const counting = createCountActs(kit, cash.cash, moving, closing)

  /** A bag's number or a note, for what it was asked on; that goes on with it by itself. */
  function takeText({ what, of }: CashTextWork, said: string): void {
    const text = said.trim()
    if (text === '' && (what === 'bag' || (of.kind === 'cashMove' && of.reason === 'other'))) {
      object({ words: what === 'bag' ? 'cashText.bagFirst' : 'cashText.noteFirst' })
      return
    }
    if (text.length > longestText(what)) {
      object({ words: 'cashText.tooLong' })
      return
    }
    const { [what]: _before, ...rest } = of
    const told = text === '' ? rest : { ...rest, [what]: text }
    // A note is a word more; what it is on is confirmed as before. A bag, and a note that was missing, are the last thing wanted.
    if (what === 'note' && !(of.kind === 'cashMove' && of.reason === 'other')) go(told, told.typed)
    else if (told.kind === 'cashMove') moving.proceed(told)
    else closing.proceed(told)
  }

  function toPage(): void {
    go({ kind: 'cash', chosen: 0, asking: false })
  }

  /** One step back among the views of the shift. False: there is none to take here. */
  function leaveShift(): boolean {
    const { work, openZ } = store.getState()
    if (work.kind === 'count') counting.leaveCount()
    else if (work.kind === 'cashText') go(work.of, work.of.typed)
    else if (work.kind === 'zReports') {
      if (openZ !== undefined) set({ openZ: undefined })
      if (openZ === undefined || work.closed === true) toPage()
    } else if (work.kind === 'handOver' || work.kind === 'cashClose' || work.kind === 'xReport' || (work.kind === 'cashMove' && work.done === undefined)) {
      // What is on its way is not left: how it ended would be told to nobody.
      if (!work.asking) toPage()
    } else return false
    return true
  }

  return {
    leaveShift,
    typesCount: counting.typesCount,
    /** Where a bag's number is wanted, a scan is it: bags have codes. */
    takesBagScan: (barcode: string): boolean => {
      const { work } = store.getState()
      if (work.kind === 'cashMove') return moving.takesBag(work, barcode)
      if (work.kind !== 'cashText' || work.what !== 'bag') return false
      takeText(work, barcode)
      return true
    },
    acts: {
      ...cash.acts,
      ...moving.acts,
      ...closing.acts,
      ...counting.acts,
      ...zs.acts,
      confirmCashText: () => {
        const { work, entry } = store.getState()
        if (work.kind === 'cashText') takeText(work, entry)
      },
    },
  }
}

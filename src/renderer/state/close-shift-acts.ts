import { type ShiftView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { splitOf, type CashCloseWork } from './cash-work.ts'
import { createOnce } from './once.ts'
import { type ZReports } from './z-report-acts.ts'

/** After the count: what it says, what stays, what goes to the safe in which bag, and the Z. */
export function createCloseShiftActs(kit: ActKit, zs: ZReports) {
  const { api, store, sounds, set, enqueue, object, refused, go } = kit
  const once = createOnce(api)

  /** The page after a count: over and short are on it for the first time. */
  function afterCount({ shift }: ShiftView): boolean {
    const declaration = shift?.declaration
    if (shift === undefined || declaration === undefined || declaration.stale) return false
    const counted = declaration.tenders.find(({ tender }) => tender === 'cash')?.counted ?? 0
    // The float that was there stays, unless somebody says otherwise.
    go({ kind: 'cashClose', shift: shift.number, counted, typed: '', usual: Math.min(shift.float, counted), inTill: counted, asking: false })
    return true
  }

  async function close(work: CashCloseWork, split: { readonly leave: number; readonly toSafe: number }): Promise<void> {
    const { shift, note, bag, counted } = work
    const input = { shift, ...split, ...(split.toSafe === 0 || bag === undefined ? {} : { bag }), ...(note === undefined ? {} : { note }), ...(counted === undefined ? { uncounted: true as const } : {}) }
    const { answer, request } = await once('close-shift', input)
    const now = store.getState().work
    if (!answer.ok) {
      const { bag: _said, ...rest } = work
      if (now.kind === 'cashClose') set({ work: { ...rest, asking: false }, entry: work.typed })
      refused(answer.refusal)
      return
    }
    sounds.ok()
    // The same request again closes nothing, and tells how its paper does.
    zs.showClosed(answer.value, () => api.call('close-shift', input, request))
  }

  function proceed(work: CashCloseWork): void {
    const { shift } = store.getState()
    const split = shift === undefined ? undefined : splitOf(work, shift.currency)
    if (split === undefined) {
      object({ words: 'cashClose.notValid' })
      return
    }
    if (split.toSafe < 0) {
      object({ words: 'cashClose.tooMuch' })
      return
    }
    if (split.toSafe > 0 && work.bag === undefined) {
      go({ kind: 'cashText', what: 'bag', of: work }, '')
      return
    }
    go({ ...work, asking: true }, work.typed)
    enqueue(() => close(work, split))
  }

  function inHand(): CashCloseWork | undefined {
    const { work, entry } = store.getState()
    return work.kind === 'cashClose' && !work.asking ? { ...work, typed: entry } : undefined
  }

  return {
    afterCount,
    proceed,
    acts: {
      confirmClose: () => {
        const work = inHand()
        if (work !== undefined) proceed(work)
      },
      askCloseNote: () => {
        const work = inHand()
        if (work !== undefined) go({ kind: 'cashText', what: 'note', of: work }, work.note ?? '')
      },
      /** For whoever may: the Z says that nobody counted. */
      closeUncounted: () => {
        const { work, shift } = store.getState()
        const open = shift?.shift
        if (work.kind !== 'count' || work.for.kind !== 'declare' || work.asking || open === undefined) return
        const inTill = Math.max(0, open.expected?.find(({ tender }) => tender === 'cash')?.amount ?? open.float)
        go({ kind: 'cashClose', shift: open.number, typed: '', usual: 0, inTill, asking: false })
      },
    },
  }
}
export type CloseShift = ReturnType<typeof createCloseShiftActs>

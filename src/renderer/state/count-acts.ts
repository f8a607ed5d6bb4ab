import { countedTotal, type ShiftView } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { type Cash } from './cash-acts.ts'
import { cellsOf, countsOf, foreignCountsOf, isNothing, nothingCounted, piecesIn, withPieces, type CountCell, type Counted, type CountFor, type CountWork } from './cash-work.ts'
import { type CloseShift } from './close-shift-acts.ts'
import { draftOf, dropDraft, keepDraft, type DraftOf } from './count-draft.ts'
import { type MoveCash } from './move-cash-acts.ts'
import { createOnce } from './once.ts'
import { type ScreenState } from './screen-state.ts'

/** How many cells stand beside each other: what an arrow up or down goes by. */
export const countColumns = 3
const mostPieces = 100_000

/** What is counted so far, with what is being typed; undefined where that is no number of pieces, or no amount. */
export function countedWith(work: CountWork, entry: string, shift: Pick<ShiftView, 'denominations' | 'foreign' | 'currency'>): Counted | undefined {
  const cell = cellsOf(shift, work.for.kind)[work.at]
  if (entry === '' || cell === undefined) return work.counted
  if ('tender' in cell) {
    const amount = parseAmount(entry, shift.currency)
    return amount === undefined ? undefined : { ...work.counted, others: { ...work.counted.others, [cell.tender]: amount } }
  }
  const count = /^\d{1,6}$/.test(entry) ? Number(entry) : mostPieces + 1
  return count > mostPieces ? undefined : withPieces(work.counted, cell, count)
}

export function cashOf(counted: Counted, shift: Pick<ShiftView, 'currency'>): number {
  return countedTotal(countsOf(counted), shift.currency) ?? 0
}

/** Notes and coins by hand or by number: the float, a spot count, what moves, and the blind count at the end. */
export function createCountActs(kit: ActKit, cash: Cash, moving: MoveCash, closing: CloseShift) {
  const { api, store, sounds, set, enqueue, object, refused, go } = kit
  const once = createOnce(api)

  function draftKey({ counter, shift }: ScreenState, purpose: CountFor['kind']): DraftOf | undefined {
    const operatorId = counter?.operator?.id
    return operatorId === undefined ? undefined : { operatorId, purpose, shift: shift?.shift?.number ?? 0 }
  }

  store.subscribe((state, before) => {
    if (state.work.kind !== 'count' || before.work.kind !== 'count' || state.work.counted === before.work.counted) return
    const key = draftKey(state, state.work.for.kind)
    if (key !== undefined) keepDraft(key, state.work.counted)
  })

  function open(purpose: CountFor): void {
    const key = draftKey(store.getState(), purpose.kind)
    const kept = key === undefined ? undefined : draftOf(key)
    go({ kind: 'count', for: purpose, counted: kept ?? nothingCounted, at: 0, asking: false, ...(kept === undefined || isNothing(kept) ? {} : { goesOn: true }) })
  }

  /** The count with what is typed put into its cell. Undefined when that cannot be counted: it is said, and stays typed. */
  function settled(): { readonly work: CountWork; readonly shift: ShiftView; readonly cells: readonly CountCell[] } | undefined {
    const { work, entry, shift } = store.getState()
    if (work.kind !== 'count' || work.asking || shift === undefined) return undefined
    const counted = countedWith(work, entry, shift)
    if (counted === undefined) {
      object({ words: 'count.notValid' })
      return undefined
    }
    const { leaving: _asked, empty: _told, ...rest } = work
    return { work: { ...rest, counted }, shift, cells: cellsOf(shift, work.for.kind) }
  }

  function goTo(at: (now: number, cells: number) => number): void {
    const count = settled()
    if (count === undefined) return
    const { work, cells } = count
    set({ work: { ...work, at: Math.min(cells.length, Math.max(0, at(work.at, cells.length))) }, entry: '', notice: undefined })
  }

  /** So many pieces more or fewer of a cell, which is the one in hand from then on. */
  function add(index: number, by: number): void {
    const count = settled()
    if (count === undefined) return
    const { work, cells } = count
    const cell = cells[index]
    if (cell === undefined) return
    const counted = 'minor' in cell ? withPieces(work.counted, cell, Math.min(mostPieces, Math.max(0, piecesIn(work.counted, cell) + by))) : work.counted
    set({ work: { ...work, counted, at: index }, entry: '', notice: undefined })
  }

  async function send(work: CountWork, shift: ShiftView): Promise<void> {
    const cashCounts = countsOf(work.counted)
    const { card, wallet } = work.counted.others
    const others = [...(card === undefined ? [] : [{ tender: 'card' as const, amount: card }]), ...(wallet === undefined ? [] : [{ tender: 'wallet' as const, amount: wallet }])]
    const foreign = foreignCountsOf(work.counted, shift)
    const { answer } = work.for.kind === 'declare' ? await once('declare-shift', { shift: work.for.shift, cash: cashCounts, others, ...(foreign === undefined ? {} : { foreign }) }) : await once('open-shift', { counts: cashCounts })
    const now = store.getState().work
    if (!answer.ok) {
      if (now.kind === 'count') set({ work: { ...work, asking: false } })
      refused(answer.refusal)
      return
    }
    dropDraft()
    sounds.ok()
    set({ shift: answer.value })
    if (now.kind !== 'count') return
    if (work.for.kind === 'declare' && closing.afterCount(answer.value)) return
    go({ kind: 'cash', chosen: 0, asking: false })
  }

  function confirm(): void {
    const count = settled()
    if (count === undefined) return
    const { work, shift } = count
    if (isNothing(work.counted) && store.getState().work.kind === 'count' && !wasTold()) {
      set({ work: { ...work, empty: true }, entry: '' })
      object({ words: 'count.nothing' })
      return
    }
    const counts = countsOf(work.counted)
    if (work.for.kind === 'cashMove') {
      dropDraft()
      moving.withCounts(work.for, counts, cashOf(work.counted, shift))
    } else if (work.for.kind === 'handOver') {
      dropDraft()
      go({ ...work.for, counts, asking: false })
    } else {
      set({ work: { ...work, asking: true }, entry: '', notice: undefined })
      enqueue(() => send(work, shift))
    }
  }

  function wasTold(): boolean {
    const { work } = store.getState()
    return work.kind === 'count' && work.empty === true
  }

  /** Where it was begun. */
  function backTo(purpose: CountFor): void {
    if (purpose.kind === 'cashMove') go(purpose, purpose.typed)
    else if (purpose.kind === 'handOver') go(purpose)
    else go({ kind: 'cash', chosen: 0, asking: false })
  }

  function leaveForGood(): void {
    const { work } = store.getState()
    if (work.kind !== 'count') return
    dropDraft()
    backTo(work.for)
  }

  return {
    /** One step back out of a count; asked first where something would be lost. */
    leaveCount: () => {
      const { work, entry } = store.getState()
      if (work.kind !== 'count' || work.asking) return
      const { leaving, ...rest } = work
      if (leaving === true) set({ work: rest })
      else if (entry !== '') set({ entry: '' })
      else if (isNothing(work.counted)) leaveForGood()
      else {
        set({ work: { ...work, leaving: true }, notice: undefined })
        sounds.attention()
      }
    },
    /** Whether what is typed goes into a cell. A question is answered with no by going on. */
    typesCount: (): boolean => {
      const { work, shift } = store.getState()
      if (work.kind !== 'count' || work.asking || shift === undefined || work.at >= cellsOf(shift, work.for.kind).length) return false
      const { leaving: _asked, empty: _told, ...rest } = work
      set({ work: rest })
      return true
    },
    acts: {
      openFloatCount: () => {
        if (!cash.impossible('float')) open({ kind: 'float' })
      },
      /** From the counter, where nobody may have asked yet how the shift stands. */
      openFloatFromSale: () => {
        void cash.load().then((view) => {
          if (view !== undefined && !cash.impossible('float')) open({ kind: 'float' })
        })
      },
      /** A count that still holds is not done twice by itself. */
      openCloseCount: () => {
        const { shift } = store.getState()
        if (cash.impossible('close') || shift?.shift === undefined) return
        if (!closing.afterCount(shift)) open({ kind: 'declare', shift: shift.shift.number })
      },
      countAgain: () => {
        const { work } = store.getState()
        if (work.kind === 'cashClose' && !work.asking) open({ kind: 'declare', shift: work.shift })
      },
      countMove: () => {
        const work = moving.inHand()
        if (work !== undefined) open(work)
      },
      countHandOver: () => {
        const { work } = store.getState()
        if (work.kind === 'handOver' && !work.asking) open(work)
      },
      addPieces: add,
      addPiece: (by: 1 | -1) => {
        const { work } = store.getState()
        if (work.kind === 'count') add(work.at, by)
      },
      chooseCountCell: (index: number) => goTo(() => index),
      moveCountCell: (by: 1 | -1, sideways: boolean) => goTo((at) => at + by * (sideways ? 1 : countColumns)),
      clearCountCell: () => {
        const { work, shift } = store.getState()
        if (work.kind !== 'count' || work.asking || shift === undefined) return
        const cell = cellsOf(shift, work.for.kind)[work.at]
        if (cell === undefined) return
        const counted = 'tender' in cell ? { ...work.counted, others: { ...work.counted.others, [cell.tender]: 0 } } : withPieces(work.counted, cell, 0)
        set({ work: { ...work, counted }, entry: '' })
      },
      enterCount: () => {
        const { work, shift } = store.getState()
        if (work.kind !== 'count' || shift === undefined) return
        if (work.leaving === true) leaveForGood()
        else if (work.at >= cellsOf(shift, work.for.kind).length) confirm()
        else goTo((at) => at + 1)
      },
      confirmCount: confirm,
      keepCounting: () => {
        const { work } = store.getState()
        if (work.kind !== 'count') return
        const { leaving: _asked, ...rest } = work
        set({ work: rest })
      },
      dropCount: leaveForGood,
    },
  }
}

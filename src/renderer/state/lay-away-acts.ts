import { layAwayReasons, leastDeposit, type BasketView, type LayAwayView } from '../../contracts/ipc/index.ts'
import { minor, parseAmount } from '../../domain/money/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type DepositWay, type LayAwayReason, type LayAwayWork } from './lay-away-work.ts'
import { longestLabel } from './suspend-acts.ts'

/** What is asked for these goods where nothing is typed. */
export function usualDeposit(basket: BasketView, terms: Extract<LayAwayWork, { kind: 'layAside' }>['terms']): number {
  return terms === undefined ? 0 : Math.max(1, leastDeposit(minor(basket.total), terms.leastPercent))
}

/** The one that stands chosen. */
export function chosenLayAway(work: LayAwayWork | { readonly kind: string }): LayAwayView | undefined {
  return 'list' in work && work.kind === 'layAways' ? work.list?.layAways[work.chosen] : undefined
}

/** A customer's name says whose they are, and not what was typed to know them by: the aunt who collects them, the blue coat. */
export function layAwayCalled({ customerName, label }: Pick<LayAwayView, 'customerName' | 'label'>): string | undefined {
  const said = [customerName, label].filter((each, at, all) => each !== undefined && each !== '' && all.indexOf(each) === at)
  return said.length === 0 ? undefined : said.join(' · ')
}

const weekMs = 7 * 86_400_000

/** The last day goods are kept: the store's, or so many weeks from it; never before today. What is too long the core says. */
export function keptUntil({ terms, until }: Extract<LayAwayWork, { kind: 'layAside' }>): string | undefined {
  return until ?? terms?.until
}

function weekFrom(day: string, by: 1 | -1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * weekMs).toISOString().slice(0, 10)
}

/** How the deposit of one may go back, the way it was paid first: a card is only given what one paid. */
export function depositWaysOf({ toDevice }: Pick<LayAwayView, 'toDevice'>): readonly DepositWay[] {
  return toDevice === undefined ? ['cash', 'credit'] : ['asPaid', 'cash', 'credit']
}

/** The way that is chosen, or the first there is. */
export function depositWay(work: Extract<LayAwayWork, { kind: 'layAways' }>, layAway: LayAwayView): DepositWay {
  return work.way ?? depositWaysOf(layAway)[0] ?? 'cash'
}

/** Laying goods aside for a deposit, paying more for them, handing them over, and giving the deposit back. */
export function createLayAwayActs(kit: ActKit) {
  const { api, store, set, basketNow, enqueue, sendOrTell, refused, object, go, sounds } = kit

  async function load(layAwayId?: string): Promise<void> {
    const answer = await api.call('lay-aways', {})
    const { work } = store.getState()
    if (!answer.ok) refused(answer.refusal)
    else if (work.kind === 'layAside') set({ work: { ...work, terms: answer.value } })
    else if (work.kind === 'layAways') {
      const found = layAwayId === undefined ? work.chosen : answer.value.layAways.findIndex(({ id }) => id === layAwayId)
      set({ work: { ...work, list: answer.value, chosen: Math.max(0, Math.min(answer.value.layAways.length - 1, found)) } })
    }
  }

  function openLayAways(layAwayId?: string): void {
    go({ kind: 'layAways', list: undefined, chosen: 0 })
    void load(layAwayId)
  }

  function typed(): number | undefined {
    const { entry, counter } = store.getState()
    const amount = counter === undefined ? undefined : parseAmount(entry, counter.currency)
    return amount === 0 ? undefined : amount
  }

  function layAsideNext(): void {
    const { work, entry } = store.getState()
    const basket = basketNow()
    if (work.kind !== 'layAside' || basket === undefined) return
    if (work.label === undefined) {
      set({ work: { ...work, label: entry.trim().slice(0, longestLabel) }, entry: '', notice: undefined })
      return
    }
    const deposit = entry === '' ? usualDeposit(basket, work.terms) : typed()
    if (deposit === undefined || deposit === 0) {
      object({ words: 'layAside.amountFirst' })
      return
    }
    const { label, until } = work
    enqueue(async () => {
      if (await sendOrTell('lay-aside', { basketId: basket.id, revision: basket.revision, deposit, ...(label === '' ? {} : { label }), ...(until === undefined ? {} : { until }) })) set({ work: { kind: 'sell' }, entry: '' })
    })
  }

  /** An amount is paid on it; without one it is handed over. */
  function enterLayAway(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'layAways') return
    if (work.done !== undefined) set({ work: { kind: 'layAways', list: work.list, chosen: work.chosen } })
    else if (work.reason !== undefined) cancel(work.reason)
    else if (entry === '') collect()
    else payMore()
  }

  function collect(): void {
    const chosen = chosenLayAway(store.getState().work)
    if (chosen === undefined) return
    enqueue(async () => {
      if (await sendOrTell('collect-lay-away', { layAwayId: chosen.id })) set({ work: { kind: 'sell' }, entry: '' })
      else await load(chosen.id)
    })
  }

  function payMore(): void {
    const chosen = chosenLayAway(store.getState().work)
    const amount = typed()
    if (chosen === undefined) return
    if (amount === undefined) {
      object({ words: 'layAways.amountFirst' })
      return
    }
    enqueue(async () => {
      if (await sendOrTell('pay-lay-away', { layAwayId: chosen.id, amount })) set({ work: { kind: 'sell' }, entry: '' })
      else await load(chosen.id)
    })
  }

  function cancel(reason: LayAwayReason): void {
    const before = store.getState().work
    const chosen = chosenLayAway(before)
    if (chosen === undefined || before.kind !== 'layAways') return
    const payBack = depositWay(before, chosen)
    enqueue(async () => {
      const answer = await api.call('cancel-lay-away', { layAwayId: chosen.id, reason, payBack })
      const { work } = store.getState()
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      sounds.ok()
      if (work.kind === 'layAways') set({ work: { kind: 'layAways', list: work.list, chosen: 0, done: { number: answer.value.number, paidBack: answer.value.paidBack, toDevice: answer.value.toDevice, credit: answer.value.credit, ...(answer.value.creditNumber === undefined ? {} : { creditNumber: answer.value.creditNumber }) } }, entry: '', notice: undefined })
      await load()
    })
  }

  return {
    openLayAways: () => openLayAways(),
    layAside: () => {
      go({ kind: 'layAside', terms: undefined })
      void load()
    },
    /** The key's one meaning: goods are laid aside, without any those that are stand in a list. */
    layAwayKey: () => {
      if ((basketNow()?.itemCount ?? 0) === 0) openLayAways()
      else {
        go({ kind: 'layAside', terms: undefined })
        void load()
      }
    },
    layAsideNext,
    enterLayAway,
    collectLayAway: collect,
    payMoreLayAway: payMore,
    chooseLayAway: (index: number) => {
      const { work } = store.getState()
      if (work.kind === 'layAways') set({ work: { kind: 'layAways', list: work.list, chosen: index }, notice: undefined })
    },
    /** Asked why first: one key alone gives no money away. */
    askCancelLayAway: () => {
      const { work } = store.getState()
      if (work.kind === 'layAways' && chosenLayAway(work) !== undefined) set({ work: { kind: 'layAways', list: work.list, chosen: work.chosen, reason: layAwayReasons[0] }, entry: '', notice: undefined })
    },
    chooseLayAwayReason: (reason: LayAwayReason) => {
      const { work } = store.getState()
      if (work.kind === 'layAways' && work.reason !== undefined) set({ work: { ...work, reason } })
    },
    confirmCancelLayAway: () => {
      const { work } = store.getState()
      if (work.kind === 'layAways' && work.reason !== undefined) cancel(work.reason)
    },
    chooseDepositWay: (way: DepositWay) => {
      const { work } = store.getState()
      if (work.kind === 'layAways' && work.reason !== undefined) set({ work: { ...work, way } })
    },
    /** The key for it: the next of the ways there are. */
    nextDepositWay: () => {
      const { work } = store.getState()
      const chosen = chosenLayAway(work)
      if (work.kind !== 'layAways' || work.reason === undefined || chosen === undefined) return
      const ways = depositWaysOf(chosen)
      const way = ways[(ways.indexOf(depositWay(work, chosen)) + 1) % ways.length]
      if (way !== undefined) set({ work: { ...work, way } })
    },
    keepLonger: (by: 1 | -1) => {
      const { work } = store.getState()
      const from = work.kind === 'layAside' ? keptUntil(work) : undefined
      if (work.kind !== 'layAside' || from === undefined || work.terms === undefined) return
      const until = weekFrom(from, by)
      set({ work: { ...work, until: until < work.terms.today ? work.terms.today : until }, notice: undefined })
    },
    /** One step back inside: false where it is left. */
    leaveLayAway: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'layAside' && work.label !== undefined) set({ work: { kind: 'layAside', terms: work.terms, ...(work.until === undefined ? {} : { until: work.until }) }, entry: work.label, notice: undefined })
      else if (work.kind === 'layAways' && (work.reason !== undefined || work.done !== undefined)) set({ work: { kind: 'layAways', list: work.list, chosen: work.chosen }, notice: undefined })
      else return false
      return true
    },
    moveLayAway: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind !== 'layAways') return
      if (work.reason !== undefined) {
        const reason = neighbour(layAwayReasons, work.reason, by)
        if (reason !== undefined) set({ work: { ...work, reason } })
        return
      }
      const most = (work.list?.layAways.length ?? 0) - 1
      set({ work: { kind: 'layAways', list: work.list, chosen: Math.max(0, Math.min(most, work.chosen + by)) } })
    },
    /** The slip under the gun where goods were expected. True when it is dealt with. */
    toldLayAway: ({ code, params }: Pick<Refusal, 'code'> & { readonly params?: Refusal['params'] | undefined }): boolean => {
      const id = params?.['layAwayId']
      if (code !== 'layAway.scanned' || typeof id !== 'string') return false
      openLayAways(id)
      return true
    },
  }
}

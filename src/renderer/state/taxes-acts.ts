import { type Input, type Output, type TaxesView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { isShutOut } from './gates.ts'
import { aboveStandard, dateOf, isRow, partsOf, ratePpmOf, taxRows, type TaxRateWork, type TaxRow } from './taxes.ts'

/** The store's tax rates by date: what there is, what is to come, and adding to it. */
export function createTaxesActs(kit: ActKit) {
  const { api, store, set, enqueue, object, refused, go, sounds } = kit

  function viewNow(): TaxesView | undefined {
    const { taxes } = store.getState()
    return taxes === 'refused' ? undefined : taxes
  }

  function openTaxes(chosen?: TaxRow): void {
    go({ kind: 'taxes', chosen, asked: false })
    void api.call('taxes', {}).then((answer) => {
      if (store.getState().work.kind !== 'taxes') return
      if (answer.ok) set({ taxes: answer.value })
      else if (isShutOut(answer.refusal)) set({ taxes: 'refused' })
      else refused(answer.refusal)
    })
  }

  function openTaxRate(taxClass: string): void {
    const view = viewNow()
    if (view === undefined) return
    const rates = Math.max(1, partsOf(view, taxClass).length)
    go({ kind: 'taxRate', taxClass, typed: Array.from({ length: 1 + rates }, () => ''), at: 0, saving: false })
  }

  function typedNow({ typed, at }: TaxRateWork): readonly string[] {
    return typed.with(at, store.getState().entry)
  }

  function chooseField(at: number): void {
    const { work } = store.getState()
    if (work.kind !== 'taxRate' || work.saving || at < 0 || at >= work.typed.length) return
    const typed = typedNow(work)
    const { above: _above, ...rest } = work
    set({ work: { ...rest, typed, at }, entry: typed[at] ?? '', notice: undefined })
  }

  /** What is wrong with a field stands over it, with the field ready to be typed again. */
  function objectAt(at: number, words: string): undefined {
    chooseField(at)
    object({ words })
    return undefined
  }

  /** Of parts, an empty field keeps what the part has. */
  function askedRate(work: TaxRateWork, view: TaxesView): Input<'add-tax-rate'> | undefined {
    const { taxClass } = work
    const [digits = '', ...texts] = typedNow(work)
    const from = dateOf(digits)
    if (from === undefined) return objectAt(0, 'taxes.dateFirst')
    const standing = partsOf(view, taxClass)
    const rates = texts.map((text, index) => (text === '' ? standing[index]?.rate : ratePpmOf(text)))
    const missing = rates.indexOf(undefined)
    if (missing >= 0) return objectAt(missing + 1, 'taxes.notValid')
    const [rate = 0] = rates
    if (standing.length === 0) return { taxClass, from, rate }
    return { taxClass, from, rate: 0, parts: standing.map((part, index) => ({ ...part, rate: rates[index] ?? part.rate })) }
  }

  function save(): void {
    const { work } = store.getState()
    const view = viewNow()
    if (work.kind !== 'taxRate' || work.saving || view === undefined) return
    const asked = askedRate(work, view)
    if (asked === undefined) return
    const above = aboveStandard(view, asked)
    if (above !== undefined && above.of !== work.above?.of) {
      set({ work: { ...work, above }, notice: undefined })
      sounds.attention()
      return
    }
    set({ work: { ...work, saving: true }, notice: undefined })
    enqueue(async () => {
      const answer: Result<Output<'add-tax-rate'>> = await api.call('add-tax-rate', asked)
      const now = store.getState().work
      if (now.kind !== 'taxRate') return
      set({ work: { ...now, saving: false } })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ taxes: answer.value })
      sounds.ok()
      go({ kind: 'taxes', chosen: { taxClass: asked.taxClass, from: asked.from }, asked: false })
    })
  }

  function withdraw(): void {
    const { work } = store.getState()
    if (work.kind !== 'taxes' || !work.asked || work.chosen?.from === undefined) return
    const { taxClass, from } = work.chosen
    set({ work: { ...work, asked: false } })
    enqueue(async () => {
      const answer = await api.call('withdraw-tax-rate', { taxClass, from })
      if (!answer.ok) {
        refused(answer.refusal)
        return
      }
      set({ taxes: answer.value })
      sounds.ok()
      const now = store.getState().work
      if (now.kind === 'taxes') set({ work: { ...now, chosen: { taxClass }, asked: false }, notice: { words: 'taxes.withdrawn', calm: true } })
    })
  }

  function askWithdraw(row: TaxRow): void {
    const { work } = store.getState()
    if (work.kind === 'taxes' && row.from !== undefined) set({ work: { ...work, chosen: row, asked: true }, notice: undefined })
  }

  return {
    openTaxes: () => openTaxes(),
    openTaxRate,
    askWithdrawRate: askWithdraw,
    keepRate: () => {
      const { work } = store.getState()
      if (work.kind === 'taxes') set({ work: { ...work, asked: false } })
    },
    withdrawRate: withdraw,
    moveTaxes: (by: 1 | -1) => {
      const { work } = store.getState()
      const view = viewNow()
      if (work.kind !== 'taxes' || view === undefined) return
      const rows = taxRows(view)
      const at = rows.findIndex((row) => isRow(row, work.chosen))
      const next = rows[at < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]
      set({ work: { ...work, chosen: next, asked: false } })
    },
    /** On a class it adds a rate; on one to come it asks, and then takes it back. */
    enterTaxes: () => {
      const { work } = store.getState()
      if (work.kind !== 'taxes' || work.chosen === undefined) return
      if (work.asked) withdraw()
      else if (work.chosen.from === undefined) openTaxRate(work.chosen.taxClass)
      else askWithdraw(work.chosen)
    },
    chooseRateField: chooseField,
    moveRateField: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'taxRate') chooseField(work.at + by)
    },
    /** Digits into the date's field, whatever stood there, and on to the rate. */
    chooseRateDate: (digits: string) => {
      chooseField(0)
      set({ entry: digits })
      chooseField(1)
    },
    saveTaxRate: save,
    /** The next field, and behind the last one the save. */
    enterTaxRate: () => {
      const { work } = store.getState()
      if (work.kind !== 'taxRate') return
      if (work.at < work.typed.length - 1) chooseField(work.at + 1)
      else save()
    },
    /** One step back in here; false where there is none. */
    leaveTaxes: (): boolean => {
      const { work } = store.getState()
      if (work.kind === 'taxRate') openTaxes({ taxClass: work.taxClass })
      else if (work.kind === 'taxes' && work.asked) set({ work: { ...work, asked: false } })
      else if (work.kind === 'taxes') go({ kind: 'settings', chosen: 'taxes' })
      else return false
      return true
    },
  }
}

import { type ItemOptionsView } from '../../contracts/ipc/index.ts'
import { parseAmount } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type NewItemWork } from './new-item-work.ts'

/** As long as the core takes a name. */
export const longestItemName = 200

/** An item for a red line: name, price, unit, tax and category. The price is what is typed; the name has a field of its own. */
export function createNewItemActs(kit: ActKit, lineInHand: () => number | undefined) {
  const { api, store, set, basketNow, enqueue, refused, send, object, go } = kit

  function workNow(): NewItemWork | undefined {
    const { work } = store.getState()
    return work.kind === 'newItem' ? work : undefined
  }

  function change(changes: Partial<NewItemWork>): void {
    const work = workNow()
    if (work !== undefined && !work.saving) set({ work: { ...work, ...changes }, notice: undefined })
  }

  /** The red line that is meant: the chosen one, else the last. */
  function redLine(lineNo: number | undefined): { readonly lineNo: number; readonly barcode: string } | undefined {
    const red = basketNow()?.lines.flatMap((line) => (line.kind === 'unresolved' && !line.removed && line.problem === undefined ? [line] : [])) ?? []
    return red.find((line) => line.lineNo === lineNo) ?? red.at(-1)
  }

  /** In its turn: the key behind a scan comes before that scan's line. */
  function open(lineNo?: number): void {
    enqueue(async () => {
      const red = redLine(lineNo ?? lineInHand())
      if (red === undefined) return
      const answer = await api.call('item-options', { barcode: red.barcode })
      if (!answer.ok) return refused(answer.refusal)
      const { taxClasses, unpriced } = answer.value
      go({ kind: 'newItem', lineNo: red.lineNo, barcode: red.barcode, options: answer.value, name: '', unit: unpriced?.unit === 'kg' ? 'kg' : 'each', taxClass: taxClasses[0]?.id, category: undefined, naming: unpriced === undefined, saving: false })
      set({ selectedLineNo: red.lineNo })
    })
  }

  /** What a kilogram of it is sold for has to lie on the scale first. */
  async function weigh(barcode: string): Promise<void> {
    const found = await api.call('search-items', { text: barcode, limit: 5 })
    const item = found.ok ? found.value.hits.find((hit) => hit.unit !== 'each' && (hit.sku === barcode || hit.barcode === barcode)) : undefined
    if (item !== undefined) go({ kind: 'weigh', item, choosing: false })
  }

  function save(): void {
    const work = workNow()
    const { counter, entry } = store.getState()
    if (work === undefined || work.saving || counter === undefined) return
    const price = parseAmount(entry, counter.currency)
    if (price === undefined || price <= 0) {
      // Enter behind the name goes on to the price.
      if (work.naming && entry === '') change({ naming: false })
      else object({ words: 'newItem.priceFirst' })
      return
    }
    const { lineNo, barcode, options, name, unit, taxClass, category } = work
    if (taxClass === undefined) return
    const item = { name: name.trim() === '' ? barcode : name.trim(), unit, taxClass, ...(category === undefined ? {} : { category }) }
    change({ saving: true })
    enqueue(async () => {
      const answer = await send('create-item', { lineNo, price, ...(options.unpriced === undefined ? { item } : {}) })
      const now = workNow()
      if (now !== undefined) set({ work: answer.ok ? { kind: 'sell' } : { ...now, saving: false }, ...(answer.ok ? { entry: '', selectedLineNo: undefined } : {}) })
      if (!answer.ok) refused(answer.refusal)
      else if (answer.value.basket?.lines.find((line) => line.lineNo === lineNo)?.removed === true) await weigh(barcode)
    })
  }

  const categoriesOf = ({ categories }: ItemOptionsView): readonly (string | undefined)[] => [undefined, ...categories.map(({ id }) => id)]

  return {
    openNewItem: open,
    nameNewItem: (name: string) => change({ name: name.slice(0, longestItemName) }),
    chooseNewItemUnit: (unit: NewItemWork['unit']) => change({ unit }),
    toggleNewItemUnit: () => change({ unit: workNow()?.unit === 'each' ? 'kg' : 'each' }),
    chooseNewItemTax: (taxClass: string) => change({ taxClass }),
    nextNewItemTax: () => {
      const work = workNow()
      const next = work && neighbour(work.options.taxClasses.map(({ id }) => id), work.taxClass, 1)
      if (next !== undefined) change({ taxClass: next })
    },
    chooseNewItemCategory: (category: string | undefined) => change({ category }),
    nextNewItemCategory: () => {
      const work = workNow()
      if (work === undefined) return
      const all = categoriesOf(work.options)
      change({ category: all[(all.indexOf(work.category) + 1) % all.length] })
    },
    saveNewItem: save,
  }
}

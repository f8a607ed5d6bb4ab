import { type BasketView, type CounterView, type ItemHitView, type ItemLineView, type Name, type SaleView, type TileView } from '../../contracts/ipc/index.ts'
import { refuse, type RefusalCode } from '../../domain/errors/index.ts'
import { createActs } from './acts.ts'
import { createApi } from './api.ts'
import { createScreenStore } from './screen-state.ts'

export const operator = { id: 'o1', name: 'Mei Lin', role: 'cashier' } as const
export const price = { minor: 850, per: 1000 }

export const croissant: ItemLineView = { kind: 'item', lineNo: 1, itemId: 'i1', sku: 's1', names: { en: 'Croissant' }, quantity: 1000, unit: 'each', price, gross: 850, discount: 0, total: 850, removed: false }

export function basketOf(revision: number, changes: Partial<BasketView> = {}): BasketView {
  return { id: 'b1', revision, itemCount: 1, subtotal: 16_601, discount: 0, tax: 0, total: 16_601, lastLineNo: 1, lines: [croissant], ...changes }
}

export function counterOf(changes: Partial<CounterView> = {}): CounterView {
  return { currency: 'CNY', operator, suspended: 0, ...changes }
}

export const tile: TileView = { itemId: 'apples', sku: 's2', names: { en: 'Apples' }, unit: 'kg', price, icon: 'apple', hue: 0 }
export const milk: ItemHitView = { itemId: 'milk', sku: 's3', names: { en: 'Milk' }, unit: 'each', price, barcode: '6901028075831' }

export const sale: SaleView = { id: 's1', number: '3-1', total: 16_601, change: 0, completedAt: 1, tenders: [], effects: [] }

/** A request the screen made, to be answered by hand. */
export interface Asked {
  readonly id: string
  readonly name: Name
  readonly input: unknown
  readonly answer: (value: unknown) => void
  readonly refuse: (code: RefusalCode, params?: Readonly<Record<string, string | number>>) => void
}

/** The screen before a core played by hand: each request waits in `asked` for its answer, each timer in `timers` for `pass`. */
export function screen(counter: CounterView = counterOf({ basket: basketOf(1) })) {
  const asked: Asked[] = []
  let waiting: (() => void)[] = []
  let timers: (() => void)[] = []
  const api = createApi({
    call: (name, input, id) =>
      new Promise((resolve) => {
        asked.push({ id, name, input, answer: (value) => resolve({ v: 1, id, ok: true, value }), refuse: (code, params) => resolve({ v: 1, id, ...refuse(code, params) }) })
        const told = waiting
        waiting = []
        for (const look of told) look()
      }),
    on: () => () => undefined,
    watch: () => () => undefined,
  })
  const store = createScreenStore('en', 'light')
  const heard: ('ok' | 'error' | 'attention')[] = []
  const sounds = { ok: () => void heard.push('ok'), error: () => void heard.push('error'), attention: () => void heard.push('attention') }
  const saved: { readonly name: string; readonly text: string }[] = []
  const acts = createActs(api, store, sounds, (_milliseconds, then) => timers.push(then), (name, text) => void saved.push({ name, text }))
  acts.receive(counter)
  function requestOf(name: Name | undefined, index: number): Promise<Asked> {
    return new Promise((resolve) => {
      function look(): void {
        const found = asked.filter((each) => name === undefined || each.name === name)[index]
        if (found === undefined) waiting.push(look)
        else resolve(found)
      }
      look()
    })
  }
  return {
    acts,
    store,
    heard,
    asked,
    /** Files handed over. */
    saved,
    /** The nth request, once it was made. */
    request: (index: number) => requestOf(undefined, index),
    /** The nth request of a name, once it was made. */
    requestOf: (name: Name, index = 0) => requestOf(name, index),
    /** Lets the time pass that every timer waits for. */
    pass: () => {
      const due = timers
      timers = []
      for (const then of due) then()
    },
    type: (text: string) => {
      for (const key of text) acts.type(key)
    },
  }
}

export type Screen = ReturnType<typeof screen>
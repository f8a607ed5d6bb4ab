/** What is practised, in the order in which it is offered. Codes in the journal: never renamed. */
export const scenarioNames = ['busyQueue', 'paperOut', 'refund', 'networkDown'] as const
export type ScenarioName = (typeof scenarioNames)[number]

/** So many of one item: its SKU and a quantity in thousandths. */
export interface Pieces {
  readonly sku: string
  readonly quantity: number
}

/** What a trainee did, as the register for training wrote it down or answered it; never what was tapped. `at`: epoch milliseconds. */
export type TrainingFact = { readonly at: number } & (
  | { readonly kind: 'sold'; readonly goods: readonly Pieces[]; /** Lines taken off again before it was paid. */ readonly removed: number }
  | { readonly kind: 'refunded'; readonly goods: readonly Pieces[]; /** Absent: without its receipt. */ readonly ofSale?: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'refused'; readonly code: string }
  /** The roll ended in the middle of a receipt. */
  | { readonly kind: 'torn' }
  | { readonly kind: 'rollChanged' }
  /** A receipt was asked for once more. */
  | { readonly kind: 'reprinted' }
  /** One came out to its end, and in one piece. */
  | { readonly kind: 'printed' }
  | { readonly kind: 'answered'; readonly answer: string }
)

/** One scenario as it was begun: with these goods, at this time. */
export interface TrainingTask {
  readonly scenario: ScenarioName
  readonly beganAt: number
  /** What the customers want, one after another. */
  readonly baskets: readonly (readonly Pieces[])[]
  /** The sale that goods come back of, which, and all that was sold in it. */
  readonly back?: { readonly saleId: string; readonly goods: readonly Pieces[]; readonly sold: readonly Pieces[] }
}

interface Question {
  readonly answers: readonly string[]
  readonly right: string
}

interface Scenario {
  readonly seconds: number
  readonly baskets: number
  readonly question?: Question
}

export const scenarios: Readonly<Record<ScenarioName, Scenario>> = {
  busyQueue: { seconds: 600, baskets: 10 },
  paperOut: { seconds: 300, baskets: 1 },
  refund: { seconds: 300, baskets: 0 },
  networkDown: { seconds: 300, baskets: 2, question: { answers: ['stopSelling', 'restart', 'goOn'], right: 'goOn' } },
}

/** Baskets of one to three different goods, so that no two that follow each other are the same. Fewer goods than two: each basket is one more of it. */
export function basketsOf(skus: readonly string[], count: number): readonly (readonly Pieces[])[] {
  if (skus.length === 0) return []
  return Array.from({ length: count }, (_none, basket) => {
    const goods = new Map<string, number>()
    const pieces = 1 + (basket % 3)
    for (let piece = 0; piece < pieces; piece += 1) {
      const sku = skus[(basket + piece * 2) % skus.length]
      if (sku !== undefined) goods.set(sku, (goods.get(sku) ?? 0) + (skus.length === 1 ? 1000 * (basket + 1) : 1000))
    }
    return [...goods].map(([sku, quantity]) => ({ sku, quantity }))
  })
}

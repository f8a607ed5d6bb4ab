import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { basketsOf, isAsked, progressOf, scenarioNames, scenarios, scoreOf, type Pieces, type TrainingFact, type TrainingTask } from './index.ts'

const began = 1_000_000
const tea: Pieces = { sku: 'tea', quantity: 1000 }
const milk: Pieces = { sku: 'milk', quantity: 2000 }
const task = (changes: Partial<TrainingTask>): TrainingTask => ({ scenario: 'busyQueue', beganAt: began, baskets: [[tea], [milk, tea]], ...changes })
const sold = (goods: readonly Pieces[], at = began + 5000, removed = 0): TrainingFact => ({ kind: 'sold', at, goods, removed })
const answered = (answer: string, at = began + 6000): TrainingFact => ({ kind: 'answered', at, answer })
const doneOf = (...[given, facts, now = began + 20_000]: readonly [TrainingTask, readonly TrainingFact[], number?]): string[] =>
  progressOf(given, facts, now).steps.flatMap(({ step, basket, done }) => (done ? [basket === undefined ? step : `${step} ${basket}`] : []))
const mistakesOf = (given: TrainingTask, facts: readonly TrainingFact[]): string[] => progressOf(given, facts, began + 20_000).mistakes.map(({ mistake, code }) => (code === undefined ? mistake : `${mistake} ${code}`))

describe('a scenario', () => {
  test('[TRN-1] each basket is ticked off once, by a sale of exactly its goods, in any order', () => {
    expect(doneOf(task({}), [sold([tea, milk])])).toEqual(['basket 2'])
    expect(doneOf(task({}), [sold([tea, milk]), sold([tea])])).toEqual(['basket 1', 'basket 2'])
    expect(doneOf(task({}), [sold([tea]), sold([tea])])).toEqual(['basket 1'])
    expect(mistakesOf(task({}), [sold([tea]), sold([tea])])).toEqual(['otherGoods'])
    expect(mistakesOf(task({}), [sold([{ ...tea, quantity: 2000 }])])).toEqual(['otherGoods'])
  })

  test('[TRN-2] refusals, lines taken off again, cancelled baskets and wrong answers are mistakes, each once', () => {
    const facts: TrainingFact[] = [{ kind: 'refused', at: began + 1, code: 'item.unknown' }, { kind: 'cancelled', at: began + 2 }, sold([tea], began + 3, 2)]
    expect(mistakesOf(task({}), facts)).toEqual(['refused item.unknown', 'cancelled', 'removed', 'removed'])
    const down = task({ scenario: 'networkDown' })
    expect(mistakesOf(down, [answered('restart'), answered('goOn')])).toEqual(['wrongAnswer'])
    expect(doneOf(down, [sold([tea]), sold([milk, tea]), answered('goOn')])).toEqual(['basket 1', 'basket 2', 'rightAnswer'])
  })

  test('[TRN-3] paper that ended in the middle: the sale is made once, a new roll is put in, and its receipt is printed again and comes out', () => {
    const given = task({ scenario: 'paperOut', baskets: [[tea]] })
    const fact = (kind: 'torn' | 'rollChanged' | 'reprinted' | 'printed', at: number): TrainingFact => ({ kind, at: began + at })
    expect(doneOf(given, [sold([tea], began + 2), fact('torn', 3)])).toEqual(['sold'])
    // The rest of the torn one is no receipt, and one that is asked for is none yet.
    expect(doneOf(given, [sold([tea], began + 2), fact('torn', 3), fact('rollChanged', 4), fact('printed', 4)])).toEqual(['sold', 'rollChanged'])
    expect(doneOf(given, [sold([tea], began + 2), fact('torn', 3), fact('rollChanged', 4), fact('reprinted', 5)])).toEqual(['sold', 'rollChanged'])
    expect(doneOf(given, [sold([tea], began + 2), fact('torn', 3), fact('rollChanged', 4), fact('printed', 6), fact('reprinted', 5)])).toEqual(['sold', 'rollChanged', 'printedAgain'])
    expect(mistakesOf(given, [sold([tea]), sold([tea])])).toEqual(['soldAgain'])
    expect(mistakesOf(given, [sold([{ ...tea, quantity: 3000 }])])).toEqual(['otherGoods'])
  })

  test('[TRN-4] a refund counts by its receipt and by the goods that were to come back', () => {
    const given = task({ scenario: 'refund', baskets: [], back: { saleId: 'sale', goods: [tea], sold: [tea, milk] } })
    const refunded = (goods: readonly Pieces[], ofSale?: string): TrainingFact => ({ kind: 'refunded', at: began + 9, goods, ...(ofSale === undefined ? {} : { ofSale }) })
    expect(doneOf(given, [refunded([tea], 'sale')])).toEqual(['refunded', 'byReceipt', 'rightGoods'])
    expect(doneOf(given, [refunded([milk], 'sale')])).toEqual(['refunded', 'byReceipt'])
    expect(mistakesOf(given, [refunded([milk], 'sale')])).toEqual(['otherBack'])
    expect(doneOf(given, [refunded([tea])])).toEqual(['refunded'])
    expect(mistakesOf(given, [refunded([tea])])).toEqual(['withoutReceipt'])
  })

  test('[TRN-9] what is to be done is asked once everybody was served, and where nothing is asked never', () => {
    const down = task({ scenario: 'networkDown' })
    const askedAfter = (given: TrainingTask, facts: readonly TrainingFact[]): boolean => isAsked(given, progressOf(given, facts, began + 20_000))
    expect(askedAfter(down, [])).toBe(false)
    expect(askedAfter(down, [sold([tea])])).toBe(false)
    expect(askedAfter(down, [sold([tea]), sold([milk, tea])])).toBe(true)
    expect(askedAfter(task({}), [sold([tea]), sold([milk, tea])])).toBe(false)
  })

  test('[TRN-8] a refund of everything leaves nothing to bring back: the task is over then, and says that it is stuck', () => {
    const given = task({ scenario: 'refund', baskets: [], back: { saleId: 'sale', goods: [tea], sold: [tea, milk] } })
    const refunded = (goods: readonly Pieces[], ofSale = 'sale'): TrainingFact => ({ kind: 'refunded', at: began + 4000, goods, ofSale })
    const of = (...facts: readonly TrainingFact[]): { readonly over: boolean; readonly stuck: boolean } => {
      const { over, stuck } = progressOf(given, facts, began + 20_000)
      return { over, stuck }
    }
    expect(of(refunded([tea, milk]))).toEqual({ over: true, stuck: true })
    expect(progressOf(given, [refunded([tea, milk])], began + 20_000)).toMatchObject({ seconds: 4, mistakes: [{ mistake: 'otherBack' }] })
    // What is asked for can still come back, or has.
    expect(of(refunded([milk]))).toEqual({ over: false, stuck: false })
    expect(of(refunded([tea]))).toEqual({ over: true, stuck: false })
    expect(of(refunded([milk]), refunded([tea]))).toEqual({ over: true, stuck: false })
    expect(of(refunded([tea, milk], 'another'))).toEqual({ over: false, stuck: false })
    // Of three of them two came back: the third still can.
    expect(progressOf({ ...given, back: { saleId: 'sale', goods: [tea], sold: [{ ...tea, quantity: 3000 }] } }, [refunded([{ ...tea, quantity: 2000 }])], began + 20_000)).toMatchObject({ over: false, stuck: false })
  })

  test('[TRN-5] it is over when all is done or its time is up, and what comes before or after does not count', () => {
    const facts = [sold([tea], began + 4000), sold([milk, tea], began + 9000)]
    expect(progressOf(task({}), facts, began + 50_000)).toMatchObject({ over: true, seconds: 9 })
    expect(progressOf(task({}), [sold([tea])], began + 50_000)).toMatchObject({ over: false, seconds: 50 })
    const { seconds } = scenarios.busyQueue
    const late = began + seconds * 1000 + 1
    expect(progressOf(task({}), [sold([tea]), sold([milk, tea], late)], late + 5000)).toMatchObject({ over: true, seconds, steps: [{ done: true }, { done: false }] })
    expect(doneOf(task({}), [sold([tea], began - 1)])).toEqual([])
  })

  test('[TRN-6] the points are the share of the steps less five for each mistake, and never outside 0 to 100', () => {
    expect(scoreOf(progressOf(task({}), [sold([tea])], began + 20_000))).toEqual({ right: 1, of: 2, seconds: 20, mistakes: 0, points: 50 })
    expect(scoreOf(progressOf(task({}), [sold([tea]), sold([tea])], began + 20_000)).points).toBe(45)
    const fact = fc.oneof(fc.constant(sold([tea])), fc.constant(sold([milk, tea])), fc.constant<TrainingFact>({ kind: 'refused', at: began + 1, code: 'item.unknown' }), fc.constantFrom('goOn', 'restart').map((answer) => answered(answer)))
    fc.assert(
      fc.property(fc.constantFrom(...scenarioNames), fc.array(fact, { maxLength: 40 }), (scenario, facts) => {
        const { right, of, points } = scoreOf(progressOf(task({ scenario }), facts, began + 20_000))
        expect(points).toBeGreaterThanOrEqual(0)
        expect(points).toBeLessThanOrEqual(100)
        expect(right).toBeLessThanOrEqual(of)
      }),
    )
  })

  test('[TRN-7] there are as many baskets as are asked for, of goods that are there, and two in a row differ', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 12 }), (skus, count) => {
        const baskets = basketsOf(skus, count)
        expect(baskets).toHaveLength(count)
        for (const [index, basket] of baskets.entries()) {
          expect(basket.length).toBeGreaterThan(0)
          expect(basket.every(({ sku, quantity }) => skus.includes(sku) && quantity > 0)).toBe(true)
          expect(basket).not.toEqual(baskets[index + 1])
        }
      }),
    )
    expect(basketsOf([], 3)).toEqual([])
    expect(scenarios.busyQueue.baskets).toBe(10)
  })
})

import { describe, expect, test } from 'vitest'
import { asJournal, count, dayAfter, honestWeek, plants, random, refund, sale, type Written } from './week.fixture.ts'
import { lossFacts, lossRuleNames, lossRules, watch, watchedTypes, type LossCard, type LossRule } from './index.ts'

const limits = { refund: 5000, discount: 100_000, payOut: 2000 } as const
const around = { lowSale: 100, limitOf: (_: string, permission: 'refund' | 'discount' | 'payOut'): number => limits[permission], today: dayAfter, limits: {} }
const cardsOf = (written: readonly Written[], changes: Partial<typeof around> & { readonly limits?: Partial<Record<LossRule, number>> } = {}): readonly LossCard[] => watch(lossFacts(asJournal(written)), { ...around, ...changes })
const start = Date.UTC(2026, 10, 16, 1)

describe('the loss watch', () => {
  test('[LOS-1] honest people are left in peace: at most one card in 50 weeks of a cashier', () => {
    const weeks = 75
    const found = Array.from({ length: weeks }, (_, seed) => cardsOf(honestWeek(seed + 1))).flat()
    // Four cashiers a week: at most six in 300 weeks of a cashier.
    expect(found.length, found.map(({ rule, found: many }) => `${rule} ${many}`).join(', ')).toBeLessThanOrEqual((weeks * 4) / 50)
  }, 60_000)

  test('[LOS-2] each pattern that is planted in an honest week is found, by its rule and on its person, in at least 19 of 20', () => {
    const honest = Array.from({ length: 20 }, (_, seed) => honestWeek(1000 + seed))
    const recall = Object.fromEntries(lossRuleNames.map((rule) => [rule, honest.filter((week, seed) => cardsOf([...week, ...plants[rule](random(seed))]).some((card) => card.rule === rule && card.operator === 'c1')).length]))
    expect(Object.entries(recall).filter(([, found]) => found < 19)).toEqual([])
  }, 60_000)

  test('[LOS-2] and not on a week without it', () => {
    const week = honestWeek(1)
    expect(lossRuleNames.filter((rule) => cardsOf(week).some((card) => card.rule === rule && card.operator === 'c1'))).toEqual([])
  })

  test('[LOS-2] of no sale, and of one sale, nothing is said', () => {
    expect([cardsOf([]), cardsOf([sale(start, 'c9')]), cardsOf([sale(start, 'c9', { ppm: 100_000, removed: true, customer: 'k1', again: true })])]).toEqual([[], [], []])
  })

  test('[LOS-2] money for a gift card, a deposit or an account is no sale of next to nothing', () => {
    const few = (owes?: true): Written[] => Array.from({ length: 6 }, (_, index) => sale(start + index * 600_000, 'c9', { total: 1, ...(owes === undefined ? {} : { owes }) }))
    expect([cardsOf(few(true)).map(({ rule }) => rule), cardsOf(few()).map(({ rule }) => rule)]).toEqual([[], ['lowSales']])
  })

  test('[LOS-2] a deposit that is paid out stands beside the drawer opened before it, and is no refund without a receipt', () => {
    const back = (index: number): Written[] => [{ type: 'drawer.opened', at: start + index * 600_000 - 60_000, operator: 'c9', body: {} }, { type: 'layAway.cancelled', at: start + index * 600_000, operator: 'c9', body: { amount: 500, deposits: [{ saleId: 's', amount: 500 }], tenders: [{ type: 'cash', amount: 500 }] } }]
    const rules = cardsOf([0, 1, 2, 3].flatMap(back)).map(({ rule }) => rule)
    expect([rules.includes('noSaleAfterRefund'), rules.includes('withoutReceipt'), rules.includes('sameGoodsBack')]).toEqual([true, false, false])
  })

  test('[LOS-2] training before the first customer or after the last is training; between two of one’s own it is looked at', () => {
    const trained = (index: number, before: boolean, after: boolean): Written[] => {
      const at = start + index * 3_600_000
      return [...(before ? [sale(at, 'c9')] : []), { type: 'training.ended', at: at + 240_000, operator: 'c9', body: { startedAt: at + 30_000 } }, ...(after ? [sale(at + 300_000, 'c9')] : [])]
    }
    const has = (before: boolean, after: boolean): boolean => cardsOf([...trained(0, before, after), ...trained(1, before, after)]).some(({ rule }) => rule === 'trainedAmidSales')
    expect([has(true, true), has(true, false), has(false, true), has(false, false)]).toEqual([true, false, false, false])
  })

  test('[LOS-2] five customers with a discount each are no pattern, and one with five is; goods brought back without a receipt alike', () => {
    const lowered = (customer: (index: number) => string): Written[] => Array.from({ length: 5 }, (_, index) => sale(start + index * 600_000, 'c9', { ppm: 20_000, customer: customer(index) }))
    const back = (item: (index: number) => string): Written[] => Array.from({ length: 3 }, (_, index) => refund(start + index * 600_000, 'c9', { item: item(index), approver: 's1' }))
    const has = (rule: LossRule, written: readonly Written[]): boolean => cardsOf(written).some((card) => card.rule === rule)
    expect([has('sameCustomer', lowered((index) => `k${index}`)), has('sameCustomer', lowered(() => 'k')), has('sameGoodsBack', back((index) => `i${index}`)), has('sameGoodsBack', back(() => 'i'))]).toEqual([false, true, false, true])
  })

  test('[LOS-4] at the limit there is a card, and one below it there is none, whatever the rule', () => {
    const week = honestWeek(7)
    for (const rule of lossRuleNames) {
      const written = [...week, ...plants[rule](random(7))]
      const of = (limits: Partial<Record<LossRule, number>>): LossCard | undefined => cardsOf(written, { limits }).find((card) => card.rule === rule && card.operator === 'c1')
      const found = of({})?.found ?? 0
      expect([rule, found >= lossRules[rule].limit, of({ [rule]: found })?.limit, of({ [rule]: found + 1 })?.limit]).toEqual([rule, true, found, undefined])
    }
  }, 60_000)

  test('[LOS-3] a rate says nothing of fewer than 30 sales, and what is counted says it of any', () => {
    const few = [sale(start, 'c9'), ...Array.from({ length: 6 }, (_, index) => refund(start + index * 60_000, 'c9', { of: 'x', void: true }))]
    expect(cardsOf(few).map(({ rule }) => rule)).toEqual(['voidsAlone'])
    const many = [...few, ...Array.from({ length: 29 }, (_, index) => sale(start + 90_000 * index, 'c9'))]
    expect(cardsOf(many).find(({ rule }) => rule === 'voidsOfCash')).toMatchObject({ operator: 'c9', found: 200_000, limit: 30_000, sales: 30 })
  })

  test('[LOS-3] where everybody does it, nobody stands out; a card says where the others stand', () => {
    const of = (operator: string, voids: number): Written[] => [...Array.from({ length: 100 }, (_, index) => sale(start + index * 60_000, operator)), ...Array.from({ length: voids }, (_, index) => refund(start + index * 60_000, operator, { of: 'x', void: true, approver: 's1' }))]
    const rule = 'voidsOfCash'
    expect(cardsOf(['a', 'b', 'c', 'd'].flatMap((one) => of(one, 5))).filter((card) => card.rule === rule)).toEqual([])
    expect(cardsOf([...['a', 'b', 'c'].flatMap((one) => of(one, 1)), ...of('d', 9)]).filter((card) => card.rule === rule)).toMatchObject([{ operator: 'd', found: 90_000, peers: 10_000 }])
  })

  test('[LOS-4] a limit of the store’s own counts in the place of the preset', () => {
    const written = Array.from({ length: 3 }, (_, index) => refund(start + index * 60_000, 'c9', { of: 'x', void: true }))
    expect(cardsOf(written).filter(({ rule }) => rule === 'voidsAlone')).toEqual([])
    expect(cardsOf(written, { limits: { voidsAlone: 3 } }).filter(({ rule }) => rule === 'voidsAlone')).toMatchObject([{ found: 3, limit: 3 }])
  })

  test('[LOS-5] a card names every act that speaks for it with what it stands beside, newest first; one act more is another card', () => {
    const written = [0, 1, 2, 3, 4, 5].flatMap((index) => [sale(start + index * 600_000, 'c9', { id: `own${index}` }), refund(start + index * 600_000 + 60_000, 'c9', { of: `own${index}` })])
    const [card] = cardsOf(written).filter(({ rule }) => rule === 'ownRefunds')
    expect(card).toMatchObject({ id: 'ownRefunds.c9.1-12', places: [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1].map((seq) => ({ epoch: 1, seq })) })
    const [next] = cardsOf([...written, sale(start + 4_000_000, 'c9', { id: 'own6' }), refund(start + 4_060_000, 'c9', { of: 'own6' })]).filter(({ rule }) => rule === 'ownRefunds')
    expect(next?.id).toBe('ownRefunds.c9.1-14')
  })

  test('[LOS-5] of a shift that was counted again the last count stands, and one count that is otherwise ends the row', () => {
    const shorts = [-100, -200, -50, -10, -5].map((over, index) => count(start + index * 600_000, 'c9', index, over))
    const rule = 'alwaysShort'
    const has = (written: readonly Written[]): boolean => cardsOf(written).some((card) => card.rule === rule)
    expect([has(shorts), has([...shorts, count(start + 4_000_000, 'c9', 2, 20)]), has([...shorts, count(start + 4_000_000, 'c9', 9, 0)]), has([...shorts, count(start + 4_000_000, 'c9', 2, -20)])]).toEqual([true, false, false, true])
  })

  test('[LOS-6] an entry that cannot be read, or is of a later version, is no fact and stops nothing', () => {
    const entries = asJournal([sale(start, 'c9'), { ...sale(start + 1, 'c9'), body: { total: 'x' } }])
    expect(lossFacts([...entries, ...entries.map((entry) => ({ ...entry, schemaVersion: 2 }))]).map(({ kind }) => kind)).toEqual(['sale'])
    expect(watchedTypes).toContain('pin.refused')
    expect(Object.values(lossRules).every(({ limit }) => limit > 0)).toBe(true)
  })
})

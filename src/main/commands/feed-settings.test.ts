import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type CounterView } from '../../contracts/ipc/index.ts'
import { changedSetHash, emptySetHash, rowHash } from '../../domain/feed/index.ts'
import { type SaleBody } from '../../domain/sale/index.ts'
import { queries } from '../queries/index.ts'
import { answeringCommands, applyFeed, commands, keepFeedPage, releaseFeed, signOn } from './index.ts'
import { code, staffedRegister, startOfTest, type TestRegister, value } from './register.fixture.ts'

const day = 86_400_000
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let register: TestRegister
let held: Map<string, string>
let version: number
beforeEach(() => {
  register = staffedRegister()
  held = new Map()
  version = 0
  value(register.database.unitOfWork(() => ({ ok: true, value: register.database.saveOperator({ id: 'boss', name: 'Xu', role: 'manager' }, '$argon2id$4') })))
  value(signOn(register.context(undefined, 'office'), { operatorId: 'boss', provenHash: '$argon2id$4' }))
})
afterEach(() => register.remove())

interface Fed { readonly id: string; readonly text: string | null }
/** What head office has now, as one version and one page. */
function feed(...rows: readonly Fed[]) {
  for (const { id, text } of rows) {
    if (text === null) held.delete(id)
    else held.set(id, text)
  }
  const setHash = [...held].reduce((hash, [id, text]) => changedSetHash(hash, undefined, rowHash(id, text, sha256)), emptySetHash)
  version += 1
  value(keepFeedPage(register.context(), 'settings', { instance: 'hq', from: version - 1, to: version, snapshot: false, setHash, rows: [...rows] }))
  return value(applyFeed(register.context(), 'settings'))
}
const set = (kind: string, said: object, id = kind): Fed => ({ id, text: JSON.stringify({ kind, ...said }) })
const rates = (taxClass: string, ...list: readonly object[]): Fed => set('taxRates', { pack: 'CN-2019', taxClass, rates: list }, `taxRates.CN-2019.${taxClass}`)
const office = (request?: string) => register.context(request, 'office')
const facts = () => register.database.facts()
const parked = () => register.database.feedState('settings').parked.named
const entries = (type: string) => register.database.entriesAfter(1, 0, 999).filter((entry) => entry.type === type).map(({ text }) => JSON.parse(text) as { catalogueVersion: number; operator: string; body: Record<string, unknown> })
const scan = (seat = 'counter'): CounterView => value(commands.scan(register.context(undefined, seat), { barcode: '6901234567892' }))
function pay(view: CounterView): SaleBody {
  const { id, revision } = view.basket!
  value(commands['complete-sale'](register.context(), { basketId: id, revision, tenders: [{ type: 'cash' }] }))
  return entries('sale.completed').at(-1)!.body as never
}
const taxed = ({ taxes }: Pick<SaleBody, 'taxes'>): unknown[] => taxes.map(({ rate, tax }) => [rate, tax])
const boss = { chainName: 'Chain', storeName: 'Corner', storeLines: [], receiptFooter: [] }

describe('settings that head office keeps', () => {
  test('[REP-13] all of a version is set at once, with an entry that names it and one for each setting that is another', () => {
    const before = facts().catalogueVersion
    expect(feed(set('returnDays', { value: 14 }), set('receiptFooter', { value: ['Danke', '谢谢'] }), set('layAway', { leastPercent: 30, days: 60 }), set('lockAfter', { value: 60 }), set('chainName', { value: 'Chain' }))).toMatchObject({ kind: 'applied', changed: 5, parked: 0 })
    expect(facts()).toMatchObject({ returnDays: 14, receiptFooter: ['Danke', '谢谢'], layAwayLeast: 30, layAwayDays: 60, lockAfterSeconds: 60, catalogueVersion: before + 1 })
    expect(entries('settings.fed')).toMatchObject([{ catalogueVersion: before + 1, operator: 'system', body: { version: 1, changed: 5, parked: 0 } }])
    expect(entries('setting.changed').map(({ body }) => body)).toEqual([
      { setting: 'store.layAway.leastPercent', from: '20', to: '30' },
      { setting: 'store.layAway.days', from: '30', to: '60' },
      { setting: 'lockAfter', from: 180, to: 60 },
      { setting: 'store.receiptFooter', from: '', to: 'Danke\n谢谢' },
      { setting: 'store.returnDays', from: '', to: '14' },
    ])
    // The same again is no change of any setting.
    feed(set('returnDays', { value: 14 }))
    expect(entries('setting.changed')).toHaveLength(5)
    feed(set('returnDays', { value: null }))
    expect(facts().returnDays).toBeUndefined()
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[REP-13] limits, cards and papers are set as the store’s own pages set them, a paper as a version more', () => {
    const template = { headerLines: ['Open on Sundays'], logo: 'off', footerLines: [], legalLines: [], language: 'store', without: ['sku'] }
    feed(set('lossLimit', { rule: 'noSales', value: 3 }, 'lossLimit.noSales'), set('storedValue', { currency: 'CNY', giftCards: false, giftCardOffline: 100, storeCreditOffline: 0 }), set('template', { paper: 'receipt', template }, 'template.receipt'))
    expect([register.database.lossLimits().get('noSales'), facts().storedValue, register.database.templateOf('receipt')?.version]).toEqual([3, { giftCards: false, giftCardOffline: 100, storeCreditOffline: 0 }, 1])
    feed(set('lossLimit', { rule: 'noSales', value: 9 }, 'lossLimit.noSales'))
    expect(register.database.lossLimits().get('noSales')).toBeUndefined()
    const view = value(queries['paper-template']({ reader: register.database, seat: 'office', now: office().moment() }, { paper: 'receipt' }))
    expect(view).toMatchObject({ ofHeadOffice: true, version: 1, template: { headerLines: ['Open on Sundays'] } })
    expect(code(answeringCommands['set-template'](office(), { paper: 'receipt', template: { ...view.template, headerLines: [] } }))).toBe('setting.ofHeadOffice')
    expect(code(answeringCommands['set-loss-limit'](office(), { rule: 'noSales', limit: 5 }))).toBe('setting.ofHeadOffice')
    expect(code(answeringCommands['set-stored-value'](office(), { giftCards: true, giftCardOffline: 0, storeCreditOffline: 0 }))).toBe('setting.ofHeadOffice')
  })

  test('[REP-13] what head office keeps is not the store’s to change, the rest is, and given back it is the store’s again as it stands', () => {
    feed(set('returnDays', { value: 14 }), set('lockAfter', { value: 60 }), set('layAway', { leastPercent: 30, days: 60 }))
    const store = (): unknown => value(queries.store({ reader: register.database, seat: 'office', now: office().moment() }))
    expect(store()).toMatchObject({ ofHeadOffice: ['returnDays', 'layAway'] })
    expect(code(answeringCommands['set-store'](office(), { ...boss, returnDays: 30 }))).toBe('setting.ofHeadOffice')
    expect(code(answeringCommands['set-lock-after'](office(), { seconds: 0 }))).toBe('setting.ofHeadOffice')
    expect(code(answeringCommands['set-lay-away'](office(), { leastPercent: 30, days: 90 }))).toBe('setting.ofHeadOffice')
    // What stays as it is may go along with what the store changes of its own.
    expect(code(answeringCommands['set-store'](office(), { ...boss, storeLines: ['1 Quay Street'], returnDays: 14 }))).toBe('accepted')
    feed({ id: 'returnDays', text: null })
    expect([facts().returnDays, code(answeringCommands['set-store'](office(), { ...boss, returnDays: 30 }))]).toEqual([14, 'accepted'])
    expect(value(releaseFeed(register.context(), 'settings'))).toEqual({ released: 2 })
    expect([store(), code(answeringCommands['set-lock-after'](office(), { seconds: 0 })), entries('settings.released')]).toMatchObject([{ layAway: { leastPercent: 30, days: 60 } }, 'accepted', [{ body: { released: 2 } }]])
  })

  test('[REP-8] what is not understood or cannot be here is kept apart with a reason, and the rest is set', () => {
    expect(
      feed(
        { id: 'chainName', text: '{' }, set('weather', { value: 'fine' }), set('storeName', { value: 'Quay' }, 'elsewhere'), set('lockAfter', { value: -1 }), set('returnDays', { value: 7 }),
        set('cashRounding', { value: 'CH-0.05' }), set('storedValue', { currency: 'GBP', giftCards: true, giftCardOffline: 1, storeCreditOffline: 1 }),
        set('taxRates', { pack: 'GB-2011', taxClass: 'standard', rates: [] }, 'taxRates.GB-2011.standard'), rates('luxury'), rates('reduced', { from: '2027-02-29', rate: 1 }),
      ),
    ).toMatchObject({ kind: 'applied', changed: 1, parked: 9 })
    expect(Object.fromEntries(parked().map(({ id, reason }) => [id, reason]))).toEqual({
      chainName: 'not-json', weather: 'setting-unknown', elsewhere: 'setting-unreadable', lockAfter: 'setting-unreadable', cashRounding: 'currency-differs', storedValue: 'currency-differs',
      'taxRates.GB-2011.standard': 'tax-pack-differs', 'taxRates.CN-2019.luxury': 'tax-class-unknown', 'taxRates.CN-2019.reduced': 'tax-rate-impossible',
    })
    expect(facts()).toMatchObject({ chainName: 'Chain', storeName: 'Corner', returnDays: 7, lockAfterSeconds: 180 })
    expect(facts().taxRates).toBeUndefined()
    // Said again in a way that this register reads, it is no longer apart.
    feed(set('lockAfter', { value: 60 }))
    expect([facts().lockAfterSeconds, parked().some(({ id }) => id === 'lockAfter')]).toEqual([60, false])
  })
})

describe('tax rates that head office keeps', () => {
  const add = (from: string) => answeringCommands['add-tax-rate'](office(), { taxClass: 'standard', from, rate: 120_000 })

  test('[RAT-1] a rate that came before its day counts from that business date on, and its entry is that of a rate', () => {
    feed(rates('standard', { from: '2026-11-22', rate: 110_000 }))
    expect(entries('tax.rateAdded').map(({ body, operator }) => [body, operator])).toEqual([[{ pack: 'CN-2019', taxClass: 'standard', startsOn: '2026-11-22', rate: 110_000 }, 'system']])
    expect(taxed(pay(scan()))).toEqual([[130_000, 23]])
    const open = scan()
    register.now += day
    expect([taxed(pay(scan())), open.basket?.tax, taxed(pay(scan()))]).toEqual([[[130_000, 46]], 23, [[110_000, 20]]])
    expect(entries('sale.completed').at(-1)?.catalogueVersion).toBe(entries('settings.fed')[0]?.catalogueVersion)
  })

  test('[RAT-6] one that came too late counts for the next basket: those that are begun, open or put aside, are of one piece', () => {
    scan()
    value(commands['suspend-basket'](register.context(), {}))
    const before = scan()
    const later = { from: '2026-11-20', rate: 110_000 }
    feed(rates('standard', later))
    expect([before.basket?.tax, taxed(pay(scan()))]).toEqual([23, [[130_000, 46]]])
    expect(taxed(pay(scan()))).toEqual([[110_000, 20]])
    // Another one on top: whoever was put aside under the first is still of the first.
    feed(rates('standard', later, { from: '2026-11-21', rate: 100_000 }))
    const [aside] = register.database.suspendedBaskets()
    value(commands['resume-basket'](register.context(), { basketId: aside?.id ?? '' }))
    expect(taxed(pay(scan()))).toEqual([[130_000, 46]])
    expect(taxed(pay(scan()))).toEqual([[100_000, 18]])
    // Nobody is left who was begun before: nothing more is kept of it.
    feed(set('lockAfter', { value: 60 }))
    expect(facts().termsBefore).toBeUndefined()
  })

  test('[RAT-6] a basket that is begun is rounded as when it was begun, the next one by the new rule', () => {
    const tea = (): CounterView => value(commands.scan(register.context(), { barcode: '6901234567908' }))
    const open = tea()
    feed(set('cashRounding', { value: 'CN-1.00-down' }))
    expect(value(queries.counter({ reader: register.database, seat: 'counter' })).basket?.cashDue).toBeUndefined()
    expect(pay(open).tenders).toMatchObject([{ type: 'cash', amount: 1250 }])
    const next = tea()
    expect(next.basket?.cashDue).toBe(1200)
    expect(pay(next).tenders).toMatchObject([{ type: 'cash', amount: 1200 }, { type: 'rounding', amount: 50 }])
    feed(set('cashRounding', { value: '' }))
    expect(facts().cashRounding).toBeUndefined()
  })

  test('[RAT-7] a rate of the store’s own that is to come gives way, one that counts stays, and head office’s list is head office’s', () => {
    value(add('2026-11-22'))
    register.now += day
    value(add('2026-11-30'))
    feed(rates('standard', { from: '2026-12-01', rate: 110_000 }))
    expect(facts().taxRates?.map(({ from, rate }) => [from, rate])).toEqual([['2026-11-22', 120_000], ['2026-12-01', 110_000]])
    expect(entries('tax.rateWithdrawn').map(({ body }) => body['startsOn'])).toEqual(['2026-11-30'])
    expect([code(add('2026-12-05')), code(answeringCommands['withdraw-tax-rate'](office(), { taxClass: 'standard', from: '2026-12-01' })), code(answeringCommands['add-tax-rate'](office(), { taxClass: 'reduced', from: '2026-12-05', rate: 80_000 }))]).toEqual(['setting.ofHeadOffice', 'setting.ofHeadOffice', 'accepted'])
    const { classes } = value(queries.taxes({ reader: register.database, seat: 'office', now: office().moment() }))
    expect(classes.filter(({ ofHeadOffice }) => ofHeadOffice).map(({ taxClass }) => taxClass)).toEqual(['standard'])
    // Taken back before its day.
    feed(rates('standard'))
    expect(facts().taxRates?.map(({ taxClass, from }) => [taxClass, from])).toEqual([['reduced', '2026-12-05'], ['standard', '2026-11-22']])
  })
})

test('[REP-13] whatever versions a register missed or heard twice, its settings and cursor are then head office’s, and never half of them', () => {
  const step = fc.record({ days: fc.integer({ min: 0, max: 40 }), lock: fc.integer({ min: 0, max: 40 }), rate: fc.integer({ min: 1, max: 9 }), heard: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), (steps) => {
      let heard = version
      let hash = register.database.feedState('settings').setHash
      const pending = new Map<string, string>()
      for (const [index, { days, lock, rate, heard: hears }] of steps.entries()) {
        const rows = [set('returnDays', { value: days }), set('lockAfter', { value: lock }), rates('standard', { from: `2027-01-0${rate}`, rate: rate * 1000 })]
        for (const { id, text } of rows) pending.set(id, text ?? '')
        for (const [id, text] of pending) held.set(id, text)
        version += 1
        if (!hears && index < steps.length - 1) continue
        const setHash = [...held].reduce((sum, [id, text]) => changedSetHash(sum, undefined, rowHash(id, text, sha256)), emptySetHash)
        const all = [...pending].map(([id, text]) => ({ id, text }))
        const [first, ...rest] = all
        const page = { instance: 'hq', from: heard, to: version, snapshot: false, setHash }
        const before = facts()
        value(keepFeedPage(register.context(), 'settings', { ...page, rows: first === undefined ? [] : [first], after: { version, id: first?.id ?? '' } }))
        expect([value(applyFeed(register.context(), 'settings')), facts()]).toEqual([{ kind: 'nothing' }, before])
        value(keepFeedPage(register.context(), 'settings', { ...page, rows: rest }))
        expect(value(applyFeed(register.context(), 'settings'))).toMatchObject({ kind: 'applied', version })
        expect([value(applyFeed(register.context(), 'settings'))]).toEqual([{ kind: 'nothing' }])
        heard = version
        hash = setHash
        pending.clear()
        expect(facts()).toMatchObject({ returnDays: days, lockAfterSeconds: lock, taxRates: [{ from: `2027-01-0${rate}`, rate: rate * 1000 }] })
      }
      expect(register.database.feedState('settings')).toMatchObject({ version: heard, setHash: hash, parked: { count: 0 } })
    }),
    { numRuns: 25 },
  )
  expect(register.now).toBe(startOfTest)
})

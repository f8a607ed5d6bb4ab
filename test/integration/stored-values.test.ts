import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Output } from '../../src/contracts/ipc/index.ts'
import { checkSale, type SaleBody } from '../../src/domain/sale/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, noPostgres, skippedTitle, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { openStore } from '../../src/headoffice/store/open-store.ts'
import { seed, water } from '../../src/main/core/core.fixture.ts'
import { ask, newFolder, type StartedRegister, startRegister, tryAsk } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
const card = '636400001234'
/** What the water costs. */
const due = 200

if (noPostgres !== undefined) test.skip(skippedTitle, () => {})

describe.each(databaseKinds)('a gift card at two registers, and head office on $name', ({ create }) => {
  let folder: ReturnType<typeof newFolder>
  let database: TestDatabase
  let office: HeadOffice
  let port: number
  const running: StartedRegister[] = []
  const openOffice = async (): Promise<void> => {
    office = await startHeadOffice({ ...database.location, store: names, clock: Date.now, log: () => undefined, ...(port > 0 && { port }) })
    port = Number(new URL(office.url).port)
  }

  beforeEach(async () => {
    folder = newFolder()
    database = await create()
    port = 0
    await openOffice()
  })
  afterEach(async () => {
    for (const { register } of running.splice(0)) await register.close()
    await office.close()
    await database.drop()
    folder.remove()
  })

  async function enrolled(name: string): Promise<StartedRegister> {
    const { code } = await office.createEnrolmentCode()
    const started = await startRegister(path.join(folder.data, name), { headOffice: office.url, enrolmentCode: code })
    running.push(started)
    await started.register.core.internal.seed({ ...seed, facts: { ...seed.facts, storedValue: { giftCards: true, giftCardOffline: 2 * due, storeCreditOffline: 0 } } })
    await ask(started.register, 'sign-on', { operatorId: 'op-1', pin: '4711' })
    return started
  }

  const basketOf = async ({ register }: StartedRegister): Promise<{ readonly basketId: string; readonly revision: number }> => {
    const { basket } = await ask(register, 'counter', {})
    return { basketId: basket?.id ?? '', revision: basket?.revision ?? 0 }
  }
  const spend = async (started: StartedRegister): Promise<Output<'take-tender'>> => ask(started.register, 'take-tender', { ...(await basketOf(started)), tender: { type: 'storedValue', number: card } })
  const asked = ({ register }: StartedRegister, wanted?: number): Promise<Output<'ask-stored-value'>> => ask(register, 'ask-stored-value', { number: card, ...(wanted === undefined ? {} : { spend: wanted }) })
  /** Asked again until head office says so: the batch may be on its way, and a busy machine may miss the two seconds. */
  const told = (register: StartedRegister, wanted: number | undefined, said: Partial<Output<'ask-stored-value'>>): Promise<void> => expect.poll(() => asked(register, wanted), { timeout: 30_000 }).toMatchObject(said)
  const salesOf = async ({ register }: StartedRegister): Promise<readonly SaleBody[]> =>
    (await register.core.internal.entriesAfter(1, 0, 500)).flatMap(({ type, text }) => (type === 'sale.completed' ? [(JSON.parse(text) as { body: SaleBody }).body] : []))
  /** All of it is acknowledged, by the register's own cursor. */
  const sent = async ({ register }: StartedRegister): Promise<void> => {
    const head = await register.core.internal.journalHead()
    await expect.poll(async () => (await register.core.internal.outboxCursor())?.seq ?? 0, { timeout: 60_000 }).toBeGreaterThanOrEqual(head.seq)
  }

  test('[GIF-8] [GIF-9] online the hold stops the second; cut off both may spend it, both sales stay, and head office names them', { timeout: 120_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    await ask(a.register, 'sell-gift-card', { number: card, amount: 2 * due })
    await ask(a.register, 'complete-sale', { ...(await basketOf(a)), tenders: [{ type: 'cash' }] })
    await Promise.all([sent(a), sent(b)])

    // Another register's card, certain because head office keeps it: the limit has nothing to do with it.
    await ask(b.register, 'scan', water)
    await told(b, due, { kind: 'giftCard', balance: 2 * due, spendable: 2 * due, verified: 'known' })
    await ask(a.register, 'scan', water)
    await told(a, 2 * due, { spendable: due, verified: 'known' })
    expect(await tryAsk(a.register, 'take-tender', { ...(await basketOf(a)), tender: { type: 'storedValue', number: card, amount: due + 1 } })).toMatchObject({ ok: false, refusal: { code: 'storedValue.short', params: { due } } })
    expect((await spend(b)).lastSale?.tenders).toMatchObject([{ type: 'giftCard', amount: due }])
    await sent(b)
    await told(a, undefined, { balance: due })

    await office.close()
    // Two seconds, and each goes by what it knows.
    expect(await asked(a, due)).toMatchObject({ spendable: due, verified: 'known' })
    expect((await spend(a)).lastSale?.tenders).toMatchObject([{ type: 'giftCard', amount: due }])
    await ask(b.register, 'scan', water)
    expect((await spend(b)).lastSale?.tenders).toMatchObject([{ type: 'giftCard', amount: due }])
    await openOffice()
    await Promise.all([sent(a), sent(b)])

    const [ofA, ofB] = [await salesOf(a), await salesOf(b)]
    expect([...ofA, ...ofB].flatMap((sale) => checkSale(sale))).toEqual([])
    await office.close()
    const store = await openStore(database.location, Date.now(), () => undefined)
    const { overspent, sales } = await store.overview(Date.now())
    await store.close()
    await openOffice()
    expect(new Set(overspent.map(({ document }) => document))).toEqual(new Set([ofA.at(-1)?.number, ...ofB.map(({ number }) => number)]))
    expect(overspent[0]).toMatchObject({ printed: '....1234', balance: -due })
    expect(new Set(sales.map(({ number }) => number))).toEqual(new Set([...ofA, ...ofB].map(({ number }) => number)))
    // What was put on it, less what was spent: head office's balance is the sum of both registers' own documents.
    const put = ofA.reduce((sum, { owed = 0 }) => sum + owed, 0)
    const gone = [...ofA, ...ofB].flatMap(({ tenders }) => tenders).reduce((sum, tender) => sum + (tender.type === 'giftCard' ? tender.amount : 0), 0)
    expect(put - gone).toBe(-due)
    await told(a, undefined, { balance: -due })
  })

  test('[OWE-7] [GIF-8] a card is not taken back where another register spent of it, and while it lies at one counter no other spends it', { timeout: 120_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    await ask(a.register, 'sell-gift-card', { number: card, amount: 2 * due })
    const saleId = (await ask(a.register, 'complete-sale', { ...(await basketOf(a)), tenders: [{ type: 'cash' }] })).lastSale?.id ?? ''
    await Promise.all([sent(a), sent(b)])
    const takeBack = () => ask(a.register, 'add-return', { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'wrongItem' })
    const drop = async (): Promise<void> => void (await ask(a.register, 'cancel-basket', { basketId: (await basketOf(a)).basketId }))

    // It lies at the first counter: head office holds it, and the second is told that nothing is left.
    expect((await takeBack()).basket?.returned).toMatchObject({ owed: 2 * due, net: -2 * due })
    await ask(b.register, 'scan', water)
    await told(b, due, { balance: 0, spendable: 0 })
    // Dropped, head office lets go of it for the next who asks.
    await drop()
    await told(b, due, { spendable: 2 * due, verified: 'known' })
    await spend(b)
    await sent(b)

    // The first saw nothing of that; head office did.
    const spent = { code: 'return.cardSpent', params: { due: 2 * due, spent: due } }
    const problemOf = async (wanted: string | undefined) => {
      const { returned } = (await takeBack()).basket ?? {}
      if (returned?.problem !== wanted) await drop()
      return { problem: returned?.problem, cardSpent: returned?.cardSpent }
    }
    // Asked again where a busy machine missed the two seconds.
    await expect.poll(() => problemOf(spent.code), { timeout: 30_000 }).toEqual({ problem: spent.code, cardSpent: spent.params })
    expect(await tryAsk(a.register, 'complete-sale', { ...(await basketOf(a)), tenders: [] })).toMatchObject({ ok: false, refusal: spent })
    await drop()
    expect(await tryAsk(a.register, 'void-sale', { saleId, reason: 'rungTwice' })).toMatchObject({ ok: false, refusal: spent })

    // What it paid for comes back onto it at the second, and then it may be taken back at the first.
    const bought = (await salesOf(b)).at(-1)
    await ask(b.register, 'add-return', { saleId: bought?.saleId ?? '', lineNo: bought?.lines[0]?.lineNo ?? 0, quantity: 1000, condition: 'stock', reason: 'changedMind' })
    await ask(b.register, 'complete-sale', { ...(await basketOf(b)), tenders: [] })
    await sent(b)
    await expect.poll(async () => {
      const answer = await tryAsk(a.register, 'add-return', { saleId, lineNo: 1, quantity: 1000, condition: 'stock', reason: 'wrongItem' })
      return answer.ok
    }, { timeout: 30_000 }).toBe(true)
    expect((await ask(a.register, 'complete-sale', { ...(await basketOf(a)), tenders: [] })).lastRefund).toMatchObject({ total: 2 * due })
    await sent(a)
    await told(b, due, { balance: 0, spendable: 0 })
    await office.close()
    const store = await openStore(database.location, Date.now(), () => undefined)
    expect([(await store.overview(Date.now())).overspent, await database.rows('SELECT balance FROM stored_value')]).toEqual([[], [{ balance: 0 }]])
    await store.close()
    await openOffice()
  })
})

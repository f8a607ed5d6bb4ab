import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Acknowledgement, batchRequest, type BatchRequest, refundsAskedAtOnce } from '../../src/contracts/replication/index.ts'
import { type Output } from '../../src/contracts/ipc/index.ts'
import { GENESIS_HASH } from '../../src/domain/journal/index.ts'
import { receiptDigest } from '../../src/domain/refund/index.ts'
import { type SaleBody } from '../../src/domain/sale/index.ts'
import { startHeadOffice, type HeadOffice } from '../../src/headoffice/index.ts'
import { seed, water } from '../../src/main/core/core.fixture.ts'
import { receiptChecksAt } from '../../src/main/core/keys.ts'
import { heartbeatMs, startReplicator } from '../../src/main/replicator/index.ts'
import { ask, heard, newFolder, type StartedRegister, startRegister } from './register.fixture.ts'
import { manualTime, serve, settled, testJournal, until, untilState } from './replication.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

describe('registers and head office', () => {
  let folder: ReturnType<typeof newFolder>
  let office: HeadOffice
  let port: number
  const running: StartedRegister[] = []
  const place = (name: string): string => path.join(folder.data, name)
  const openOffice = async (): Promise<void> => {
    office = await startHeadOffice({ dataDirectory: place('head-office'), store: names, clock: Date.now, log: () => undefined, ...(port > 0 && { port }) })
    port = Number(new URL(office.url).port)
  }

  beforeEach(async () => {
    folder = newFolder()
    port = 0
    await openOffice()
  })
  afterEach(async () => {
    for (const { register } of running.splice(0)) await register.close()
    await office.close()
    folder.remove()
  })

  async function enrolled(name: string): Promise<StartedRegister> {
    const { code } = await office.createEnrolmentCode()
    const started = await startRegister(place(name), { headOffice: office.url, enrolmentCode: code })
    running.push(started)
    await started.register.core.internal.seed(seed)
    await ask(started.register, 'sign-on', { operatorId: 'op-1', pin: '4711' })
    return started
  }

  const complete = async ({ register }: StartedRegister, tenders: readonly { type: 'cash' }[] = []): Promise<Output<'complete-sale'>> => {
    const { basket } = await ask(register, 'counter', {})
    return ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [...tenders] })
  }

  async function sell(started: StartedRegister, pieces: number): Promise<{ readonly body: SaleBody; readonly soldOn: string }> {
    for (let piece = 0; piece < pieces; piece += 1) await ask(started.register, 'scan', water)
    await complete(started, [{ type: 'cash' }])
    const entries = await started.register.core.internal.entriesAfter(1, 0, 500)
    const text = entries.findLast(({ type }) => type === 'sale.completed')?.text ?? '{}'
    const { body, businessDate } = JSON.parse(text) as { body: SaleBody; businessDate: string }
    return { body, soldOn: businessDate }
  }

  /** What the code on that sale's paper says, with the key that this register has of the chain. */
  async function codeOf(started: StartedRegister, name: string, { body, soldOn }: { readonly body: SaleBody; readonly soldOn: string }): Promise<string> {
    const { check, chainCheck } = receiptChecksAt(path.join(place(name), 'register.keys'))
    expect(chainCheck).toBeDefined()
    return receiptDigest(body, { registerId: (await started.register.core.internal.facts()).registerId, soldOn }, check)
  }

  const giveBack = async (started: StartedRegister, saleId: string, pieces: number, code?: string): Promise<string> => {
    await ask(started.register, 'add-return', { saleId, lineNo: 1, quantity: pieces * 1000, condition: 'stock', reason: 'changedMind', ...(code !== undefined && { code }) })
    return (await complete(started)).lastRefund?.number ?? ''
  }

  const stateOf = async ({ register }: StartedRegister, number: string): Promise<string | undefined> => (await ask(register, 'receipts', { limit: 20 })).receipts.find((one) => one.number === number)?.verified

  /** All it has is at head office, from the register's own view. */
  const sent = ({ register }: StartedRegister): Promise<true> => heard(register, () => (register.replicator.view().state === 'healthy' && register.replicator.view().waiting === 0 ? true : undefined))
  /** Looked at again and again: the list of receipts is written just after the commit, and tells nobody. */
  const becomes = (started: StartedRegister, number: string, state: string): Promise<void> => expect.poll(() => stateOf(started, number), { timeout: 30_000 }).toBe(state)
  const journalled = async ({ register }: StartedRegister): Promise<readonly unknown[]> =>
    (await register.core.internal.entriesAfter(1, 0, 500)).flatMap(({ type, text }) => (type === 'refund.confirmed' || type === 'refund.contradicted' ? [{ type, ...(JSON.parse(text) as { operator: string; body: object }).body }] : []))

  test('[RETH-15] a refund by code while head office is away is confirmed when it is back', { timeout: 60_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const sale = await sell(a, 3)
    const code = await codeOf(a, 'a', sale)
    await sent(a)
    await office.close()
    const number = await giveBack(b, sale.body.saleId, 2, code)
    await becomes(b, number, 'unverified')
    await openOffice()
    await becomes(b, number, 'confirmed')
    expect(await journalled(b)).toMatchObject([{ type: 'refund.confirmed', number }])
    await sent(b)
    expect(await b.register.core.internal.refundsToAsk('', 9)).toEqual([])
  })

  test('[RETH-15] goods that had come back already are contradicted, with the number of the other receipt', { timeout: 60_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    const sale = await sell(a, 2)
    const code = await codeOf(a, 'a', sale)
    const own = await giveBack(a, sale.body.saleId, 1)
    await sent(a)
    await office.close()
    const number = await giveBack(b, sale.body.saleId, 2, code)
    await openOffice()
    await becomes(b, number, 'contradicted')
    expect(await journalled(b)).toMatchObject([{ type: 'refund.contradicted', number, reason: 'returnedTwice', lineNo: 1, otherNumber: own }])
    // The register that sold them hears of it with its next answer, once, and shows it at the sale.
    expect([await stateOf(a, own), await journalled(a)]).toEqual([undefined, []])
    const found = async () => (await ask(a.register, 'receipts', { limit: 20 })).receipts.find(({ id }) => id === sale.body.saleId)?.contradicted
    await expect.poll(async () => {
      await sell(a, 1)
      await sent(a)
      return found()
    }, { timeout: 30_000 }).toEqual([{ number, registerNumber: 2, reason: 'returnedTwice' }])
    await sell(a, 1)
    await sent(a)
    const told = (await a.register.core.internal.entriesAfter(1, 0, 500)).filter(({ type }) => type === 'refund.contradictedElsewhere').map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
    expect(told).toMatchObject([{ saleId: sale.body.saleId, number, registerNumber: 2, reason: 'returnedTwice', otherNumber: own }])
    expect((await ask(b.register, 'receipts', { limit: 20 })).receipts.some((one) => 'contradicted' in one)).toBe(false)
  })

  test('[RETH-15] while the sale itself has not arrived nothing is said; with the next word after it, it is', { timeout: 60_000 }, async () => {
    const [a, b] = [await enrolled('a'), await enrolled('b')]
    await sent(a)
    // Its line is cut, and only its: what it sells stays with it.
    await running.splice(running.indexOf(a), 1)[0]?.register.close()
    const alone = await startRegister(place('a'))
    running.push(alone)
    await ask(alone.register, 'sign-on', { operatorId: 'op-1', pin: '4711' })
    const sale = await sell(alone, 1)
    const number = await giveBack(b, sale.body.saleId, 1, await codeOf(alone, 'a', sale))
    await sent(b)
    await becomes(b, number, 'unverified')
    await running.splice(running.indexOf(alone), 1)[0]?.register.close()
    const again = await startRegister(place('a'), { headOffice: office.url })
    running.push(again)
    await sent(again)
    // Any entry asks along; without one the heartbeat does.
    await sell(b, 1)
    await becomes(b, number, 'confirmed')
  })
})

describe('the replicator', () => {
  const instance = '018f3c8e-0000-7000-8000-00000000000b'
  const ids = Array.from({ length: refundsAskedAtOnce + 3 }, (_, index) => `018f3c8e-0000-7000-8000-${String(index).padStart(12, '0')}`)

  async function withServer(answerTo: (batch: BatchRequest) => Partial<Acknowledgement>, act: (parts: { readonly journal: ReturnType<typeof testJournal>; readonly batches: readonly BatchRequest[]; readonly time: ReturnType<typeof manualTime>; readonly next: () => Promise<void> }) => Promise<void>): Promise<void> {
    const [time, journal, batches] = [manualTime(), testJournal(), [] as BatchRequest[]]
    journal.registerNumber = 1
    const server = await serve((_request, body, response) => {
      const batch = batchRequest.parse(JSON.parse(body.toString()))
      batches.push(batch)
      const seq = batch.fromSeq + batch.entries.length - 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ epoch: 1, seq, hash: journal.entries[seq - 1]?.hash ?? GENESIS_HASH, instance, capabilities: [], ...answerTo(batch) }))
    })
    const replicator = startReplicator({ source: journal, headOfficeUrl: server.url, ...time })
    const next = async (): Promise<void> => {
      const before = batches.length
      expect(await settled(time)).toBe(heartbeatMs)
      time.fire(heartbeatMs)
      await until(() => batches.length > before)
      await settled(time)
    }
    try {
      await untilState(replicator, 'healthy')
      await act({ journal, batches, time, next })
      expect(replicator.view().state).toBe('healthy')
    } finally {
      const closing = replicator.close()
      await server.close()
      await closing
    }
  }

  test('[RETH-16] asks with what it sends anyway, and goes round when there are more than fit', async () => {
    await withServer(
      () => ({}),
      async ({ journal, batches, next }) => {
        expect(batches.at(-1)?.refundsAsked).toBeUndefined()
        journal.unverified = ids
        const asked: (readonly string[] | undefined)[] = []
        for (let round = 0; round < 3; round += 1) {
          await next()
          asked.push(batches.at(-1)?.refundsAsked)
        }
        expect(asked).toEqual([ids.slice(0, refundsAskedAtOnce), ids.slice(refundsAskedAtOnce), ids.slice(0, refundsAskedAtOnce)])
      },
    )
  })

  test('[RETH-16] hears what it understands of an answer, and no nonsense in it holds up the sales', async () => {
    const [first = '', second = '', third = ''] = ids
    let refunds: unknown = 'nonsense'
    await withServer(
      () => ({ refunds: refunds as unknown[] }),
      async ({ journal, next }) => {
        journal.unverified = [first, second, third]
        journal.sell(2)
        await next()
        expect([journal.cursor?.seq, journal.heard]).toEqual([2, []])
        refunds = [{ refundId: first, result: 'confirmed', newer: 'fact' }, { refundId: second, result: 'perhaps' }, 7, { refundId: third, result: 'contradicted', reason: 'newerReason', lineNo: 2, other: '1-9' }]
        await next()
        expect(journal.heard).toEqual([{ refundId: first, result: 'confirmed' }, { refundId: third, result: 'contradicted', reason: 'newerReason', lineNo: 2, otherNumber: '1-9' }])
        expect(journal.unverified).toEqual([second])
      },
    )
  })

  test('[RETH-16] a word that can not be kept now is asked for again, and the sales go on', async () => {
    const [first = ''] = ids
    await withServer(
      ({ refundsAsked = [] }) => ({ refunds: refundsAsked.map((refundId) => ({ refundId, result: 'confirmed' })) }),
      async ({ journal, next, time }) => {
        const keep = journal.hearRefundVerdicts
        journal.unverified = [first]
        journal.hearRefundVerdicts = () => Promise.reject(new Error('the core is busy'))
        journal.sell()
        await next()
        expect([journal.cursor?.seq, journal.unverified]).toEqual([1, [first]])
        expect(time.events.some((event) => event.startsWith('replication.refunds-unheard'))).toBe(true)
        journal.hearRefundVerdicts = keep
        await next()
        expect(journal.heard).toEqual([{ refundId: first, result: 'confirmed' }])
      },
    )
  })
})

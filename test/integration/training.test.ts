import { cpSync, existsSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Output } from '../../src/contracts/ipc/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { toText } from '../../src/drivers/printer/index.ts'
import { startHeadOffice } from '../../src/headoffice/index.ts'
import { ask, heard, milk, newFolder, sellMilk, signOn, startRegister, tryAsk } from './register.fixture.ts'

let folder: ReturnType<typeof newFolder>
let register: Register
let running = true

beforeEach(async () => {
  folder = newFolder()
  register = (await startRegister(folder.data, { demoStore: 'gb' })).register
  running = true
})
afterEach(async () => {
  if (running) await register.close()
  folder.remove()
})

/** What the machine and the idle register write by themselves, training or not. */
const besides: ReadonlySet<string> = new Set(['catalogue_state', 'device_event'])

type Task = NonNullable<Output<'training'>['task']>

/** Every row of the shop's file, by table. */
function dump(): Map<string, string[]> {
  const db = new Database(path.join(folder.data, 'register.db'), { readonly: true })
  try {
    const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'`).pluck().all()
    return new Map(tables.map((table) => [table, db.prepare<[], unknown[]>(`SELECT * FROM ${table}`).raw().all().map((row) => JSON.stringify(row))]))
  } finally {
    db.close()
  }
}

async function typesAfter(seq: number): Promise<string[]> {
  const { epoch } = await register.core.internal.journalHead()
  const entries = await register.core.internal.entriesAfter(epoch, seq, 100)
  return entries.map(({ text }) => (JSON.parse(text) as { type: string }).type)
}

async function ringUp(pieces: Task['baskets'][number], goods: Task['goods']): Promise<void> {
  for (const { sku, quantity } of pieces) {
    const item = goods.find((one) => one.sku === sku)
    await ask(register, 'add-item', { itemId: item?.itemId ?? '', quantity })
  }
  const { basket } = await ask(register, 'counter', {})
  if (basket === undefined) throw new Error('no basket')
  await ask(register, 'complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] })
}

/** The receipt, once it has come out. */
const printed = (saleId: string): Promise<Output<'receipt'>> =>
  heard(register, async () => {
    const receipt = await ask(register, 'receipt', { saleId })
    return receipt.sale.effects.every(({ state }) => state !== 'waiting' && state !== 'working') ? receipt : undefined
  })

const task = (accept: (task: Task) => boolean): Promise<Task> =>
  heard(register, async () => {
    const { task: now } = await ask(register, 'training', {})
    return now !== undefined && accept(now) ? now : undefined
  })

/** The sale that goods come back of, as soon as it is listed: a moment after it was written. */
async function soldFor(refund: Task | undefined): Promise<{ readonly sale: string; readonly lines: Output<'find-sale'>['sales'][number]['lines'] }> {
  const found = (): Promise<Output<'find-sale'>> => ask(register, 'find-sale', { text: refund?.back?.number ?? '', limit: 5 })
  await expect.poll(async () => (await found()).sales.length, { timeout: 20_000 }).toBe(1)
  const [sale] = (await found()).sales
  return { sale: sale?.saleId ?? '', lines: sale?.lines ?? [] }
}

/** Does it signed on as whoever may set the store, and leaves the seat empty. */
async function asManager<I, T>(act: (input: I) => Promise<T>, input: I): Promise<T> {
  const manager = (await ask(register, 'register', {})).operators.find(({ role }) => role === 'manager')
  await ask(register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  const done = await act(input)
  await ask(register, 'sign-off', {})
  return done
}

describe('training', () => {
  test('[TRN-20] what is done in it leaves two entries in the shop\'s register and nothing else, and head office is given no more', async () => {
    await signOn(register)
    await printed((await sellMilk(register)).id)
    const { operator } = await ask(register, 'counter', {})
    await ask(register, 'receipts', { limit: 5 })
    const before = dump()
    const { seq } = await register.core.internal.journalHead()
    const papers = register.devices.simulators.printer?.jobs.length
    const kicks = register.devices.simulators.drawer?.kicks.length

    expect(await ask(register, 'start-training', {})).toMatchObject({ on: true, results: [] })
    expect((await ask(register, 'counter', {})).operator).toEqual(operator)
    const facts = await ask(register, 'register', {})
    expect(facts).toMatchObject({ mode: 'training', operators: [{ name: 'Mei Lin' }, { name: 'Trainer', demoPin: '2468' }] })
    // Cash is practised as well: counted, paid out with a slip, and nothing of it in the shop's books.
    const { shift } = await ask(register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
    expect(shift?.float).toBe(5000)
    const moved = await ask(register, 'move-cash', { kind: 'payOut', amount: 500, reason: 'other', note: 'window cleaner' })
    expect(moved.effects.map(({ kind }) => kind)).toEqual(['print'])
    const sale = await sellMilk(register)
    expect(sale.number).toMatch(/^T\d+-1$/)
    expect(sale.effects.map(({ kind }) => kind)).toEqual(['print'])
    const paper = JSON.stringify((await printed(sale.id)).document)
    expect(paper.match(/"TRAINING"/g)).toHaveLength(2)
    expect((await tryAsk(register, 'open-drawer', { reason: 'check' })).ok).toBe(false)
    expect(await tryAsk(register, 'join-head-office', { url: 'https://example.invalid', enrolmentCode: 'AAAA-BBBB' })).toMatchObject({ ok: false, refusal: { code: 'training.notHere' } })
    expect(await ask(register, 'end-training', {})).toMatchObject({ on: false })

    expect((await ask(register, 'counter', {})).operator).toBeUndefined()
    expect(existsSync(path.join(folder.data, 'training'))).toBe(false)
    expect(await typesAfter(seq)).toEqual(['training.started', 'training.ended'])
    expect(register.devices.simulators.printer?.jobs.length).toBe(papers)
    expect(register.devices.simulators.drawer?.kicks.length).toBe(kicks)
    const after = dump()
    const changed = [...after].filter(([table, rows]) => !besides.has(table) && JSON.stringify(rows) !== JSON.stringify(before.get(table))).map(([table]) => table)
    // The two entries, how far they are listed, and whose seat it is no more.
    expect(changed.toSorted()).toEqual(['journal', 'journal_line', 'ledger_cursor', 'projection_cursor', 'seat'])
    expect(after.get('journal')?.slice(0, -2)).toEqual(before.get('journal'))
    const ended = (await register.core.internal.entriesAfter(1, seq, 2)).map(({ text }) => (JSON.parse(text) as { operator: string; body: Readonly<Record<string, unknown>> }))
    expect(ended).toMatchObject([{ operator: operator?.id, body: { seat: 'counter' } }, { operator: operator?.id, body: { reason: 'asked', results: [] } }])
  })

  test('[TRN-21] killed in the middle of it, the till starts as the shop\'s, with what was held, and says so', async () => {
    await signOn(register)
    await ask(register, 'scan', { barcode: milk })
    expect(await tryAsk(register, 'start-training', {})).toMatchObject({ ok: false, refusal: { code: 'training.basketOpen' } })
    await ask(register, 'suspend-basket', {})
    await ask(register, 'start-training', {})
    await ask(register, 'scan', { barcode: milk })
    expect(await ask(register, 'counter', {})).toMatchObject({ suspended: 0, basket: { itemCount: 1 } })
    // The disk as it is at this moment is what a kill leaves.
    const left = newFolder()
    cpSync(folder.data, left.data, { recursive: true, filter: (file) => !file.includes('control') })
    await register.close()
    running = false
    const { register: again } = await startRegister(left.data, { demoStore: 'gb' })
    try {
      expect(await ask(again, 'register', {})).toMatchObject({ mode: 'demo' })
      expect(await ask(again, 'training', {})).toEqual({ on: false, results: [] })
      const counter = await ask(again, 'counter', {})
      expect([counter.operator, counter.basket, counter.suspended]).toEqual([undefined, undefined, 1])
      expect(existsSync(path.join(left.data, 'training'))).toBe(false)
      const last = (await again.core.internal.entriesAfter(1, 0, 100)).map(({ text }) => (JSON.parse(text) as { type: string; body: unknown })).filter(({ type }) => type.startsWith('training.'))
      expect(last).toMatchObject([{ type: 'training.started' }, { type: 'training.ended', body: { reason: 'interrupted', results: [] } }])
    } finally {
      await again.close()
      left.remove()
    }
  })

  test('[TRN-22] each scenario is counted from what was sold, printed and answered, and its score stands in the shop\'s one entry', async () => {
    await signOn(register)
    const { seq } = await register.core.internal.journalHead()
    await ask(register, 'start-training', {})
    const down = (await ask(register, 'start-scenario', { scenario: 'networkDown' })).task
    expect((await ask(register, 'status', {})).replication.state).toBe('offline')
    for (const basket of down?.baskets ?? []) await ringUp(basket, down?.goods ?? [])
    await task(({ answers }) => answers.length > 0)
    await ask(register, 'answer-scenario', { answer: 'restart' })
    await ask(register, 'answer-scenario', { answer: 'goOn' })
    expect((await task(({ over }) => over)).score).toMatchObject({ right: 3, of: 3, mistakes: 1, points: 95 })

    const paper = (await ask(register, 'start-scenario', { scenario: 'paperOut' })).task
    await ringUp(paper?.baskets[0] ?? [], paper?.goods ?? [])
    await task(({ paperOut }) => paperOut)
    await ask(register, 'change-roll', {})
    await ask(register, 'reprint', { saleId: (await ask(register, 'counter', {})).lastSale?.id ?? '' })
    expect((await task(({ over }) => over)).score).toMatchObject({ right: 3, of: 3, mistakes: 0, points: 100 })

    const refund = (await ask(register, 'start-scenario', { scenario: 'refund' })).task
    const { sale, lines } = await soldFor(refund)
    const line = lines.find(({ sku }) => sku === refund?.back?.goods[0]?.sku)
    await ask(register, 'add-return', { saleId: sale, lineNo: line?.lineNo ?? 0, quantity: 1000, reason: 'changedMind', condition: 'stock' })
    const { basket } = await ask(register, 'counter', {})
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [] })
    expect((await task(({ over }) => over)).score).toMatchObject({ right: 3, of: 3, mistakes: 0, points: 100 })

    const queue = (await ask(register, 'start-scenario', { scenario: 'busyQueue' })).task
    expect(queue?.baskets).toHaveLength(10)
    for (const one of queue?.baskets.slice(0, 4) ?? []) await ringUp(one, queue?.goods ?? [])
    await tryAsk(register, 'add-item', { itemId: 'nothing' })
    await task(({ steps }) => steps.filter(({ done }) => done).length === 4)
    await ask(register, 'sign-off', {})
    await heard(register, async () => ((await ask(register, 'training', {})).on ? undefined : true))
    const entry = await heard(register, async () => (await register.core.internal.entriesAfter(1, seq, 9)).map(({ text }) => JSON.parse(text) as { type: string; body: { results: unknown } }).find(({ type }) => type === 'training.ended'))
    expect(entry.body).toMatchObject({
      reason: 'asked',
      results: [{ scenario: 'networkDown', points: 95 }, { scenario: 'paperOut', points: 100 }, { scenario: 'refund', points: 100 }, { scenario: 'busyQueue', right: 4, of: 10, mistakes: 1, points: 35 }],
    })
  })

  test('[TRN-26] no task begins over an open basket; one that is stopped shows its score, and is put away when it is left once more', async () => {
    await signOn(register)
    await ask(register, 'start-training', {})
    const { task: queue } = await ask(register, 'start-scenario', { scenario: 'busyQueue' })
    await ask(register, 'add-item', { itemId: queue?.goods[0]?.itemId ?? '' })
    expect(await tryAsk(register, 'start-scenario', { scenario: 'paperOut' })).toMatchObject({ ok: false, refusal: { code: 'training.basketOpen' } })
    expect((await ask(register, 'training', {})).task).toMatchObject({ scenario: 'busyQueue', over: false })
    expect((await ask(register, 'leave-scenario', {})).task).toMatchObject({ scenario: 'busyQueue', over: true, score: { right: 0, mistakes: 0 } })
    const left = await ask(register, 'leave-scenario', {})
    expect(left.task).toBeUndefined()
    expect(left.results).toHaveLength(1)
  })

  test('[TRN-27] everything given back by mistake ends the task with what went wrong, and it is begun over with an empty basket and another receipt', async () => {
    await signOn(register)
    await ask(register, 'start-training', {})
    expect(await tryAsk(register, 'restart-scenario', {})).toMatchObject({ ok: false, refusal: { code: 'training.noTask' } })
    const { task: first } = await ask(register, 'start-scenario', { scenario: 'refund' })
    const { sale, lines } = await soldFor(first)
    for (const { lineNo } of lines) await ask(register, 'add-return', { saleId: sale, lineNo, quantity: 1000, reason: 'changedMind', condition: 'stock' })
    const { basket } = await ask(register, 'counter', {})
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [] })
    expect(await task(({ over }) => over)).toMatchObject({ stuck: true, score: { right: 2, of: 3, mistakes: 1 }, mistakes: [{ mistake: 'otherBack' }] })
    // The other customer's basket is half rung up when it is begun over.
    await ask(register, 'scan', { barcode: milk })
    const again = await ask(register, 'restart-scenario', {})
    expect(again.task).toMatchObject({ scenario: 'refund', over: false, stuck: false, mistakes: [], score: { right: 0, mistakes: 0 } })
    expect(again.task?.back?.number).not.toBe(first?.back?.number)
    expect(again.results).toHaveLength(1)
    const counter = await ask(register, 'counter', {})
    expect([counter.basket, counter.operator?.name]).toEqual([undefined, 'Mei Lin'])
    // Given up in the middle it leaves no score, and what was done before it counts for nothing.
    await tryAsk(register, 'add-item', { itemId: 'nothing' })
    await task(({ mistakes }) => mistakes.length === 1)
    expect(await ask(register, 'restart-scenario', {})).toMatchObject({ task: { mistakes: [], over: false }, results: [{ scenario: 'refund', right: 2 }] })
  })

  test('[TRN-28] the roll ends in the middle of the receipt: the till says so as at the counter, and what is printed again is marked and whole', async () => {
    await signOn(register)
    await ask(register, 'start-training', {})
    const { task: given } = await ask(register, 'start-scenario', { scenario: 'paperOut' })
    expect(given).toMatchObject({ answers: [], paperOut: false })
    expect(await tryAsk(register, 'change-roll', {})).toMatchObject({ ok: false, refusal: { code: 'training.rollThere' } })
    await ringUp(given?.baskets[0] ?? [], given?.goods ?? [])
    const saleId = (await ask(register, 'counter', {})).lastSale?.id ?? ''
    const effects = async (): Promise<readonly string[]> => (await ask(register, 'receipt', { saleId })).sale.effects.map(({ state, fault }) => `${state} ${fault ?? ''}`.trim())
    await expect.poll(effects, { timeout: 20_000 }).toEqual(['failed paper-out'])
    expect(await task(({ paperOut }) => paperOut)).toMatchObject({ over: false, steps: [{ step: 'sold', done: true }, { step: 'rollChanged', done: false }, { step: 'printedAgain', done: false }] })
    // The rest of the torn one comes out, and is no receipt.
    await ask(register, 'change-roll', {})
    expect(await task(({ paperOut }) => !paperOut)).toMatchObject({ over: false, mistakes: [] })
    await ask(register, 'reprint', { saleId })
    expect(await task(({ over }) => over)).toMatchObject({ score: { right: 3, of: 3, mistakes: 0, points: 100 } })
    await expect.poll(effects, { timeout: 20_000 }).toEqual(['failed paper-out', 'printed'])
    expect(JSON.stringify((await ask(register, 'receipt', { saleId })).document)).toContain('TRAINING')
    // Begun over while the paper is out, it begins with paper.
    const { task: second } = await ask(register, 'restart-scenario', {})
    await ringUp(second?.baskets[0] ?? [], second?.goods ?? [])
    await task(({ paperOut }) => paperOut)
    expect((await ask(register, 'restart-scenario', {})).task).toMatchObject({ paperOut: false, over: false })
  })

  test('[TRN-29] with head office down the sales that wait are counted, nothing is asked before the customers are served, and all of it goes when the line is back', async () => {
    await signOn(register)
    await ask(register, 'start-training', {})
    await sellMilk(register)
    const waiting = async (): Promise<readonly [string, number]> => {
      const { state, waitingSales } = (await ask(register, 'status', {})).replication
      return [state, waitingSales]
    }
    expect(await waiting()).toEqual(['healthy', 0])
    const { task: down } = await ask(register, 'start-scenario', { scenario: 'networkDown' })
    expect(await waiting()).toEqual(['offline', 0])
    expect(down?.answers).toEqual([])
    expect(await tryAsk(register, 'answer-scenario', { answer: 'goOn' })).toMatchObject({ ok: false, refusal: { code: 'training.notAsked' } })
    for (const [index, basket] of (down?.baskets ?? []).entries()) {
      await ringUp(basket, down?.goods ?? [])
      await expect.poll(waiting, { timeout: 20_000 }).toEqual(['offline', index + 1])
    }
    expect((await task(({ answers }) => answers.length === 3)).mistakes).toEqual([])
    await ask(register, 'answer-scenario', { answer: 'goOn' })
    await task(({ over }) => over)
    expect(await waiting()).toEqual(['sending', 2])
    await expect.poll(waiting, { timeout: 20_000 }).toEqual(['healthy', 0])
    expect(await tryAsk(register, 'answer-scenario', { answer: 'goOn' })).toMatchObject({ ok: false, refusal: { code: 'training.notAsked' } })
  })

  test('[TRN-18] where the shop wants them, slips of training come out of its own printer: TRAINING at head and foot, not one byte of a kick, and no row of the shop\'s', async () => {
    expect(await asManager((on) => ask(register, 'set-training-slips', { on }), true)).toMatchObject({ trainingSlips: true })
    await signOn(register)
    expect(await tryAsk(register, 'set-training-slips', { on: false })).toMatchObject({ ok: false, refusal: { code: 'request.notAllowed' } })
    await printed((await sellMilk(register)).id)
    await ask(register, 'receipts', { limit: 5 })
    const [before, { seq }] = [dump(), await register.core.internal.journalHead()]
    const { printer, drawer } = register.devices.simulators
    const kicks = drawer?.kicks.length
    await ask(register, 'start-training', {})
    await ask(register, 'open-shift', { counts: [{ minor: 1000, pieces: 5 }] })
    await ask(register, 'move-cash', { kind: 'payOut', amount: 500, reason: 'other', note: 'window cleaner' })
    const jobs = printer?.jobs.length ?? 0
    const sale = await sellMilk(register)
    await expect.poll(() => printer?.jobs.map((job) => toText(job)).filter((text) => text.includes(sale.number)).length, { timeout: 20_000 }).toBe(1)
    expect(jobs).toBeGreaterThan(0)
    const slips = printer?.jobs.slice(1) ?? []
    expect(slips.length).toBeGreaterThan(1)
    for (const job of slips) {
      const lines = toText(job).split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('- '))
      expect([lines[0], lines.at(-1), job.complete]).toEqual(['TRAINING', 'TRAINING', true])
      // ESC p, and DLE DC4: the two ways there are to open a drawer.
      const hex = Buffer.from(job.bytes).toString('hex').match(/../g)?.join(' ')
      expect(hex).not.toMatch(/1b 70|10 14/)
    }
    expect(drawer?.kicks.length).toBe(kicks)
    await ask(register, 'end-training', {})
    expect(await typesAfter(seq)).toEqual(['training.started', 'training.ended'])
    const changed = [...dump()].filter(([table, rows]) => !besides.has(table) && JSON.stringify(rows) !== JSON.stringify(before.get(table))).map(([table]) => table)
    expect(changed.toSorted()).toEqual(['journal', 'journal_line', 'ledger_cursor', 'projection_cursor', 'seat'])
    // And off again.
    await asManager((on) => ask(register, 'set-training-slips', { on }), false)
    await signOn(register)
    const papers = printer?.jobs.length
    await ask(register, 'start-training', {})
    await printed((await sellMilk(register)).id)
    await ask(register, 'end-training', {})
    expect(printer?.jobs.length).toBe(papers)
  })

  test('[TRN-23] left alone, it ends like a till that locks itself, and the shop\'s sign-on is what stands there', async () => {
    await signOn(register)
    const { seq } = await register.core.internal.journalHead()
    await register.core.internal.seed({ facts: { lockAfterSeconds: 2 } })
    await ask(register, 'start-training', {})
    await heard(register, async () => ((await ask(register, 'training', {})).on ? undefined : true))
    expect((await ask(register, 'counter', {})).operator).toBeUndefined()
    await expect.poll(async () => (await register.core.internal.entriesAfter(1, seq, 9)).map(({ text }) => (JSON.parse(text) as { body: { reason?: unknown } }).body.reason), { timeout: 20_000 }).toContain('idle')
  })

  test('[TRN-24] the shop\'s scanner rings up in training and nowhere else, and the customer sees that it is training', async () => {
    await signOn(register)
    await ask(register, 'start-training', {})
    await expect.poll(async () => (await ask(register, 'customer-view', {})).storeName, { timeout: 20_000 }).toBe('TRAINING')
    register.devices.simulators.scanner?.emit({ barcode: milk })
    await expect.poll(async () => (await ask(register, 'counter', {})).basket?.itemCount, { timeout: 20_000 }).toBe(1)
    expect(await ask(register, 'customer-view', {})).toMatchObject({ phase: 'idle', lines: [] })
    await ask(register, 'end-training', {})
    expect((await ask(register, 'counter', {})).basket).toBeUndefined()
    await expect.poll(async () => (await ask(register, 'customer-view', {})).storeName, { timeout: 20_000 }).not.toBe('TRAINING')
  })

  test('[TRN-25] a head office that listens all the while is given the two entries, and no sale of them', async () => {
    await register.close()
    const store = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const
    const office = await startHeadOffice({ dataDirectory: path.join(folder.data, 'head-office'), store, clock: Date.now, log: () => undefined })
    try {
      const { code } = await office.createEnrolmentCode()
      register = (await startRegister(folder.data, { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })).register
      const unsent = async (): Promise<number> => (await register.core.internal.journalHead()).seq - ((await register.core.internal.outboxCursor())?.seq ?? 0)
      const sent = (): Promise<void> => expect.poll(unsent, { timeout: 30_000 }).toBe(0)
      await signOn(register)
      await sellMilk(register)
      await sent()
      const before = filed()
      await ask(register, 'start-training', {})
      expect((await ask(register, 'status', {})).replication).toMatchObject({ state: 'healthy', waiting: 0 })
      await sellMilk(register)
      await ask(register, 'start-scenario', { scenario: 'refund' })
      await ask(register, 'end-training', {})
      await sent()
      const after = filed()
      expect(after.types.slice(before.types.length)).toEqual(['training.started', 'training.ended'])
      expect([after.sales, after.quarantined]).toEqual([before.sales, 0])
    } finally {
      await register.close()
      running = false
      await office.close()
    }
  })
})

/** What head office has on its disk. */
function filed(): { readonly types: readonly string[]; readonly sales: number; readonly quarantined: number } {
  const db = new Database(path.join(folder.data, 'head-office', 'head-office.db'), { readonly: true })
  try {
    const texts = db.prepare<[], string>('SELECT text FROM ledger ORDER BY epoch, seq').pluck().all()
    const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get())
    return { types: texts.map((text) => (JSON.parse(text) as { type: string }).type), sales: count('sale'), quarantined: count('quarantine') }
  } finally {
    db.close()
  }
}

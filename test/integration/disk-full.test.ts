import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BALLAST_BYTES, ballastBeside, makeBackup, markFolder, type Ballast } from '../../src/db/index.ts'
import { GENESIS_HASH, verifyChain } from '../../src/domain/journal/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { noSmallDisk, smallDisk, type SmallDisk } from '../faults/small-disk.ts'
import { ask, heard, milk, sellMilk, startRegister, tryAsk } from './register.fixture.ts'

const none = noSmallDisk()
let disk: SmallDisk
let ballast: Ballast
let register: Register | undefined

beforeEach(() => {
  if (none !== undefined) return
  disk = smallDisk(256)
  ballast = ballastBeside(file())
  // A register takes its time over it.
  while (ballast.add());
})
afterEach(async () => {
  await register?.close()
  register = undefined
  if (none === undefined) disk.remove()
})

const file = (): string => path.join(disk.folder, 'register.db')

async function start(options: { readonly printer?: string } = { printer: 'none' }): Promise<Register> {
  register = (await startRegister(disk.folder, { demoStore: 'gb', ...options })).register
  const { operators } = await ask(register, 'register', {})
  const manager = operators.find(({ role }) => role === 'manager')
  await ask(register, 'sign-on', { operatorId: manager?.id ?? '', pin: manager?.demoPin ?? '' })
  return register
}

/** What the file itself says: its sales, and that its chain is whole. */
function onDisk(): { readonly sales: readonly string[]; readonly fault: unknown } {
  const db = new Database(file(), { readonly: true })
  try {
    const entries = db.prepare<[], { seq: number; prevHash: string; hash: string; text: string }>('SELECT seq, prev_hash AS prevHash, hash, text FROM journal ORDER BY position').all()
    return {
      sales: db.prepare<[], string>('SELECT number FROM sale ORDER BY epoch, seq').pluck().all(),
      fault: verifyChain(entries, GENESIS_HASH, (text) => createHash('sha256').update(text).digest('hex')),
    }
  } finally {
    db.close()
  }
}

/** Scans into the open basket, on a disk that is filled again whenever there is room, until the ballast had to be drawn on. */
async function scanUntilDrawnOn(till: Register): Promise<void> {
  for (let scans = 0; ballast.bytes() === BALLAST_BYTES; scans += 1) {
    expect(scans).toBeLessThan(3_000)
    disk.fill()
    await ask(till, 'scan', { barcode: milk })
  }
}

test.skipIf(none !== undefined)('[DB-31] without a byte left the open sale completes and the shift closes with its Z, nothing new begins, and all of it is in the file', { timeout: 60_000 }, async () => {
  const till = await start()
  const first = await sellMilk(till)
  expect((await ask(till, 'status', {})).health).toMatchObject({ disk: 'veryLow', clockSuspect: false })
  await ask(till, 'scan', { barcode: milk })
  await scanUntilDrawnOn(till)
  disk.fill()
  const { basket } = await ask(till, 'counter', {})
  const { lastSale } = await ask(till, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  disk.fill()

  expect(await tryAsk(till, 'scan', { barcode: milk })).toMatchObject({ ok: false, refusal: { code: 'database.full' } })
  expect((await tryAsk(till, 'set-layout', { layout: 'tiles' })).ok).toBe(false)
  await heard(till, async () => ((await ask(till, 'status', {})).health.disk === 'full' ? true : undefined))
  const { shift } = await ask(till, 'shift', {})
  const z = await ask(till, 'close-shift', { shift: shift?.number ?? 0, toSafe: 0, leave: 0, uncounted: true })
  expect(z.report.net).toBe(first.total + (lastSale?.total ?? 0))
  await till.close()
  register = undefined
  expect(onDisk()).toEqual({ sales: [first.number, lastSale?.number], fault: undefined })
})

test.skipIf(none !== undefined)('[DB-32] papers, copies, training and support files leave the last of the disk to the sales', { timeout: 60_000 }, async () => {
  const till = await start({})
  const { id } = await ask(till, 'prepare-support', {})
  disk.fill(90 * 1024 * 1024)
  const papers = readdirSync(till.papers).length
  await sellMilk(till)
  await heard(till, async () => ((await ask(till, 'counter', {})).lastSale?.effects.some(({ kind, state }) => kind === 'print' && state === 'printed') === true ? true : undefined))
  expect(readdirSync(till.papers)).toHaveLength(papers)
  expect(await tryAsk(till, 'start-training', {})).toMatchObject({ ok: false, refusal: { code: 'training.notMade' } })
  expect(await tryAsk(till, 'save-support', { id, download: false })).toMatchObject({ ok: false, refusal: { code: 'support.notSaved' } })
  expect(await tryAsk(till, 'move-register', { passphrase: 'correct horse battery staple' })).toMatchObject({ ok: false, refusal: { code: 'move.notPacked' } })
  expect(await makeBackup({ database: file(), folder: path.join(disk.folder, 'backups'), at: Date.now() })).toMatchObject({ ok: false, refusal: { code: 'backup.failed', params: { reason: 'ENOSPC' } } })
  expect(disk.free()).toBeGreaterThan(80 * 1024 * 1024)
})

test.skipIf(none !== undefined)('[DB-31] it starts again without a byte left, finishes what was open, and sells as soon as there is room', { timeout: 60_000 }, async () => {
  let till = await start()
  const first = await sellMilk(till)
  const open = await ask(till, 'scan', { barcode: milk })
  await till.close()
  disk.fill()
  expect(disk.free()).toBeLessThan(4096)

  till = await start()
  expect(ballast.bytes()).toBeLessThan(BALLAST_BYTES)
  const { basket } = await ask(till, 'counter', {})
  expect(basket?.id).toBe(open.basket?.id)
  disk.fill()
  const { lastSale } = await ask(till, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  disk.fill()
  expect(await tryAsk(till, 'scan', { barcode: milk })).toMatchObject({ ok: false, refusal: { code: 'database.full' } })

  disk.empty()
  const third = await sellMilk(till)
  expect((await ask(till, 'status', {})).health.disk).not.toBe('full')
  await till.close()
  register = undefined
  expect(onDisk()).toEqual({ sales: [first.number, lastSale?.number, third.number], fault: undefined })
})

test.skipIf(none !== undefined)('[BAK-11] a second folder whose disk is full is told as full, whoever found it, the system or the database', { timeout: 60_000 }, async () => {
  const data = mkdtempSync(path.join(tmpdir(), 'tw-second-'))
  try {
    register = (await startRegister(data, { demoStore: 'gb', printer: 'none' })).register
    const folder = path.join(disk.folder, 'second')
    mkdirSync(folder)
    const marked = markFolder(folder, 'here')
    if (!marked.ok) throw new Error(marked.refusal.code)
    // So little that not even its first page fits, and then so that a copy is begun and does not end.
    for (const left of [0, 65_536]) {
      disk.fill(left)
      expect(await makeBackup({ database: path.join(data, 'register.db'), ...marked.value, at: Date.now() })).toMatchObject({ ok: false, refusal: { code: 'backup.failed', params: { reason: 'ENOSPC' } } })
      disk.empty()
    }
    await register.close()
    register = undefined
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
})

import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Output } from '../../src/contracts/ipc/index.ts'
import { type Refusal } from '../../src/domain/errors/index.ts'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { databaseKinds, type TestDatabase } from '../../src/headoffice/store/databases.fixture.ts'
import { type Register } from '../../src/main/composition.ts'
import { unpackRegister } from '../../src/main/move/index.ts'
import { ask, heard, logOf, newFolder, sellMilk, startRegister, tryAsk } from './register.fixture.ts'

const passphrase = 'correct horse battery 9'
const source = path.join(import.meta.dirname, '..', '..', 'src', 'main')

let root: ReturnType<typeof newFolder>
let database: TestDatabase
let office: HeadOffice
let open: Register[]
const at = (name: string): string => path.join(root.data, name)

beforeEach(async () => {
  root = newFolder()
  open = []
  database = await databaseKinds[0]!.create()
  office = await startHeadOffice({ ...database.location, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => {} })
})
afterEach(async () => {
  for (const register of open) await register.close()
  await office.close()
  await database.drop()
  root.remove()
})

async function start(name: string, connected = true): Promise<Register> {
  const enrolmentCode = (await office.createEnrolmentCode()).code
  const { register } = await startRegister(at(name), { demoStore: 'gb', ...(connected && { headOffice: office.url, enrolmentCode }) })
  open.push(register)
  return register
}
async function stop(register: Register): Promise<void> {
  open.splice(open.indexOf(register), 1)
  await register.close()
}

async function signOn(register: Register, role = 'manager'): Promise<void> {
  const operator = (await ask(register, 'register', {})).operators.find((one) => one.role === role)
  await ask(register, 'sign-on', { operatorId: operator?.id ?? '', pin: operator?.demoPin ?? '' })
}

const refusalOf = async (register: Register, name: string, input: unknown): Promise<Refusal | undefined> => {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? undefined : answer.refusal as Refusal
}

async function moved(register: Register): Promise<Output<'move-register'>> {
  await signOn(register)
  return heard(register, async () => {
    const answer = await tryAsk(register, 'move-register', { passphrase })
    if (answer.ok) return answer.value as Output<'move-register'>
    expect((answer.refusal as Refusal).code).toBe('move.effectsWaiting')
    return undefined
  })
}

const acknowledged = (register: Register): Promise<true> => heard(register, async () => ((await register.core.internal.waiting()).entries === 0 ? true : undefined))
const entriesOf = async (register: Register, epoch: number): Promise<readonly { readonly type: string; readonly hash: string; readonly text: string }[]> => register.core.internal.entriesAfter(epoch, 0, 1000)

/** What head office holds is this register's journal, epoch by epoch, each sale once. */
async function expectAllThere(register: Register, sales: number): Promise<void> {
  const { registerId, epoch } = await register.core.internal.facts()
  const ours: { epoch: number; hash: string; text: string }[] = []
  for (let of = 1; of <= epoch; of += 1) ours.push(...(await entriesOf(register, of)).map(({ hash, text }) => ({ epoch: of, hash, text })))
  expect(await database.rows('SELECT epoch, hash, text FROM ledger WHERE register = ? ORDER BY epoch, seq', registerId)).toEqual(ours)
  expect(await database.rows('SELECT count(*) AS sales FROM sale WHERE register = ?', registerId)).toEqual([{ sales }])
}

function verifyJournal(file: string): Promise<{ readonly whole: boolean; readonly epochs: readonly unknown[] }> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [path.join(source, 'verify-journal.ts'), file, '--json'], (_, out, err) => {
      if (out === '') reject(new Error(err))
      else resolve(JSON.parse(out) as { whole: boolean; epochs: unknown[] })
    })
  })
}

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}
function takeOver(file: string, folder: string, typed: string, language = 'en_GB.UTF-8'): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [path.join(source, 'take-over.ts'), file, '--data', folder], { env: { ...process.env, LC_ALL: language } }, (_, out, err) => resolve({ code: child.exitCode ?? -1, out, err }))
    child.stdin?.end(`${typed}\n`)
  })
}

describe('a register that moves', () => {
  test('[MOVE-1] sells on the old machine, moves, sells on the new one: everything is at head office once, the numbers go on, the chain holds', { timeout: 120_000 }, async () => {
    const old = await start('old')
    await signOn(old)
    await sellMilk(old)
    await acknowledged(old)
    // What head office does not have yet goes along.
    await office.close()
    const last = await sellMilk(old)
    const { file } = await moved(old)
    const waiting = await old.core.internal.waiting()
    expect(waiting.sales).toBe(1)
    await stop(old)
    expect(statMode(file)).toBe('600')

    office = await startHeadOffice({ ...database.location, store: { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'UTC', cutOffHour: 0 }, clock: Date.now, log: () => {} })
    const ended = await takeOver(file, at('new'), passphrase)
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toContain('of Quay Street')
    expect(readdirSync(root.data).toSorted()).toEqual(['new', 'old'])

    const next = await start('new')
    await signOn(next)
    const sale = await sellMilk(next)
    expect(sale.number).toBe(`1-${Number(last.number.split('-')[1]) + 1}`)
    await acknowledged(next)
    await expectAllThere(next, 3)
    const [first] = await entriesOf(next, 2)
    const closing = (await entriesOf(next, 1)).at(-1)
    expect(closing?.type).toBe('register.moved')
    expect(first?.type).toBe('register.takenOver')
    expect(JSON.parse(first?.text ?? '')).toMatchObject({ body: { epoch: 1, hash: closing?.hash } })
    expect((await ask(next, 'status', {})).replication.state).toBe('healthy')
    await stop(next)
    const verified = await verifyJournal(path.join(at('new'), 'register.db'))
    expect(verified.whole).toBe(true)
    expect(verified.epochs).toHaveLength(2)
  })

  test('[MOVE-2] what was moved sells nothing, signs nobody on and adds no entry, after a restart too, and says where it went', async () => {
    const old = await start('old')
    await signOn(old)
    const { file } = await moved(old)
    const head = await old.core.internal.journalHead()
    const operator = (await ask(old, 'register', {})).operators[0]
    for (const [name, input] of [
      ['sign-on', { operatorId: operator?.id, pin: operator?.demoPin }],
      ['scan', { barcode: '6907992500942' }],
      ['set-lock-after', { seconds: 60 }],
      ['set-device', { slot: 'scale', address: 'none' }],
    ] as const) expect((await refusalOf(old, name, input))?.code, name).toMatch(/^(register\.moved|operator\.notSignedOn|request\.notAllowed)$/)
    expect(await refusalOf(old, 'sign-on', { operatorId: operator?.id, pin: operator?.demoPin })).toMatchObject({ code: 'register.moved', params: { file } })
    await stop(old)
    const again = await start('old')
    expect(await ask(again, 'register', {})).toMatchObject({ moved: { file } })
    expect(await again.core.internal.journalHead()).toEqual(head)
    const raw = new Database(path.join(at('old'), 'register.db'))
    expect(() => raw.exec("INSERT INTO journal (position, id, type, sale_count, receipt_counter, prev_hash, hash, text) SELECT position + 1, 'x', 'x', 0, receipt_counter, hash, hash, '{}' FROM journal ORDER BY position DESC LIMIT 1")).toThrow('was moved')
    raw.close()
  })

  test('[MOVE-3] an open basket, a short passphrase or too few rights: nothing is changed, and each says why', async () => {
    const old = await start('old', false)
    await signOn(old, 'cashier')
    expect((await refusalOf(old, 'move-register', { passphrase }))?.code).toBe('request.notAllowed')
    await signOn(old)
    for (const weak of ['too short', ' '.repeat(12), 'aaaaaaaaaaaaaaa']) expect((await refusalOf(old, 'move-register', { passphrase: weak }))?.code, weak).toBe('move.weakPassphrase')
    const { basket } = await ask(old, 'scan', { barcode: '6907992500942' })
    expect((await refusalOf(old, 'move-register', { passphrase }))?.code).toBe('move.basketOpen')
    await ask(old, 'cancel-basket', { basketId: basket?.id ?? '' })
    await sellMilk(old)
    expect(existsSync(path.join(at('old'), 'moved')) ? readdirSync(path.join(at('old'), 'moved')) : []).toEqual([])
  })

  test('[MOVE-4] taken back by its passphrase alone it sells on in a new epoch; head office has every sale once', async () => {
    const old = await start('old')
    await signOn(old)
    await sellMilk(old)
    await moved(old)
    expect((await refusalOf(old, 'take-back', { passphrase: 'not this one at all' }))?.code).toBe('move.wrongPassphrase')
    await ask(old, 'take-back', { passphrase })
    expect((await refusalOf(old, 'take-back', { passphrase }))?.code).toBe('move.notMoved')
    await signOn(old)
    await sellMilk(old)
    await acknowledged(old)
    await expectAllThere(old, 2)
    expect((await entriesOf(old, 2))[0]?.type).toBe('register.takenBack')
  })

  test('[MOVE-5] taken back and taken over: head office merges nothing, both go on selling, and the second to answer knows', async () => {
    const old = await start('old')
    await signOn(old)
    const { file } = await moved(old)
    expect(await unpackRegister({ file, passphrase, folder: at('new') })).toMatchObject({ ok: true })
    await ask(old, 'take-back', { passphrase })
    await signOn(old)
    await sellMilk(old)
    await acknowledged(old)
    const next = await start('new')
    await heard(next, async () => ((await ask(next, 'status', {})).replication.state === 'conflict' ? true : undefined))
    await signOn(next)
    await sellMilk(next)
    await expectAllThere(old, 1)
    expect(await database.rows('SELECT DISTINCT kind FROM alert')).toEqual([{ kind: 'conflict' }])
    expect(logOf(at('new'))).toContain('replication.conflict')
  })

  test('[MOVE-6] a wrong passphrase, a cut file, any altered byte, a folder in use: a sentence each, and nothing is there', { timeout: 120_000 }, async () => {
    const old = await start('old', false)
    const { file } = await moved(old)
    await stop(old)
    const whole = readFileSync(file)
    const other = at('other.move')
    const unpack = async (bytes: Buffer, typed = passphrase): Promise<string> => {
      writeFileSync(other, bytes)
      const unpacked = await unpackRegister({ file: other, passphrase: typed, folder: at('new') })
      expect(readdirSync(root.data).filter((name) => name.startsWith('new'))).toEqual([])
      return unpacked.ok ? 'taken over' : unpacked.refusal.code
    }
    expect(await unpack(whole, `${passphrase}x`)).toBe('moveFile.wrongPassphrase')
    expect(await unpack(Buffer.from('no file of ours, and long enough for a header of one'))).toBe('moveFile.notOne')
    const cuts = [20, 100, 300, Math.floor(whole.length / 2), whole.length - 1]
    for (const cut of cuts) expect(await unpack(whole.subarray(0, cut)), `cut at ${cut}`).toBe('moveFile.cut')
    for (const place of [40, 400, Math.floor(whole.length * 0.6), whole.length - 20, whole.length - 1]) {
      const altered = Buffer.from(whole)
      altered[place] = (altered[place] ?? 0) ^ 1
      expect(await unpack(altered), `altered at ${place}`).toMatch(/^moveFile\.(altered|cut|wrongPassphrase)$/)
    }
    expect(await unpack(Buffer.concat([whole, Buffer.from('x')]))).toBe('moveFile.altered')
    mkdirSync(at('used'))
    writeFileSync(path.join(at('used'), 'somebody.txt'), 'theirs')
    expect(await unpackRegister({ file, passphrase, folder: at('used') })).toMatchObject({ refusal: { code: 'moveFile.folderUsed' } })
    expect(readdirSync(at('used'))).toEqual(['somebody.txt'])
    for (const [language, words] of [['en_GB.UTF-8', 'not the passphrase'], ['zh_CN.UTF-8', '口令不正确']] as const) {
      const ended = await takeOver(file, at('new'), 'wrong', language)
      expect(ended).toMatchObject({ code: 1, out: '' })
      expect(ended.err).toContain(words)
    }
    expect((await takeOver(at('nowhere.move'), at('new'), passphrase)).err).toContain('cannot be opened')
    expect(existsSync(at('new'))).toBe(false)
    rmSync(other)
    mkdirSync(at('new'))
    expect(await unpackRegister({ file, passphrase, folder: at('new') }), 'an empty folder is as good as none').toMatchObject({ ok: true })
  })

  test('[MOVE-7] nothing of the register can be read in the file: no name, no key, no sale', async () => {
    const old = await start('old', false)
    await signOn(old)
    await sellMilk(old)
    const { operators } = await ask(old, 'register', {})
    const { file } = await moved(old)
    const bytes = readFileSync(file).toString('latin1')
    const keys = JSON.parse(readFileSync(path.join(at('old'), 'register.keys'), 'utf8')) as Record<string, string>
    for (const text of [operators[0]?.name ?? '', keys['pepper'] ?? '', keys['privateKey']?.slice(0, 40) ?? '', 'sale.completed', 'SQLite format', passphrase]) expect(bytes).not.toContain(text)
    expect(readdirSync(path.dirname(file)), 'no copy is left').toEqual([path.basename(file)])
  })
})

describe('a power cut while it moves', () => {
  /** As it stands on disk after that step; each of them is one commit or one rename. */
  const cuts = {
    'after the journal was closed': { packed: 0, leave: [] },
    'while the copy is made': { packed: 0, leave: ['.copy'] },
    'while the file is written': { packed: 0, leave: ['.copy', '.unfinished'] },
    'before it is known to be whole': { packed: 0, leave: ['.unfinished'] },
    'before it has its name': { packed: 1, leave: ['.unfinished'] },
    'after all of it': { packed: 1, leave: [''] },
  } as const

  test.each(Object.entries(cuts))('[MOVE-8] %s: one register, here or in the file, never two and never none', async (_when, { packed, leave }) => {
    const old = await start('old', false)
    const { file } = await moved(old)
    await stop(old)
    copyFileSync(file, at('kept'))
    rmSync(file)
    for (const end of leave) copyFileSync(at('kept'), `${file}${end}`)
    const raw = new Database(path.join(at('old'), 'register.db'))
    raw.prepare('UPDATE moved SET packed = ?').run(packed)
    raw.close()
    // Or the start would find a page that is not what it was, and put it right.
    rmSync(path.join(at('old'), 'register.db-sums'), { force: true })

    const again = await start('old', false)
    const { moved: away } = await ask(again, 'register', {})
    expect(away !== undefined).toBe(packed === 1)
    expect(readdirSync(path.dirname(file))).toEqual(packed === 1 ? [path.basename(file)] : [])
    if (packed === 1) {
      expect(await unpackRegister({ file, passphrase, folder: at('new') })).toMatchObject({ ok: true })
    } else {
      await signOn(again)
      await sellMilk(again)
      expect((await entriesOf(again, 2))[0]).toMatchObject({ type: 'register.takenBack' })
    }
  })

  test('[MOVE-9] killed at any moment of taking over, the folder holds a whole register or nothing, and the file opens again', { timeout: 120_000 }, async () => {
    const old = await start('old', false)
    const { file } = await moved(old)
    await stop(old)
    let whole = 0
    for (const delay of [150, 350, 450, 550, 650, 800]) {
      rmSync(at('new'), { recursive: true, force: true })
      await new Promise<void>((resolve) => {
        const child = execFile(process.execPath, [path.join(source, 'take-over.ts'), file, '--data', at('new')], () => {
          resolve()
        })
        child.stdin?.end(`${passphrase}\n`)
        setTimeout(() => child.kill('SIGKILL'), delay)
      })
      if (existsSync(at('new'))) {
        whole += 1
        expect((await verifyJournal(path.join(at('new'), 'register.db'))).whole).toBe(true)
      } else expect(await unpackRegister({ file, passphrase, folder: at('new') })).toMatchObject({ ok: true })
    }
    expect(whole).toBeLessThan(6)
  })
})

function statMode(file: string): string {
  return (statSync(file).mode & 0o777).toString(8)
}

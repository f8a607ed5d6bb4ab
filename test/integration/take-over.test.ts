import { cpSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { takeWriterLock } from '../../src/db/index.ts'
import { type Refusal } from '../../src/domain/errors/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { keysOf, writeLocked } from '../../src/main/core/locked-file.ts'
import { unpackBeside, unpackRegister } from '../../src/main/move/index.ts'
import { movedFile, passphrase, type MovedFile } from './moved-file.fixture.ts'
import { ask, newFolder, sellMilk, startRegister, tryAsk } from './register.fixture.ts'
import { bristol } from './setup.fixture.ts'

const source = newFolder()
let moved: MovedFile
beforeAll(async () => {
  moved = await movedFile(path.join(source.data, 'old'))
})
afterAll(() => source.remove())

let root: ReturnType<typeof newFolder>
let data: string
let open: Register[]
beforeEach(() => {
  root = newFolder()
  data = path.join(root.data, 'new')
  open = []
})
afterEach(async () => {
  for (const register of open) await register.close()
  root.remove()
})

async function start(): Promise<Register> {
  const { register } = await startRegister(data)
  open.push(register)
  return register
}
async function stop(register: Register): Promise<void> {
  open.splice(open.indexOf(register), 1)
  await register.close()
}
async function codeOf(register: Register, name: string, input: unknown): Promise<string> {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? 'accepted' : (answer.refusal as Refusal).code
}
const bring = (register: Register, file = moved.file, typed = passphrase): Promise<string> => codeOf(register, 'take-over', { file, passphrase: typed })

/** It is the moved register, whole, and goes on where that one stopped. */
async function expectGoesOn(register: Register): Promise<void> {
  const { registerId } = await register.core.internal.facts()
  expect(registerId).toBe(moved.registerId)
  expect(await register.core.internal.needsSetup()).toBe(false)
  expect(await register.core.internal.verifyChain()).toBeUndefined()
  await ask(register, 'sign-on', { operatorId: moved.manager.id, pin: moved.manager.pin })
  const [counter, last] = moved.number.split('-')
  expect((await sellMilk(register)).number).toBe(`${counter}-${Number(last) + 1}`)
}

/** Everything of the register that was nobody's is kept, and it is one that opens. */
async function expectKeptAside(): Promise<void> {
  const aside = path.join(data, 'before-take-over')
  const again = path.join(root.data, 'aside')
  mkdirSync(again)
  copyFileSync(path.join(aside, 'empty-register.db'), path.join(again, 'register.db'))
  copyFileSync(path.join(aside, 'empty-register.keys'), path.join(again, 'register.keys'))
  const { register } = await startRegister(again)
  expect(await register.core.internal.needsSetup()).toBe(true)
  await register.close()
  expect(readdirSync(data).filter((name) => /tak(en|ing)-over/.test(name))).toEqual([])
}

describe('a register that is nobody\'s', () => {
  test('[MOVE-20] becomes the moved one at its next start: its people, its next number, and what was here is kept aside', { timeout: 60_000 }, async () => {
    const register = await start()
    const name = path.basename(moved.file)
    copyFileSync(moved.file, path.join(root.data, name))
    expect((await ask(register, 'setup', {})).moveFiles).toEqual([path.join(root.data, name)])
    const taken = await ask(register, 'take-over', { file: path.join(root.data, name), passphrase })
    expect(taken).toMatchObject({ registerNumber: moved.registerNumber, storeName: moved.storeName })
    expect(taken.waiting).toBeGreaterThan(3)
    expect((await ask(register, 'setup', {})).takenOver, 'a page that is opened again is told as well').toEqual(taken)
    // There must be one of it, and nothing made here may be put aside.
    expect([await bring(register), await codeOf(register, 'set-up', bristol)]).toEqual(['setup.takingOver', 'setup.takingOver'])
    await stop(register)
    await expectGoesOn(await start())
    await expectKeptAside()
    expect([await bring(open[0]!), await codeOf(open[0]!, 'setup', {})], 'for ever').toEqual(['setup.done', 'setup.done'])
  })

  test('[MOVE-21] a wrong passphrase, a cut or altered file, one of a newer version, none: a refusal each, nothing is changed, and it may be asked again', { timeout: 60_000 }, async () => {
    const register = await start()
    const before = readdirSync(data).toSorted()
    const whole = readFileSync(moved.file)
    const other = path.join(root.data, 'other.move')
    const written = (bytes: Buffer): string => (writeFileSync(other, bytes), other)
    const altered = Buffer.from(whole)
    altered[Math.floor(whole.length * 0.6)] = (altered[Math.floor(whole.length * 0.6)] ?? 0) ^ 1
    expect(await bring(register, moved.file, `${passphrase}x`)).toBe('moveFile.wrongPassphrase')
    expect(await bring(register, written(whole.subarray(0, whole.length - 1)))).toBe('moveFile.cut')
    expect(await bring(register, written(altered))).toBe('moveFile.altered')
    expect(await bring(register, written(Buffer.from('no file of ours, and long enough for a header of one')))).toBe('moveFile.notOne')
    rmSync(other)
    writeLocked(other, await keysOf(passphrase), { schema: 999_999, app: '99.0.0', madeAt: 0 }, [Buffer.from('from the future')])
    expect(await bring(register, other)).toBe('moveFile.newer')
    expect([await bring(register, path.join(root.data, 'nowhere.move')), await bring(register, root.data)], 'a folder is no file').toEqual(['moveFile.missing', 'moveFile.missing'])
    expect(readdirSync(data).toSorted()).toEqual(before)
    expect('takenOver' in (await ask(register, 'setup', {}))).toBe(false)
    // As Windows copies a path, and as somebody types the name of a file that lies there.
    copyFileSync(moved.file, path.join(data, 'mine.move'))
    expect(await bring(register, '"mine.move"')).toBe('accepted')
  })

  test('[MOVE-22] set up and brought here in one breath, one of them is done and the other is refused', { timeout: 60_000 }, async () => {
    for (const [round, first] of ['set-up', 'take-over'].entries()) {
      data = path.join(root.data, `round-${round}`)
      const register = await start()
      const acts = { 'set-up': () => codeOf(register, 'set-up', bristol), 'take-over': () => bring(register) }
      const answers = await Promise.all(first === 'set-up' ? [acts['set-up'](), acts['take-over']()] : [acts['take-over'](), acts['set-up']()])
      expect(answers.filter((code) => code === 'accepted'), answers.join()).toHaveLength(1)
      expect(answers.some((code) => code === 'setup.done' || code === 'setup.takingOver')).toBe(true)
      await stop(register)
      const again = await start()
      expect((await again.core.internal.facts()).registerId === moved.registerId).toBe(answers[first === 'take-over' ? 0 : 1] === 'accepted')
    }
  })

  test('[MOVE-23] a disk that does not take it is a refusal, and no end of the core', async () => {
    const file = path.join(root.data, 'a-file')
    writeFileSync(file, '')
    expect(await unpackBeside(path.join(file, 'register.db'), { file: moved.file, passphrase })).toMatchObject({ refusal: { code: 'moveFile.notUnpacked', params: { reason: 'ENOTDIR' } } })
  })

  test('[MOVE-24] keeps the passphrase nowhere', { timeout: 60_000 }, async () => {
    const register = await start()
    await bring(register, moved.file, 'another phrase altogether')
    expect(await bring(register)).toBe('accepted')
    await stop(register)
    await stop(await start())
    const files = readdirSync(data, { recursive: true }).map((name) => path.join(data, String(name))).filter((file) => statSync(file).isFile())
    expect(files.length).toBeGreaterThan(4)
    for (const file of files) for (const typed of [passphrase, 'another phrase altogether']) expect(readFileSync(file).includes(typed), file).toBe(false)
  })
})

describe('a power cut while it is put in place', () => {
  /** As it stands on disk after that step. Each is one rename, and the last is the end of it. */
  const steps: readonly (readonly [string, (at: (name: string) => string) => void])[] = [
    ['before the first', () => undefined],
    ['when it was begun', (at) => renameSync(at('taken-over'), at('taking-over'))],
    ['when the old database is aside', (at) => renameSync(at('register.db'), at('taking-over/empty-register.db'))],
    ['when the old keys are aside', (at) => renameSync(at('register.keys'), at('taking-over/empty-register.keys'))],
    ['when the new keys are in place', (at) => renameSync(at('taking-over/register.keys'), at('register.keys'))],
    ['when the new database is in place', (at) => renameSync(at('taking-over/register.db'), at('register.db'))],
    ['after the last', (at) => renameSync(at('taking-over'), at('before-take-over'))],
  ]
  let prepared: string
  beforeAll(async () => {
    prepared = path.join(source.data, 'prepared')
    const { register } = await startRegister(prepared)
    const taken = await tryAsk(register, 'take-over', { file: moved.file, passphrase })
    expect(taken.ok).toBe(true)
    await register.close()
  }, 60_000)

  for (const [index, [name]] of steps.entries()) {
    test(`[MOVE-25] ${name}: the next start goes on as the moved register`, { timeout: 60_000 }, async () => {
      cpSync(prepared, data, { recursive: true })
      for (const [, step] of steps.slice(0, index + 1)) step((one) => path.join(data, one))
      await expectGoesOn(await start())
      await expectKeptAside()
    })
  }

  test('[MOVE-26] what SQLite kept beside the old database goes aside with it, and is never read into the new one', { timeout: 60_000 }, async () => {
    cpSync(prepared, data, { recursive: true })
    for (const [, step] of steps.slice(0, 3)) step((one) => path.join(data, one))
    for (const suffix of ['-wal', '-shm']) writeFileSync(path.join(data, `register.db${suffix}`), 'of the old one')
    await expectGoesOn(await start())
    for (const suffix of ['-wal', '-shm']) expect(readFileSync(path.join(data, 'before-take-over', `empty-register.db${suffix}`), 'utf8')).toBe('of the old one')
  })

  test('[MOVE-27] one that is not whole is removed, and the register still asks whose it is', { timeout: 60_000 }, async () => {
    for (const [round, spoil] of [
      (): void => renameSync(path.join(data, 'taken-over'), path.join(data, 'taken-over.unpacking')),
      (): void => rmSync(path.join(data, 'taken-over', 'register.keys')),
      (): void => rmSync(path.join(data, 'taken-over', 'register.db')),
    ].entries()) {
      data = path.join(root.data, `round-${round}`)
      cpSync(prepared, data, { recursive: true })
      spoil()
      const register = await start()
      expect(await register.core.internal.needsSetup()).toBe(true)
      expect(readdirSync(data).filter((name) => name.includes('tak'))).toEqual([])
      expect(await bring(register), 'and the same file can be brought again').toBe('accepted')
    }
  })

  test('[MOVE-28] a register that is somebody\'s is never replaced', { timeout: 60_000 }, async () => {
    const register = await start()
    await ask(register, 'set-up', bristol)
    const { registerId } = await register.core.internal.facts()
    await stop(register)
    expect(await unpackRegister({ file: moved.file, passphrase, folder: path.join(data, 'taken-over') })).toMatchObject({ ok: true })
    const again = await start()
    expect((await again.core.internal.facts()).registerId).toBe(registerId)
    expect(existsSync(path.join(data, 'taken-over', 'register.db'))).toBe(true)
  })

  test('[MOVE-29] while another till holds the folder nothing is renamed under it, and the start says so', { timeout: 60_000 }, async () => {
    cpSync(prepared, data, { recursive: true })
    for (const [, step] of steps.slice(0, 2)) step((one) => path.join(data, one))
    const before = readdirSync(data).toSorted()
    const held = takeWriterLock(path.join(data, 'register.db'))
    expect(held).toBeDefined()
    await expect(start()).rejects.toThrow('already running')
    held?.release()
    expect(readdirSync(data).toSorted()).toEqual(expect.arrayContaining(before))
    await expectGoesOn(await start())
    await expectKeptAside()
  })
})

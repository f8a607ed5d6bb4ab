import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openForTest, sell } from '../../src/db/fixture.ts'
import { type Register } from '../../src/main/composition.ts'
import { ask, newDataFolder, signOnCashier, startRegister } from './data-folder.fixture.ts'

const program = path.join(import.meta.dirname, '..', '..', 'src', 'main', 'verify-journal.ts')

let data: ReturnType<typeof newDataFolder>
let register: Register | undefined
beforeEach(() => {
  data = newDataFolder()
})
afterEach(async () => {
  await register?.close()
  register = undefined
  data.remove()
})

interface Ended {
  readonly code: number
  readonly out: string
  readonly err: string
}
function run(args: readonly string[], language = 'en_GB.UTF-8'): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], { env: { ...process.env, LC_ALL: language, INIT_CWD: data.folder } }, (_, out, err) => {
      resolve({ code: child.exitCode ?? -1, out, err })
    })
  })
}
const json = ({ out }: Ended): Record<string, unknown> => JSON.parse(out) as Record<string, unknown>
const file = (): string => path.join(data.folder, 'register', 'register.db')
/** What lies beside the database, and what is in it. The lock is the register's own. */
const contents = (): Record<string, string> => {
  const names = readdirSync(path.dirname(file())).filter((name) => /^register\.db(-wal|-shm)?$/.test(name))
  return Object.fromEntries(names.map((name) => [name, createHash('sha256').update(readFileSync(path.join(path.dirname(file()), name))).digest('hex')]))
}

async function soldThree(): Promise<Register> {
  register = await startRegister(path.join(data.folder, 'register'))
  await signOnCashier(register)
  for (let sale = 0; sale < 3; sale += 1) {
    const { hits } = await ask(register, 'search-items', { text: 'milk', limit: 1 })
    const { basket } = await ask(register, 'add-item', { itemId: hits[0]?.itemId ?? '' })
    await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  }
  return register
}

test('[REP-3] nothing of a file that another process has open for writing changes by a byte, its log and its log’s index neither', async () => {
  mkdirSync(path.dirname(file()))
  // Without a core around it: that one moves the log into the file in quiet moments, and this is about every byte.
  const writer = openForTest(file())
  try {
    sell(writer, 'b1')
    const before = contents()
    expect(Object.keys(before)).toHaveLength(3)
    const ended = await run([file(), '--json'])
    expect([ended.code, json(ended)]).toMatchObject([0, { entries: 1, reading: 'logged' }])
    expect(contents()).toEqual(before)
    sell(writer, 'b2')
  } finally {
    writer.close()
  }
  expect(Object.keys(contents())).toEqual(['register.db'])
})

test('[REP-3] the journal of a running register is verified from outside, and it sells on', async () => {
  const { core } = await soldThree()
  const { seq, hash } = await core.internal.journalHead()
  const ended = await run([file(), '--json', '--head', hash])
  expect(ended.code).toBe(0)
  expect(json(ended)).toMatchObject({ whole: true, entries: seq, epochs: [{ epoch: 1, entries: seq, hash }], reading: 'logged', missingGuards: [] })
  if (register === undefined) throw new Error('no register')
  await ask(register, 'sign-off', {})
  expect(json(await run([file(), '--json']))['entries']).toBe(seq + 1)
})

test('[REP-3] a closed one too: exit code 0 and the number, then 1 and the first bad entry, in the person’s language', async () => {
  await (await soldThree()).close()
  register = undefined
  const whole = await run(['register/register.db'])
  expect([whole.code, whole.err]).toEqual([0, ''])
  expect(whole.out).toMatch(/^The journal is whole: \d+ entries of register .*Not known from this file alone/su)
  expect(Object.keys(contents())).toEqual(['register.db'])

  const spoilt = path.join(data.folder, 'spoilt.db')
  copyFileSync(file(), spoilt)
  const raw = new Database(spoilt)
  raw.exec(`DROP TRIGGER journal_never_changes; UPDATE journal SET text = replace(text, '"app":"', '"app":"9') WHERE position & 1023 = 1`)
  raw.close()
  const broken = await run([spoilt])
  expect([broken.code, broken.out.split('\n')[0]]).toEqual([1, 'The journal is not whole. First bad entry: 1 of epoch 1: its text or its hash was changed.'])
  expect((await run([spoilt], 'zh_CN.UTF-8')).out).toContain('第一条有问题的记录：纪元 1 第 1 条：它的正文或校验值被改过。')
  expect(json(await run([spoilt, '--json']))).toMatchObject({ whole: false, entries: 0, fault: { epoch: 1, seq: 1, reason: 'hash' } })
})

test('[REP-3] wrong use ends with 2, in words, and accuses nobody', async () => {
  const uses = [['none.db'], [], ['a', '--haed', '5'], ['a', '--head', '0'], ['none.db', '--json'], ['--help']]
  const [none, nothing, option, head, machine, help] = await Promise.all(uses.map((args) => run(args)))
  expect(none).toEqual({ code: 2, out: '', err: `There is no such file: ${path.join(data.folder, 'none.db')}\n` })
  expect(nothing).toEqual({ code: 2, out: '', err: 'One file is wanted. --help says how.\n' })
  expect(option).toMatchObject({ code: 2, out: '' })
  expect(head?.err).toBe('--head is the 64 digits of a hash, a seq, or EPOCH:SEQ, not 0.\n')
  expect([machine?.code, JSON.parse(machine?.out ?? '')]).toMatchObject([2, { whole: null, why: 'missing' }])
  expect([help?.code, help?.out.startsWith('npm run verify-journal -- FILE')]).toEqual([0, true])
  expect((await run(['none.db'], 'zh_CN')).err).toContain('没有这个文件')
})

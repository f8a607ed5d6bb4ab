import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type BackupsView, type BackupView } from '../../src/contracts/ipc/index.ts'
import { type Register } from '../../src/main/composition.ts'
import { ask, heard, milk, newFolder, sellMilk, startRegister, tryAsk } from './register.fixture.ts'

let root: ReturnType<typeof newFolder>
let data: string
let open: Register[]
beforeEach(() => {
  root = newFolder()
  data = path.join(root.data, 'register')
  open = []
})
afterEach(async () => {
  for (const register of open) await register.close()
  root.remove()
})

async function start(startAgain?: () => void): Promise<Register> {
  const { register } = await startRegister(data, { demoStore: 'gb' }, undefined, startAgain)
  open.push(register)
  return register
}
async function stop(register: Register): Promise<void> {
  open.splice(open.indexOf(register), 1)
  await register.close()
}

async function signOn(register: Register, role: string): Promise<string> {
  const operator = (await ask(register, 'register', {})).operators.find((one) => one.role === role)
  const pin = operator?.demoPin ?? ''
  await ask(register, 'sign-on', { operatorId: operator?.id ?? '', pin })
  return pin
}

async function codeOf(register: Register, name: string, input: unknown): Promise<string> {
  const answer = await tryAsk(register, name, input)
  return answer.ok ? 'done' : `${answer.refusal.code}${answer.refusal.params?.['reason'] === undefined ? '' : ` ${answer.refusal.params['reason']}`}`
}

/** The page, once nothing is being made any more and each place holds at least so many. */
function settled(register: Register, count: number): Promise<BackupsView> {
  return heard(register, async () => {
    const view = await ask(register, 'backups', {})
    return view.places.every(({ running, backups }) => !running && backups.length >= count) ? view : undefined
  })
}

async function backedUp(register: Register): Promise<BackupView> {
  const before = (await ask(register, 'backups', {})).places[0]?.backups.length ?? 0
  await ask(register, 'back-up-now', {})
  const [newest] = (await settled(register, before + 1)).places[0]?.backups ?? []
  if (newest === undefined) throw new Error('no backup')
  return newest
}

test('[BAK-4] whoever may manage backups sees each with what is in it, and how old the newest is is told to everybody', async () => {
  const register = await start()
  await signOn(register, 'manager')
  expect((await ask(register, 'backups', {})).places).toMatchObject([{ place: 'own', reachable: true, backups: [] }])
  await sellMilk(register)
  const last = await sellMilk(register)
  const backup = await backedUp(register)
  expect(backup).toMatchObject({ sales: 2, refunds: 0, lastReceipt: { number: last.number } })
  writeFileSync(backup.file.replace(/\d{8}T/, '20200101T'), 'cut short')
  expect((await ask(register, 'backups', {})).places).toMatchObject([{ notWhole: 1, backups: [{ file: backup.file }] }])
  expect((await ask(register, 'status', {})).health.backup).toMatchObject({ newestAt: backup.at, running: false })
  await ask(register, 'sign-off', {})
  expect(await codeOf(register, 'backups', {})).toBe('operator.notSignedOn')
  await signOn(register, 'cashier')
  for (const [name, input] of [['backups', {}], ['back-up-now', {}], ['set-second-folder', {}], ['look-at-backup', { file: backup.file }], ['restore-backup', { file: backup.file, pin: '0000' }]] as const) expect(await codeOf(register, name, input), name).toBe('request.notAllowed')
})

test('[BAK-5] a second folder is tried when it is named, holds a backup at once, and is left as it is when it is given up', async () => {
  const register = await start()
  await signOn(register, 'manager')
  const second = path.join(root.data, 'stick')
  mkdirSync(second)
  writeFileSync(path.join(root.data, 'a-file'), '')
  const said = (folder: string): Promise<string> => codeOf(register, 'set-second-folder', { folder })
  expect(await said('stick')).toBe('backup.folderUnusable notWhole')
  // By another name it is the same folder.
  const [link, above] = [path.join(root.data, 'link'), path.join(root.data, 'above')]
  symlinkSync(data, link, 'junction')
  symlinkSync(root.data, above, 'junction')
  mkdirSync(path.join(data, 'backups'), { recursive: true })
  for (const own of [data, path.join(data, 'backups'), link, path.join(link, 'backups'), path.join(above, 'register', 'backups'), path.join(link, 'nowhere')]) expect(await said(own), own).toBe('backup.folderUnusable own')
  expect(await said(path.join(root.data, 'nowhere'))).toBe('backup.folderUnusable ENOENT')
  expect(await said(path.join(root.data, 'a-file'))).toBe('backup.folderUnusable ENOTDIR')
  expect((await ask(register, 'backups', {})).places).toHaveLength(1)
  // As it is copied from a window of Windows.
  expect((await ask(register, 'set-second-folder', { folder: ` "${second}" ` })).places[1]).toMatchObject({ place: 'second', folder: second, reachable: true, onSameDisk: true })
  const [, chosen] = (await settled(register, 1)).places
  expect(chosen?.backups[0]?.file.startsWith(second)).toBe(true)
  // Its disk is pulled, and the empty folder stays.
  rmSync(second, { recursive: true })
  mkdirSync(second)
  await ask(register, 'back-up-now', {})
  const failing = await heard(register, async () => {
    const { places } = await ask(register, 'backups', {})
    return places[1]?.failing === undefined ? undefined : places[1]
  })
  expect(failing).toMatchObject({ reachable: false, unmarked: true, failing: { code: 'backup.folderGone', params: { reason: 'unmarked' } }, backups: [] })
  expect((await ask(register, 'status', {})).health.backup).toMatchObject({ failing: { place: 'second', code: 'backup.folderGone' } })
  // It is the right one all the same: chosen again it is marked again, and takes backups.
  expect((await ask(register, 'set-second-folder', { folder: second })).places[1]).toMatchObject({ reachable: true, unmarked: false })
  const held = await heard(register, async () => {
    const { places } = await ask(register, 'backups', {})
    return places[1]?.running === false && places[1].backups.length > 0 ? places[1] : undefined
  })
  expect(held.failing).toBeUndefined()
  rmSync(second, { recursive: true })
  expect((await ask(register, 'backups', {})).places[1]).toMatchObject({ reachable: false, unmarked: false })
  mkdirSync(second)
  writeFileSync(path.join(second, 'kept'), '')
  expect((await ask(register, 'set-second-folder', {})).places).toHaveLength(1)
  await heard(register, async () => ((await ask(register, 'status', {})).health.backup?.failing === undefined ? true : undefined))
  expect(readdirSync(second)).toEqual(['kept'])
})

test('[BAK-6] before one is put in place it is looked through again, and what happened since is told: receipts with their totals, and what has to be done again', async () => {
  const register = await start()
  await signOn(register, 'manager')
  await sellMilk(register)
  const backup = await backedUp(register)
  const nothing = await ask(register, 'look-at-backup', { file: backup.file })
  expect(nothing.since).toMatchObject({ sales: 0, refunds: 0, total: 0, receipts: [], again: [] })
  const second = await sellMilk(register)
  const third = await sellMilk(register)
  await ask(register, 'set-lock-after', { seconds: 300 })
  const { since } = await ask(register, 'look-at-backup', { file: backup.file })
  expect(since).toMatchObject({ sales: 2, total: second.total + third.total, receipts: [{ kind: 'sale', number: third.number, total: third.total }, { kind: 'sale', number: second.number }] })
  expect(since.entries).toBeGreaterThanOrEqual(3)
  expect(since.again).toEqual([{ type: 'setting.changed', count: 1 }])
  expect(await codeOf(register, 'look-at-backup', { file: path.join(data, 'register.db') })).toBe('backup.unknown')
  // Nor one that somebody carried elsewhere: what is asked for by its path lies where backups are put.
  const elsewhere = path.join(root.data, path.basename(backup.file))
  for (const end of ['', '.json']) copyFileSync(`${backup.file}${end}`, `${elsewhere}${end}`)
  expect(await codeOf(register, 'look-at-backup', { file: elsewhere })).toBe('backup.unknown')
})

test('[BAK-7] one that is no longer what it was is not put in place, nor while a sale is open, nor for a PIN that is wrong', async () => {
  let again = 0
  const register = await start(() => (again += 1))
  const pin = await signOn(register, 'manager')
  await sellMilk(register)
  const backup = await backedUp(register)
  await ask(register, 'scan', { barcode: milk })
  expect(await codeOf(register, 'restore-backup', { file: backup.file, pin })).toBe('backup.basketOpen')
  const { basket } = await ask(register, 'counter', {})
  await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })
  expect(await codeOf(register, 'restore-backup', { file: backup.file, pin: pin === '1357' ? '1358' : '1357' })).toBe('operator.wrongPin')
  const bytes = readFileSync(backup.file)
  const middle = Math.floor(bytes.length / 2)
  writeFileSync(backup.file, bytes.with(middle, bytes.readUInt8(middle) ^ 4))
  expect(await codeOf(register, 'restore-backup', { file: backup.file, pin })).toBe('backup.notWhole')
  appendFileSync(backup.file, 'x')
  expect(await codeOf(register, 'restore-backup', { file: backup.file, pin })).toBe('backup.unknown')
  expect([again, existsSync(path.join(data, 'register.db.restore.json'))]).toEqual([0, false])
  await sellMilk(register)
})

test('[BAK-8] the start after it has the backup in place with every sale since behind it; the files that were there are kept, and nothing is sold in between', async () => {
  let startAgain = (): void => undefined
  const asked = new Promise<void>((resolve) => (startAgain = resolve))
  const register = await start(startAgain)
  const pin = await signOn(register, 'manager')
  await sellMilk(register)
  const backup = await backedUp(register)
  const before = [await sellMilk(register), await sellMilk(register)]
  await ask(register, 'set-lock-after', { seconds: 300 })
  expect(await ask(register, 'restore-backup', { file: backup.file, pin })).toEqual({ startsAgain: true })
  expect(await codeOf(register, 'scan', { barcode: milk })).toBe('backup.restoring')
  await asked
  await stop(register)
  const next = await start()
  const { mended } = await ask(next, 'register', {})
  expect(mended).toMatchObject({ how: 'chosen', missing: false, backupAt: backup.at, documents: 2, again: [{ type: 'setting.changed', count: 1 }] })
  expect(readdirSync(mended?.aside ?? '')).toContain('register.db')
  await signOn(next, 'manager')
  expect((await ask(next, 'receipts', { text: '', limit: 10 })).receipts.map(({ number }) => number)).toEqual([...before.map(({ number }) => number).toReversed(), backup.lastReceipt?.number])
  expect(await next.core.internal.verifyChain()).toBeUndefined()
  const { keptAside, places: [own] } = await ask(next, 'backups', {})
  expect(keptAside).toEqual([mended?.aside])
  expect(own?.backups.map(({ sales }) => sales), 'what was there before the restore, to be put back the same way').toContain(3)
  expect((await sellMilk(next)).number).not.toBe(before[1]?.number)
  expect((await ask(next, 'journal', { limit: 50 })).entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['restore.asked', 'register.mended']))
})

test('[BAK-8] a start that finds the chosen backup gone goes on with what there is, and says so on the screen and in the journal', async () => {
  const register = await start()
  const pin = await signOn(register, 'manager')
  await sellMilk(register)
  const backup = await backedUp(register)
  expect(await ask(register, 'restore-backup', { file: backup.file, pin })).toEqual({ startsAgain: false })
  await stop(register)
  rmSync(backup.file)
  const next = await start()
  expect((await ask(next, 'register', {})).mended).toMatchObject({ how: 'notDone', why: 'gone', backupAt: backup.at, aside: '' })
  await signOn(next, 'manager')
  await sellMilk(next)
  expect((await ask(next, 'journal', { limit: 50 })).entries.map(({ type }) => type)).toContain('restore.notDone')
})

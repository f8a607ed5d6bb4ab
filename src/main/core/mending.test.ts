import { closeSync, copyFileSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepPlaces } from './mend-place.ts'
import { at, newFolder, readyToSell, startThreads, water, type TestCore } from './core.fixture.ts'

let folder: ReturnType<typeof newFolder>
const running: TestCore[] = []
beforeEach(() => {
  folder = newFolder()
})
afterEach(async () => {
  for (const one of running.splice(0)) await one.core.close()
  folder.remove()
})

function started(): TestCore {
  const one = startThreads(folder.settings)
  running.push(one)
  return one
}

async function sell({ core }: TestCore): Promise<string> {
  const rung = await core.call('scan', water, at())
  const basket = rung.ok ? rung.value.basket : undefined
  const sold = await core.call('complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }, at())
  if (!sold.ok || sold.value.lastSale === undefined) throw new Error('not sold')
  return sold.value.lastSale.number
}

async function entries({ core }: TestCore): Promise<readonly { readonly type: string; readonly epoch: number; readonly body: unknown }[]> {
  const { epoch } = await core.internal.journalHead()
  const all = await Promise.all(Array.from({ length: epoch }, (_, index) => core.internal.entriesAfter(index + 1, 0, 1000)))
  return all.flat().map(({ type, epoch: of, text }) => ({ type, epoch: of, body: (JSON.parse(text) as { readonly body: unknown }).body }))
}

function spoil(file: string, where: number): void {
  const byte = readFileSync(file).readUInt8(where)
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.of(byte ^ 4), 0, 1, where)
  closeSync(handle)
}

test('[MEND-2] [MEND-5] a bit that fell over while the till was off: it starts, nothing is missing, and the journal says once what was done', async () => {
  const first = started()
  await readyToSell(first)
  await sell(first)
  await first.core.close()
  const { databasePath } = folder.settings
  spoil(databasePath, Math.floor(statSync(databasePath).size / 4096 / 2) * 4096 + 100)
  const second = started()
  expect(await second.core.ready()).toMatchObject({ ok: true })
  expect(await second.core.internal.lastMending()).toMatchObject({ report: { how: 'exact', damage: ['pages'], missing: false } })
  await second.core.close()
  const third = started()
  const found = (await entries(third)).filter(({ type }) => type === 'register.mended')
  expect(found).toMatchObject([{ epoch: 1, body: { how: 'exact', missing: 0 } }])
  expect(readdirSync(path.dirname(databasePath)).filter((name) => name.startsWith('damaged-'))).toHaveLength(1)
})

test('[MEND-4] a file that was overwritten: the backup and a new epoch, receipt numbers that nobody can have seen, and selling goes on', async () => {
  const first = started()
  await readyToSell(first)
  expect(await sell(first)).toBe('0-1')
  expect(await first.core.internal.makeBackup(Date.now())).toMatchObject({ ok: true })
  await sell(first)
  await first.core.close()
  const { databasePath } = folder.settings
  truncateSync(databasePath, 0)
  rmSync(`${databasePath}-sums`)
  const second = started()
  expect(await second.core.ready()).toMatchObject({ ok: true })
  expect(await second.core.internal.lastMending()).toMatchObject({ report: { how: 'backup', missing: true, recovered: { documents: 0 } } })
  const signed = await second.core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at())
  expect(signed).toMatchObject({ ok: true })
  // Told until somebody has read it.
  const told = async (): Promise<unknown> => {
    const register = await second.core.call('register', {}, at())
    return register.ok ? register.value.mended : register
  }
  expect(await told()).toMatchObject({ how: 'backup', missing: true, documents: 0 })
  expect(await second.core.call('read-mending', {}, at())).toMatchObject({ ok: true })
  expect(await told()).toBeUndefined()
  expect(await sell(second)).toBe('0-1002')
  expect((await entries(second)).filter(({ epoch }) => epoch === 2).map(({ type }) => type).slice(0, 3)).toEqual(['register.mended', 'receiptNumber.abandoned', 'register.opened'])
  expect(await second.core.internal.verifyChain()).toBeUndefined()
})

test('[MEND-10] a sale that was paid before a backup does not look just paid once that is put there, and does where nothing was missing', async () => {
  const shown = async (till: TestCore): Promise<string | undefined> => {
    const signed = await till.core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at())
    return signed.ok ? signed.value.lastSale?.number : signed.refusal.code
  }
  const first = started()
  await readyToSell(first)
  await sell(first)
  expect(await first.core.internal.makeBackup(Date.now())).toMatchObject({ ok: true })
  await first.core.close()
  const { databasePath } = folder.settings
  spoil(databasePath, Math.floor(statSync(databasePath).size / 4096 / 2) * 4096 + 100)
  const second = started()
  await second.core.internal.lockSeats()
  expect(await shown(second)).toBe('0-1')
  await second.core.close()
  truncateSync(databasePath, 0)
  rmSync(`${databasePath}-sums`)
  const third = started()
  await third.core.internal.lockSeats()
  expect([(await third.core.internal.lastMending())?.report.how, await shown(third)]).toEqual(['backup', undefined])
})

test('[MEND-13] a backup that somebody puts into an empty folder, out of reach of head office: the counter says so, the next number is beyond those on paper, and later starts are as ever', async () => {
  const first = started()
  await readyToSell(first)
  await sell(first)
  const made = await first.core.internal.makeBackup(Date.now())
  if (!made.ok) throw new Error(made.refusal.code)
  for (const number of ['0-2', '0-3']) expect(await sell(first)).toBe(number)
  await first.core.close()
  const other = newFolder()
  try {
    copyFileSync(made.value.file, other.settings.databasePath)
    copyFileSync(folder.settings.keyPath, other.settings.keyPath)
    const second = startThreads(other.settings)
    running.push(second)
    expect(await second.core.ready()).toMatchObject({ ok: true })
    const shown = await second.core.call('register', {}, at())
    expect(shown).toMatchObject({ ok: true, value: { mended: { how: 'byHand', missing: true, documents: 0, aside: '' } } })
    expect(await second.core.call('sign-on', { operatorId: 'op-1', pin: '4711' }, at())).toMatchObject({ ok: true })
    expect(await sell(second)).toBe('0-1002')
    await second.core.close()
    const third = startThreads(other.settings)
    running.push(third)
    expect(await third.core.ready()).toMatchObject({ ok: true })
    expect(await sell(third)).toBe('0-1003')
    expect((await entries(third)).filter(({ type }) => type === 'register.mended')).toMatchObject([{ epoch: 2, body: { how: 'byHand' } }])
    expect(await third.core.internal.verifyChain()).toBeUndefined()
  } finally {
    for (const one of running.splice(0)) await one.core.close()
    other.remove()
  }
})

test('[MEND-16] with the folder of backups gone too, the second folder is still known: from its backup the till goes on', async () => {
  const away = newFolder()
  try {
    const second = { folder: path.dirname(away.settings.databasePath), mark: 'a mark' }
    const first = started()
    await readyToSell(first)
    await sell(first)
    expect(await first.core.internal.chooseFolder({ folder: second.folder, mark: second.mark })).toMatchObject({ ok: true })
    keepPlaces(folder.settings.databasePath, { second, everyMinutes: 60 })
    expect(await first.core.internal.makeBackup(Date.now(), second)).toMatchObject({ ok: true })
    await first.core.close()
    const { databasePath } = folder.settings
    rmSync(path.join(path.dirname(databasePath), 'backups'), { recursive: true })
    truncateSync(databasePath, 0)
    rmSync(`${databasePath}-sums`)
    const next = started()
    expect(await next.core.ready()).toMatchObject({ ok: true })
    expect(await next.core.internal.lastMending()).toMatchObject({ report: { how: 'backup' } })
  } finally {
    for (const one of running.splice(0)) await one.core.close()
    away.remove()
  }
})

test('[BAK-1] a backup is made beside whoever sells, and its folder lists it', async () => {
  const test = started()
  await readyToSell(test)
  const under = test.core.internal.makeBackup(Date.now())
  await sell(test)
  const made = await under
  const { registerId } = await test.core.internal.facts()
  expect(made.ok && (await test.core.internal.listBackups(registerId)).map(({ file }) => file)).toEqual([made.ok ? made.value.file : ''])
  expect(await test.core.internal.makeBackup(Date.now(), { folder: path.join(path.dirname(folder.settings.databasePath), 'nowhere'), mark: 'm' })).toMatchObject({ refusal: { code: 'backup.folderGone' } })
})

import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSupportFile } from '../../src/db/index.ts'
import { gather, packBundle, untar, type TarFile } from '../../src/main/support/index.ts'
import { ask, logOf, newFolder, sellMilk, type StartedRegister, startRegister, tryAsk } from './register.fixture.ts'

// SQLite reads it once, at its first use: the program does so by itself, here another test's file may come first.
process.env['SQLITE_USE_URI'] = '1'

const text = (files: readonly TarFile[], name: string): string => Buffer.from(files.find((file) => file.name.endsWith(name))?.content ?? new Uint8Array()).toString('utf8')
const parsed = (files: readonly TarFile[], name: string): Record<string, unknown> => JSON.parse(text(files, name)) as Record<string, unknown>

/** What nobody may find in a bundle, as it would lie in a row or a line. */
const planted = ['Zoe Quillfeather', 'Quillfeather', '4821937', '9374', 'TW-BADGE-00427', '4111 1111 1111 1111', '4111111111111111', '5500-0000-0000-0004', 'zoe@shop.example', 'Ann Customer, 7 Mill Lane', 'Mill Lane', 'AB3D-EF6H-JK9N', 'hunter2']
const everything = planted.join(' / ')

async function fromFile(data: string): Promise<readonly TarFile[]> {
  const file = path.join(data, 'register.db')
  return gather({
    data,
    appVersion: '9.9.9',
    at: Date.UTC(2026, 10, 22, 11),
    source: {
      facts: async () => readSupportFile(file, (reads) => ({ facts: reads.supportFacts(), personal: reads.personalTexts() })),
      table: async (name) => readSupportFile(file, (reads) => reads.supportTable(name)),
    },
  })
}

describe('a support bundle', () => {
  const folder = newFolder()
  const { data } = folder
  async function signOnAs(role: string): Promise<void> {
    const { operators } = await ask(started.register, 'register', {})
    const operator = operators.find((one) => one.role === role)
    await ask(started.register, 'sign-on', { operatorId: operator?.id ?? '', pin: operator?.demoPin ?? '' })
  }
  let started: StartedRegister
  beforeAll(async () => {
    started = await startRegister(data, { demoStore: 'gb' })
    await signOnAs('manager')
    await sellMilk(started.register)
  })
  afterAll(() => folder.remove())

  test('[BUNDLE-3] of a till that runs: what was listed is what is in it, and it says what a fault is found by', async () => {
    const { register } = started
    register.log({ level: 'error', event: 'print.fault', detail: 'effect 3: paper-out' })
    const head = await register.core.internal.journalHead()
    const made = await ask(register, 'prepare-support', {})
    const { name, path: place, content } = await ask(register, 'save-support', { id: made.id, download: true })
    const bytes = readFileSync(place)
    expect(Buffer.from(content ?? '', 'base64')).toEqual(bytes)
    expect(bytes.length).toBe(made.bytes)
    const files = untar(gunzipSync(bytes))
    expect(files.map((file) => ({ name: file.name.slice(name.length - '.tar.gz'.length + 1), bytes: file.content.length }))).toEqual(made.files)
    expect(made.files.map((file) => file.name)).toEqual(expect.arrayContaining(['README.txt', 'versions.json', 'database.json', 'settings.json', 'schema.sql', 'devices.json', 'replication.json']))

    const database = parsed(files, 'database.json') as { quickCheck: string; schemaVersion: number; outboxEntries: number; journal: unknown[]; tables: { name: string; rows: number }[] }
    expect(database).toMatchObject({ quickCheck: 'ok', outboxEntries: head.seq })
    expect(database.journal).toEqual([head])
    expect(database.tables.find((table) => table.name === 'journal')?.rows).toBe(head.seq)
    expect(parsed(files, 'settings.json')).toMatchObject({ register: { mode: 'demo', currency: 'GBP', register_number: 0 }, operatorsByRole: { cashier: 2 } })
    expect(parsed(files, 'devices.json')).toMatchObject({ now: expect.arrayContaining([expect.objectContaining({ id: 'printer:receipt', simulated: true })]) as unknown })
    expect(text(files, 'schema.sql')).toContain('CREATE TABLE journal')
    expect(text(files, '.log')).toContain('paper-out')
    expect((await tryAsk(register, 'save-support', { id: 'an older one', download: false }))).toMatchObject({ refusal: { code: 'support.gone' } })
  })

  test('[BUNDLE-10] keeping one is in the journal: who, when, and its name without where it lies', async () => {
    const { register } = started
    const { seq } = await register.core.internal.journalHead()
    const made = await ask(register, 'prepare-support', {})
    expect(await register.core.internal.journalHead(), 'what was only looked at is not').toMatchObject({ seq })
    const { name, path: place } = await ask(register, 'save-support', { id: made.id, download: false })
    const [entry, ...more] = (await register.core.internal.entriesAfter(1, seq, 9)).map(({ text: whole }) => JSON.parse(whole) as { type: string; operator: string; body: unknown })
    const { operators } = await ask(register, 'register', {})
    expect([entry?.type, entry?.body, entry?.operator, more]).toEqual(['support.saved', { file: name }, operators.find(({ role }) => role === 'manager')?.id, []])
    expect(JSON.stringify(entry)).not.toContain(path.dirname(place))
  })

  test('[BUNDLE-11] which store it is and what it is taxed with stay whole, a shop\'s own rates too', async () => {
    const copy = newFolder()
    const source = new Database(path.join(data, 'register.db'))
    mkdirSync(copy.data, { recursive: true })
    await source.backup(path.join(copy.data, 'register.db'))
    source.close()
    const changed = new Database(path.join(copy.data, 'register.db'))
    changed.prepare("UPDATE register SET tax_pack = 'OWN-IN-190000-70000', store_id = 'QUAY-4821937', store_name = 'Quay'").run()
    changed.close()
    expect(parsed(await fromFile(copy.data), 'settings.json')).toMatchObject({ register: { tax_pack: 'OWN-IN-190000-70000', store_id: 'QUAY-4821937' } })
    copy.remove()
  })

  test('[BUNDLE-4] a cashier gets none', async () => {
    const { register } = started
    await signOnAs('cashier')
    expect(await tryAsk(register, 'prepare-support', {})).toMatchObject({ refusal: { code: 'request.notAllowed' } })
  })

  test('[BUNDLE-5] names, PINs, badges, cards, codes and customers planted in every text of every table and in the logs: none is in it', async () => {
    await started.register.close()
    const copy = newFolder()
    cpSync(data, copy.data, { recursive: true })
    const db = new Database(path.join(copy.data, 'register.db'))
    db.pragma('ignore_check_constraints = ON')
    db.pragma('foreign_keys = OFF')
    for (const { name } of db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all()) db.exec(`DROP TRIGGER "${name}"`)
    const columns = db.prepare<[], { tableName: string; columnName: string }>(`SELECT m.name AS tableName, c.name AS columnName FROM sqlite_schema m JOIN pragma_table_info(m.name) c
      WHERE m.type = 'table' AND m.rootpage > 0 AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'item_search%' AND c.type = 'TEXT'`).all()
    const insertDevice = db.prepare('INSERT INTO device_event (device, kind, code, at, until, times) VALUES (?, ?, ?, 1, 2, 1)')
    insertDevice.run('printer:receipt', 'set', `zvt://10.0.0.7:20007?password=hunter2`)
    db.prepare('INSERT INTO device_setting (slot, address) VALUES (?, ?)').run('paymentTerminal', 'zvt://zoe:hunter2@10.0.0.7:20007?password=hunter2')
    let cells = 0
    for (const { tableName, columnName } of columns) {
      cells += db.prepare(`UPDATE OR IGNORE "${tableName}" SET "${columnName}" = coalesce("${columnName}", '') || ' ' || ?`).run(everything).changes
    }
    expect(columns.length).toBeGreaterThan(100)
    expect(cells).toBeGreaterThan(500)
    db.close()
    const log = path.join(copy.data, 'logs', 'main.2026-11-22.log')
    mkdirSync(path.dirname(log), { recursive: true })
    appendFileSync(log, `${planted.map((secret) => JSON.stringify({ at: '2026-11-22T10:00:00.000Z', level: 'error', event: `${secret} failed`, correlation: secret, facts: { [secret]: secret }, detail: `of ${secret}: "${secret}"` })).join('\n')}\n${everything}\n`)
    writeFileSync(path.join(copy.data, 'logs', 'notes.txt'), everything)

    const files = await fromFile(copy.data)
    const { bytes } = packBundle(files, 3, 0)
    const whole = untar(gunzipSync(bytes)).map(({ name, content }) => `${name}\n${Buffer.from(content).toString('utf8')}`).join('\n')
    expect(planted.filter((secret) => whole.toLowerCase().includes(secret.toLowerCase()))).toEqual([])
    expect(whole).toContain('CREATE TABLE journal')
    copy.remove()
  })

  test('[BUNDLE-6] what the register was given at its own start is in none either: the demo store\'s names and PINs', async () => {
    const whole = (await fromFile(data)).map(({ content }) => Buffer.from(content).toString('utf8')).join('\n')
    const db = new Database(path.join(data, 'register.db'), { readonly: true })
    const people = db.prepare<[], { name: string; demo_pin: string }>('SELECT name, demo_pin FROM operator').all()
    db.close()
    expect(people.length).toBeGreaterThan(2)
    for (const { name, demo_pin: pin } of people) {
      expect(whole).not.toContain(name)
      expect(whole).not.toContain(`"${pin}"`)
    }
    expect(logOf(data)).not.toContain(people[0]?.name)
  })

  test('[BUNDLE-7] of a till that will not start: a file that is no database any more still gives its logs', async () => {
    const copy = newFolder()
    cpSync(data, copy.data, { recursive: true })
    writeFileSync(path.join(copy.data, 'register.db'), 'no database, and Zoe 4821 in it')
    const files = await fromFile(copy.data)
    expect(parsed(files, 'database.json')).toEqual({ unreadable: 'file is not a database' })
    expect(files.some(({ name }) => name.startsWith('logs/'))).toBe(true)
    copy.remove()
  })

  test('[BUNDLE-8] reading a register\'s file leaves no trace in its folder', async () => {
    const before = readFileSync(path.join(data, 'register.db'))
    await fromFile(data)
    expect(readFileSync(path.join(data, 'register.db'))).toEqual(before)
  })

  test('[BUNDLE-9] every system\'s tar unpacks it', () => {
    const at = newFolder()
    const file = path.join(at.data, 'bundle.tar.gz')
    writeFileSync(file, packBundle([{ name: 'a.txt', content: Buffer.from('one') }, { name: 'logs/b.log', content: Buffer.alloc(513, 66) }], 1, Date.UTC(2026, 0, 1)).bytes)
    const { status, stdout } = spawnSync('tar', ['-xzvf', file, '-C', at.data], { encoding: 'utf8' })
    expect(status).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(3)
    expect(readFileSync(path.join(at.data, stdout.trim().split('\n')[2] ?? ''), 'utf8')).toBe('B'.repeat(513))
    rmSync(at.data, { recursive: true })
  })
})

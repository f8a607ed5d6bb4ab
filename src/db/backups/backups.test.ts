import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freshRegister, openForTest, sell, valueOf, type TestFolder } from '../fixture.ts'
import { type RegisterWriter } from '../register-database.ts'
import { type Backup, backupsIn, chooseFolder, isUntouched, makeBackup, markFolder } from './index.ts'
import { superfluous } from './generations.ts'

const hour = 3_600_000
const at = Date.UTC(2026, 10, 23, 4, 15, 0)

let folder: TestFolder
let register: RegisterWriter
let backups: string
beforeEach(() => {
  ;({ folder, register } = freshRegister())
  backups = path.join(path.dirname(folder.path), 'backups')
  return folder.remove
})
const made: string[] = []
afterEach(() => {
  for (const one of made.splice(0)) rmSync(one, { recursive: true, force: true })
})
function elsewhere(): string {
  const one = mkdtempSync(path.join(tmpdir(), 'tillwright-second-'))
  made.push(one)
  return one
}
const make = (when = at, more = {}): ReturnType<typeof makeBackup> => makeBackup({ database: folder.path, folder: backups, at: when, ...more })

describe('backups', () => {
  test('[BAK-1] a backup made while the register sells holds every sale that was committed before it, and is its owner’s alone', async () => {
    sell(register, 'one')
    sell(register, 'two')
    const backup = valueOf(await make())
    sell(register, 'three')
    const head = register.journalHead()
    expect([backup.inside.sales, backup.inside.lastReceipt?.number, backup.inside.seq + 1, isUntouched(backup)]).toEqual([2, '3-2', head.seq, true])
    expect((statSync(backup.file).mode & 0o777).toString(8)).toBe('600')
    expect(readdirSync(backups).filter((name) => !/\.backup\.db(\.json)?$/.test(name))).toEqual([])
    const copy = openForTest(backup.file)
    expect(copy.saleById('two')?.number).toBe('3-2')
    copy.close()
  })

  test('[BAK-1] sales that are committed in the middle of a backup are not in it, and it is whole', async () => {
    for (let sale = 0; sale < 30; sale += 1) sell(register, `before-${sale}`)
    const under = make()
    for (let sale = 0; sale < 5; sale += 1) sell(register, `during-${sale}`)
    const { inside } = valueOf(await under)
    expect([inside.sales, register.verifyChain()]).toEqual([30, undefined])
  })

  test('[BAK-2] a copy whose chain breaks, or that another page tells, is no backup, and what was there stays', async () => {
    sell(register, 'one')
    const first = valueOf(await make())
    register.close()
    const raw = new (await import('better-sqlite3')).default(folder.path)
    raw.exec("DROP TRIGGER journal_never_changes; UPDATE journal SET text = replace(text, '3-1', '3-9') WHERE type = 'sale.completed'")
    raw.close()
    const broken = await make(at + hour)
    expect([broken.ok ? 'made' : broken.refusal.code, readdirSync(backups).length, backupsIn(backups).map(({ file }) => file)]).toEqual(['backup.failed', 2, [first.file]])
    register = openForTest(folder.path)
  })

  test('[BAK-2] of a folder that cannot be written the reason is told; the empty folder of an unplugged disk is not taken for the disk', async () => {
    const second = elsewhere()
    const { mark } = valueOf(markFolder(second, 'mark-1'))
    expect((await make(at, { folder: second, mark })).ok).toBe(true)
    rmSync(second, { recursive: true })
    mkdirSync(second)
    const gone = await make(at + hour, { folder: second, mark })
    expect([gone, readdirSync(second)]).toEqual([{ ok: false, refusal: { code: 'backup.folderGone', params: { folder: second, reason: 'unmarked' } } }, []])
    const nowhere = path.join(second, 'nowhere')
    expect(await make(at + hour, { folder: nowhere, mark })).toMatchObject({ refusal: { code: 'backup.folderGone', params: { folder: nowhere } } })
    expect(await make(at + hour, { folder: nowhere, mark })).not.toHaveProperty('refusal.params.reason')
    const file = path.join(second, 'file')
    writeFileSync(file, '')
    expect(markFolder(file, 'm')).toMatchObject({ refusal: { code: 'backup.folderUnusable', params: { reason: 'ENOTDIR' } } })
    expect(markFolder(path.join(second, 'nowhere'), 'm')).toMatchObject({ refusal: { params: { reason: 'ENOENT' } } })
    // It is there, and the system's word for what can be in it is that of a folder that is not.
    if (process.platform === 'linux') expect([markFolder('/proc', 'm'), chooseFolder('/proc', 'm', path.join(second, 'register.db'))]).toMatchObject([{ refusal: { params: { reason: 'noFiles' } } }, { refusal: { params: { reason: 'noFiles' } } }])
  })

  test('[BAK-2] a second register on the same disk keeps the mark, and neither throws the other’s backups away', async () => {
    const second = elsewhere()
    const { mark } = valueOf(markFolder(second, 'first'))
    expect(valueOf(markFolder(second, 'other')).mark).toBe(mark)
    const other = freshRegister()
    try {
      for (let round = 0; round < 5; round += 1) {
        sell(register, `a-${round}`)
        sell(other.register, `b-${round}`)
        valueOf(await make(at + round * 60_000, { folder: second, mark }))
        valueOf(await make(at + round * 60_000, { folder: second, mark, database: other.folder.path }))
      }
      expect([register, other.register].map((one) => backupsIn(second, one.facts().registerId).length)).toEqual([3, 3])
    } finally {
      other.folder.remove()
    }
  })

  test('[BAK-3] kept are the newest three and the last of each of seven days, whatever the clock does', () => {
    const backup = (when: number, seq: number): Backup => ({ file: String(seq), inside: { registerId: 'r', registerNumber: 3, storeName: '', at: when, schema: 1, bytes: 1, sha256: '', epoch: 1, seq, hash: '', entries: seq, sales: 0, refunds: 0 } })
    const hourly = Array.from({ length: 24 * 12 }, (_, index) => backup(at + index * hour, index + 1)).toReversed()
    const gone = new Set(superfluous(hourly))
    const kept = hourly.filter((one) => !gone.has(one))
    expect([kept.length, new Set(kept.map(({ inside }) => new Date(inside.at).getUTCDate())).size, kept.slice(0, 3)]).toEqual([9, 7, hourly.slice(0, 3)])
    // Made with a clock that fell back a year: it reaches furthest, so it stays.
    const back = backup(at - 365 * 24 * hour, 9999)
    expect(superfluous([back, ...hourly])).not.toContain(back)
  })

  test('[BAK-3] half a backup, one without its note, and one that is shorter than it was are none', async () => {
    sell(register, 'one')
    const backup = valueOf(await make())
    writeFileSync(`${backup.file}.unfinished`, 'half')
    expect(backupsIn(backups)).toHaveLength(1)
    sell(register, 'two')
    const later = valueOf(await make(at + hour))
    expect(existsSync(`${backup.file}.unfinished`)).toBe(false)
    writeFileSync(later.file, 'cut')
    rmSync(`${backup.file}.json`)
    expect(backupsIn(backups)).toEqual([])
  })
})

import { copyFileSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backupsIn, forgetMendNote, makeBackup, mendAtStart, openRegisterDatabase, writeWish, type MendReport } from '../../db/index.ts'
import { enterMended } from './backups.ts'
import { commands } from './index.ts'
import { staffedRegister, value, type TestRegister } from './register.fixture.ts'
import { signOn } from './sign-on.ts'

let register: TestRegister
/** Of every receipt that came out, whatever became of the file it was in. */
let papers: string[]
let backups: string
let reports = 0
beforeEach(() => {
  register = staffedRegister()
  // As the program starts: with the sums of its pages.
  register.database.close()
  expect(start()).toBeUndefined()
  papers = []
  backups = path.join(path.dirname(register.path), 'backups')
})
afterEach(() => register.remove())

const numbers = (): string => `${register.path}-numbers`
const newId = (): string => `00000000-0000-7000-9000-${(reports += 1).toString(16).padStart(12, '0')}`

function sell(times = 1): void {
  for (let sale = 0; sale < times; sale += 1) {
    const { basket } = value(commands.scan(register.context(), { barcode: '6901234567892' }))
    papers.push(value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] })).lastSale?.number ?? '')
  }
}

async function backUp(): Promise<void> {
  register.now += 1000
  value(await makeBackup({ database: register.path, folder: backups, at: register.now }))
}

/** As a power cut leaves it, with what `damage` does to it; then the next start. */
function fault(damage: () => void): MendReport | undefined {
  const ends = ['', '-wal', '-sums'] as const
  for (const end of ends) if (existsSync(`${register.path}${end}`)) copyFileSync(`${register.path}${end}`, `${register.path}${end}.cut`)
  register.database.close()
  for (const end of ends) {
    rmSync(`${register.path}${end}`, { force: true })
    if (!existsSync(`${register.path}${end}.cut`)) continue
    copyFileSync(`${register.path}${end}.cut`, `${register.path}${end}`)
    rmSync(`${register.path}${end}.cut`)
  }
  damage()
  return start()
}
function start(): MendReport | undefined {
  register.now += 60_000
  const report = value(mendAtStart({ database: register.path, folders: [backups], at: register.now, newId }))
  register.database = value(openRegisterDatabase({ path: register.path, newId }))
  if (report !== undefined) {
    value(enterMended(register.context(), report))
    forgetMendNote(register.path)
  }
  register.database.project(500)
  if (register.database.seat('counter').operatorId === undefined) value(signOn(register.context(), { operatorId: 'op-1', provenHash: '$argon2id$1' }))
  return report
}

const loseLog = (): void => rmSync(`${register.path}-wal`, { force: true })
const overwrite = (): void => {
  loseLog()
  writeFileSync(register.path, 'not a database at all')
}
const cutOff = (): void => {
  loseLog()
  truncateSync(register.path, Math.floor(statSync(register.path).size / 2))
}
const twice = (): readonly string[] => papers.filter((number, at) => papers.indexOf(number) !== at)

/** Mulberry32, so that a schedule that fails can be run again. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    const mixed = Math.imul(state ^ (state >>> 15), state | 1)
    const drawn = mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61))
    return ((drawn ^ (drawn >>> 14)) >>> 0) % below
  }
}

describe('receipt numbers after faults in a row', () => {
  test('[MEND-11] the second fault takes the journal back to before the first one: what is given out then is beyond what was given out in between', async () => {
    sell(3)
    register.database.checkpoint()
    await backUp()
    sell(2)
    expect(fault(loseLog)).toMatchObject({ how: 'kept', missing: true })
    sell(3)
    expect(fault(overwrite)).toMatchObject({ how: 'backup', missing: true })
    sell(3)
    expect(fault(overwrite)).toMatchObject({ how: 'backup', missing: true })
    sell(3)
    expect([twice(), papers]).toEqual([[], ['3-1', '3-2', '3-3', '3-4', '3-5', '3-1004', '3-1005', '3-1006', '3-2004', '3-2005', '3-2006', '3-3004', '3-3005', '3-3006']])
    expect(register.database.verifyChain()).toBeUndefined()
  })

  test('[MEND-11] numbers that can still be read behind a gap are passed over too, and so are those of a younger backup that is spoilt', async () => {
    sell(2)
    await backUp()
    sell(1)
    await backUp()
    const [younger] = backupsIn(backups)
    const bytes = readFileSync(younger?.file ?? '')
    bytes.fill(0xa5, 4096, 8192)
    writeFileSync(younger?.file ?? '', bytes)
    rmSync(numbers())
    expect(fault(overwrite)).toMatchObject({ how: 'backup', numbered: 3 })
    sell(1)
    expect(papers.at(-1)).toBe('3-1004')
  })

  test('[MEND-11] how far numbers have come is on disk with each backup, whatever becomes of the backup; where it is another register’s, or cannot be believed, the faults before say how far to pass over', async () => {
    sell(4)
    await backUp()
    const kept = JSON.parse(readFileSync(numbers(), 'utf8')) as { readonly registerId: string; readonly reached: number; readonly sum: string }
    expect(kept).toMatchObject({ registerId: register.database.facts().registerId, reached: 4 })
    sell(1)
    for (const content of [JSON.stringify({ ...kept, reached: 90_004 }), JSON.stringify({ ...kept, registerId: 'another' }), '{', '']) {
      writeFileSync(numbers(), content)
      fault(overwrite)
      sell(1)
    }
    expect(papers.slice(5)).toEqual(['3-1005', '3-3005', '3-5005', '3-7005'])
  })

  test.each([1, 2, 3, 5, 7])('[MEND-11] three to five faults of any kind in a row, with sales and backups between them, give no number twice (schedule %i)', { timeout: 60_000 }, async (seed) => {
    const draw = chance(seed)
    const told: string[] = []
    sell(1 + draw(4))
    register.database.checkpoint()
    await backUp()
    for (let faults = 3 + draw(3); faults > 0; faults -= 1) {
      sell(draw(4))
      if (draw(2) === 0) register.database.checkpoint()
      if (draw(3) === 0) await backUp()
      sell(draw(3))
      const what = (['log', 'overwritten', 'cutOff', 'chosen'] as const)[draw(4)]
      if (what === 'chosen') {
        const all = backupsIn(backups)
        writeWish(register.path, { file: all[draw(all.length)]?.file ?? '', at: register.now })
      }
      const withNumbers = draw(2) === 0
      const report = fault(() => {
        ;(what === 'log' ? loseLog : what === 'overwritten' ? overwrite : what === 'cutOff' ? cutOff : () => undefined)()
        if (withNumbers) rmSync(numbers(), { force: true })
      })
      told.push(`${what ?? ''}${withNumbers ? ', numbers lost' : ''}: ${report?.how ?? 'nothing'}`)
      sell(1 + draw(3))
      expect([told, twice(), register.database.verifyChain()]).toEqual([told, [], undefined])
    }
  })
})

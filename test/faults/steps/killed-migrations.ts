import Database from 'better-sqlite3'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openRegisterDatabase } from '../../../src/db/index.ts'
import { newId } from '../../../src/main/core/index.ts'
import { fileOfSchema80 } from '../../migrations/part-a-file.fixture.ts'
import { oneLifeOf } from './stepping-process.ts'

export interface KilledMigrations {
  readonly kills: number
  /** Sales that were in the files before, and those that were not there, or not as they were, after. */
  readonly sales: number
  readonly lost: number
  readonly problems: readonly string[]
}

/** A register's file of an older schema, killed at each step of its copy and of its migrations, and opened again. */
export async function killMigrations(say: (line: string) => void, among: (step: string) => boolean = () => true): Promise<KilledMigrations> {
  const folder = mkdtempSync(path.join(tmpdir(), 'tillwright-migrations-'))
  try {
    const older = path.join(folder, 'older')
    mkdirSync(older)
    const texts = fileOfSchema80(path.join(older, 'register.db'))
    const whole = await oneLifeOf('migrating-register', [path.join(copyOf(older, path.join(folder, 'whole')), 'register.db')])
    const steps = whole.said.flatMap((line) => (line.startsWith('step ') && among(line) ? [line.slice(5)] : []))
    const problems: string[] = []
    let lost = 0
    for (const [index, step] of steps.entries()) {
      const own = copyOf(older, path.join(folder, String(index)))
      const { killed } = await oneLifeOf('migrating-register', [path.join(own, 'register.db')], step)
      if (!killed) problems.push(`the migration never came to ${step} again`)
      const found = wrongIn(own, texts)
      lost += found.lost
      problems.push(...found.problems.map((problem) => `killed at ${step}: ${problem}`))
      rmSync(own, { recursive: true })
    }
    say(`${steps.length} kills while an older file was copied and migrated, ${problems.length} of them wrong`)
    return { kills: steps.length, sales: texts.length * steps.length, lost, problems }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function copyOf(from: string, to: string): string {
  cpSync(from, to, { recursive: true })
  return to
}

/** Opened by the next start, it has all it had; and each copy that has its name is whole. */
function wrongIn(folder: string, texts: readonly string[]): { readonly lost: number; readonly problems: readonly string[] } {
  // Somebody starts it again a minute later.
  const opened = openRegisterDatabase({ path: path.join(folder, 'register.db'), newId, now: () => Date.now() + 60_000 })
  if (!opened.ok) return { lost: texts.length, problems: [`it does not open: ${opened.refusal.code}`] }
  const register = opened.value
  const kept = texts.map((text, index) => register.saleDocument(`sale-${index + 1}`) === text)
  const fault = register.chainFaultAtOpen() ?? register.verifyChain()
  const open = register.basket('open')?.lines.length
  register.close()
  const names = readdirSync(folder)
  const copies = names.filter((name) => /\.schema-\d+\..*\.db$/.test(name))
  const halves = names.filter((name) => /\.schema-\d+\./.test(name) && !copies.includes(name))
  return {
    lost: kept.filter((is) => !is).length,
    problems: [
      ...(kept.every(Boolean) ? [] : ['a sale is gone, or another']),
      ...(fault === undefined ? [] : [`its chain is broken: ${JSON.stringify(fault)}`]),
      ...(open === 1 ? [] : ['the open basket is gone']),
      ...(copies.length > 0 ? [] : ['there is no copy of the file as it was']),
      ...halves.map((name) => `half a copy is left lying: ${name}`),
      ...copies.filter((name) => !isWhole(path.join(folder, name), texts.length)).map((name) => `the copy ${name} is not whole`),
    ],
  }
}

function isWhole(file: string, sales: number): boolean {
  const db = new Database(file, { readonly: true })
  try {
    return db.pragma('quick_check', { simple: true }) === 'ok' && db.pragma('user_version', { simple: true }) === 80 && db.prepare('SELECT count(*) FROM sale').pluck().get() === sales
  } finally {
    db.close()
  }
}

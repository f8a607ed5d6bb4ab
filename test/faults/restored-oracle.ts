import { createHash } from 'node:crypto'
import path from 'node:path'
import { GENESIS_HASH, verifyChain } from '../../src/domain/journal/index.ts'
import { reading } from './kill-evidence.ts'
import { type HeldSale } from './kill-oracle.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

interface Entry {
  readonly epoch: number
  readonly id: string | null
  readonly prevHash: string
  readonly hash: string
  readonly text: string
}

/** A register's file and head office's, as they lie on the disk. */
export interface Held {
  readonly register: readonly HeldSale[]
  readonly headOffice: readonly HeldSale[]
  readonly journal: readonly Entry[]
  readonly ledger: readonly Entry[]
  /** What the register's projections come to, in minor units. */
  readonly days: number
}

const sales = 'SELECT id, number, total FROM sale ORDER BY id'

export function heldBy(data: string, office: string): Held {
  const here = reading(path.join(data, 'register.db'), (all) => ({
    register: all<HeldSale>(sales),
    journal: all<Entry>('SELECT epoch, id, prev_hash AS prevHash, hash, text FROM journal ORDER BY position'),
    days: all<{ total: number }>('SELECT coalesce(sum(total), 0) AS total FROM day_total')[0]?.total ?? 0,
  }))
  const there = reading(path.join(office, 'head-office.db'), (all) => ({
    headOffice: all<HeldSale>('SELECT sale_id AS id, number, total FROM sale ORDER BY sale_id'),
    ledger: all<Entry>('SELECT epoch, id, prev_hash AS prevHash, hash, text FROM ledger ORDER BY epoch, seq'),
  }))
  return { ...here, ...there }
}

/** Whether nothing is on its way any more: both have an entry of every id that the other has, and the register is told so. */
export function isQuiet(data: string, office: string): boolean {
  const { journal, ledger } = heldBy(data, office)
  const state = reading(path.join(data, 'register.db'), (all) => ({
    cursor: all<{ position: number }>('SELECT (epoch << 40) + seq AS position FROM outbox_cursor')[0]?.position,
    head: all<{ position: number }>('SELECT max(position) AS position FROM journal')[0]?.position,
    open: all<{ n: number }>("SELECT count(*) AS n FROM register, json_each(left_epochs) part WHERE part.value ->> '$.taken' < part.value ->> '$.to'")[0]?.n,
    behind: all<{ n: number }>('SELECT count(*) AS n FROM journal WHERE position > (SELECT position FROM projection_cursor)')[0]?.n,
  }))
  const [here, there] = [new Set(journal.map(({ id }) => id)), new Set(ledger.flatMap(({ id }) => id ?? []))]
  return state.cursor === state.head && state.open === 0 && state.behind === 0 && here.size === there.size && [...here].every((id) => id !== null && there.has(id))
}

/** Everything that is wrong, as sentences: each acknowledged sale here once and there once, both chains valid, all totals equal. */
export function judgeRestored(acknowledged: readonly HeldSale[], held: Held): readonly string[] {
  const problems: string[] = []
  for (const [name, all] of [['the register', held.register], ['head office', held.headOffice]] as const) {
    const known = new Map(all.map((sale) => [sale.id, sale]))
    if (known.size !== all.length) problems.push(`${all.length - known.size} sales are twice in ${name}`)
    for (const { id, number, total } of acknowledged) {
      const found = known.get(id)
      if (found === undefined) problems.push(`acknowledged sale ${number} (${id}) is not in ${name}`)
      else if (found.number !== number || found.total !== total) problems.push(`sale ${id} was acknowledged as ${number} of ${total}, ${name} says ${found.number} of ${found.total}`)
    }
  }
  const sum = (all: readonly HeldSale[]): number => all.reduce((total, one) => total + one.total, 0)
  const sums = [sum(held.register), sum(held.headOffice), held.days]
  if (new Set(sums).size > 1) problems.push(`the totals differ: register ${sums[0]}, head office ${sums[1]}, the register's days ${sums[2]}`)
  for (const [name, all] of [['the register', held.journal], ['head office', held.ledger]] as const) {
    for (const epoch of new Set(all.map((entry) => entry.epoch))) {
      const fault = verifyChain(all.filter((entry) => entry.epoch === epoch), GENESIS_HASH, sha256)
      if (fault !== undefined) problems.push(`the chain of epoch ${epoch} in ${name} is broken: ${JSON.stringify(fault)}`)
    }
  }
  return problems
}

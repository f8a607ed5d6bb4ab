import { closeSync, existsSync, openSync } from 'node:fs'
import path from 'node:path'
import { connect, type Connection } from './connection.ts'
import { writeFacts } from './facts.ts'
import { assertRoomForCopy } from './kept-free.ts'
import { readLogos, writeLogos } from './logos.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { writeOperators } from './operators.ts'
import { createReads } from './register-reader.ts'

/**
 * Everything of a shop that a trainee needs to sell, in the order its keys ask for. A list of what is taken, so that a table to
 * come stays out until somebody puts it here: no sale, no entry, no customer, no mail, no secret, and of the people only one.
 */
const taken = ['item', 'price', 'barcode', 'plu', 'department', 'in_store_rule', 'tare_preset', 'tile_page', 'tile', 'fed_tile_page', 'fed_tile', 'recall', 'permission_grant', 'second_person', 'paper_template'] as const

export interface MakeTraining {
  /** The shop's own file. It is only read. */
  readonly from: string
  /** Must not exist. */
  readonly to: string
  readonly newId: () => string
  readonly now: number
  /** Who is trained: the one person that is known in it, without a PIN. */
  readonly operatorId: string
}

/** A register for training, beside the shop's: its goods, its settings and its rights, one person, and nothing that happened. */
export function makeTrainingFile({ from, to, newId, now, operatorId }: MakeTraining): void {
  if (existsSync(to)) throw new Error('a file for training is made anew, never over another')
  assertRoomForCopy(from, path.dirname(to))
  const shop = connect(from, true)
  try {
    closeSync(openSync(to, 'wx', 0o600))
    const copy = connect(to)
    try {
      migrate(copy, migrations, now)
      copy.transaction(() => {
        const reads = createReads(shop)
        const { registerId: _own, headOfficeUrl: _away, ...facts } = reads.facts()
        writeFacts(copy, { ...readLogos(copy), ...writeLogos(copy) }).create(newId, { ...facts, epoch: 1, left: [], mode: 'training' })
        for (const table of taken) copyTable(shop, copy, table)
        const operator = reads.operatorById(operatorId)
        if (operator === undefined) throw new Error('nobody to train')
        writeOperators(copy).savePerson({ id: operator.id, name: operator.name, role: operator.role })
      }).immediate()
    } finally {
      copy.close()
    }
  } finally {
    shop.close()
  }
}

/** Row by row through two connections: attached to one, the shop's file would be a slip of the pen away from being written. */
function copyTable(from: Connection, to: Connection, table: (typeof taken)[number]): void {
  const columns = from.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
  const insert = to.prepare<unknown[]>(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  for (const row of from.prepare<[], unknown[]>(`SELECT ${columns.join(', ')} FROM ${table}`).raw().iterate()) insert.run(...row)
}

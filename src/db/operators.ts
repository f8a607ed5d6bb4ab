import { type Connection } from './connection.ts'
import { type Operator } from './register-database.ts'

type Row = readonly [id: string, name: string, role: Operator['role'], demoPin: string | null]

function toOperator([id, name, role, demoPin]: Row): Operator {
  return { id, name, role, ...(demoPin === null ? {} : { demoPin }) }
}

export function readOperators(db: Connection) {
  // Outside demo mode no statement even reads the column.
  const from = `SELECT id, name, role, CASE WHEN (SELECT mode FROM register) = 'demo' THEN demo_pin END AS demo_pin FROM operator`
  const all = db.prepare<[], Row>(`${from} ORDER BY name, id`).raw()
  const byId = db.prepare<[string], Row>(`${from} WHERE id = ?`).raw()
  const hash = db.prepare<[string], string>('SELECT pin_hash FROM operator WHERE id = ?').pluck()
  return {
    operators: (): readonly Operator[] => all.all().map(toOperator),
    operatorById(id: string): Operator | undefined {
      const row = byId.get(id)
      return row && toOperator(row)
    },
    pinHashOf: (id: string): string | undefined => hash.get(id),
  }
}

export function writeOperators(db: Connection) {
  const upsert = db.prepare<[string, string, string, string, string | null]>(
    `INSERT INTO operator (id, name, role, pin_hash, demo_pin) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, pin_hash = excluded.pin_hash, demo_pin = excluded.demo_pin`,
  )
  const mode = db.prepare<[], string>('SELECT mode FROM register').pluck()
  return {
    /** `pinHash` is an argon2id PHC string; anything else is aborted by the table. A readable PIN outside demo mode throws. */
    saveOperator(operator: Operator, pinHash: string): void {
      if (operator.demoPin !== undefined && mode.get() !== 'demo') throw new Error('a readable PIN outside demo mode')
      upsert.run(operator.id, operator.name, operator.role, pinHash, operator.demoPin ?? null)
    },
  }
}

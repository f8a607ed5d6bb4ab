import { type Connection } from './connection.ts'
import { type Operator } from './register-database.ts'

interface Row {
  id: string
  name: string
  role: Operator['role']
  demo_pin: string | null
}

function toOperator(row: Row): Operator {
  return { id: row.id, name: row.name, role: row.role, ...(row.demo_pin === null ? {} : { demoPin: row.demo_pin }) }
}

export function readOperators(db: Connection) {
  // Outside demo mode no statement even reads the column.
  const from = `SELECT id, name, role, CASE WHEN (SELECT mode FROM register) = 'demo' THEN demo_pin END AS demo_pin FROM operator`
  const all = db.prepare<[], Row>(`${from} ORDER BY name, id`)
  const byId = db.prepare<[string], Row>(`${from} WHERE id = ?`)
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

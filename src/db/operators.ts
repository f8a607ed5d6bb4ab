import { type Role } from '../domain/authority/index.ts'
import { type Connection } from './connection.ts'

export interface Operator {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Identifies, and never authorises. */
  readonly badge?: string
  /** Can neither sign on nor approve. */
  readonly inactive?: true
  /** Shown on screen, and only there in mode=demo. */
  readonly demoPin?: string
}

/** An argon2id PHC string, and which pepper is in it: '' for the one the register had before hashes said so. */
export interface KeptPin {
  readonly hash: string
  readonly pepperId: string
}

type Row = readonly [id: string, name: string, role: Role, badge: string | null, active: 0 | 1, demoPin: string | null]

function toOperator([id, name, role, badge, active, demoPin]: Row): Operator {
  return { id, name, role, ...(badge === null ? {} : { badge }), ...(active === 1 ? {} : { inactive: true }), ...(demoPin === null ? {} : { demoPin }) }
}

export function readOperators(db: Connection) {
  // Outside demo mode no statement even reads the column.
  const from = `SELECT id, name, role, badge, active, CASE WHEN (SELECT mode FROM register) = 'demo' THEN demo_pin END AS demo_pin FROM operator`
  const all = db.prepare<[], Row>(`${from} ORDER BY name, id`).raw()
  const byId = db.prepare<[string], Row>(`${from} WHERE id = ?`).raw()
  const byBadge = db.prepare<[string], Row>(`${from} WHERE badge = ?`).raw()
  const pin = db.prepare<[string], readonly [string | null, string]>('SELECT pin_hash, pepper_id FROM operator WHERE id = ?').raw()
  const pinOf = (id: string): KeptPin | undefined => {
    const [hash, pepperId] = pin.get(id) ?? [null, '']
    return hash === null ? undefined : { hash, pepperId }
  }
  return {
    operators: (): readonly Operator[] => all.all().map(toOperator),
    operatorById(id: string): Operator | undefined {
      const row = byId.get(id)
      return row && toOperator(row)
    },
    operatorByBadge(badge: string): Operator | undefined {
      const row = byBadge.get(badge)
      return row && toOperator(row)
    },
    pinOf,
    pinHashOf: (id: string): string | undefined => pinOf(id)?.hash,
  }
}

export function writeOperators(db: Connection) {
  const person = db.prepare<[string, string, Role, string | null, 0 | 1]>(
    `INSERT INTO operator (id, name, role, badge, active) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, role = excluded.role, badge = excluded.badge, active = excluded.active`,
  )
  const pin = db.prepare<[string, string, string | null, string]>('UPDATE operator SET pin_hash = ?, pepper_id = ?, demo_pin = ? WHERE id = ?')
  // One pepper for another leaves the PIN what it was, and a demo may go on showing it.
  const rehash = db.prepare<[string, string, string, string]>('UPDATE operator SET pin_hash = ?, pepper_id = ? WHERE id = ? AND pin_hash = ?')
  const unnamed = db.prepare<[string]>(`UPDATE operator SET pepper_id = ? WHERE pepper_id = '' AND pin_hash IS NOT NULL`)
  const mode = db.prepare<[], string>('SELECT mode FROM register').pluck()

  function savePerson({ id, name, role, badge, inactive }: Omit<Operator, 'demoPin'>): void {
    person.run(id, name, role, badge ?? null, inactive === true ? 0 : 1)
  }

  /** A readable PIN outside demo mode throws. */
  function savePin(id: string, { hash, pepperId }: KeptPin, demoPin?: string): void {
    if (demoPin !== undefined && mode.get() !== 'demo') throw new Error('a readable PIN outside demo mode')
    pin.run(hash, pepperId, demoPin ?? null, id)
  }

  return {
    savePerson,
    savePin,
    /** Whether it did: not where the PIN was changed meanwhile. */
    rehashPin: (id: string, from: string, { hash, pepperId }: KeptPin): boolean => rehash.run(hash, pepperId, id, from).changes === 1,
    /** Hashes from before they said so were made with this one. */
    nameFirstPepper: (pepperId: string): void => void unnamed.run(pepperId),
    /** `pinHash` is an argon2id PHC string; anything else is aborted by the table. A readable PIN outside demo mode throws. */
    saveOperator({ demoPin, ...operator }: Operator, pinHash: string, pepperId = ''): void {
      savePerson(operator)
      savePin(operator.id, { hash: pinHash, pepperId }, demoPin)
    },
  }
}

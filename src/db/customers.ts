import { memberNumber, phoneDigits, type Customer } from '../domain/customer/index.ts'
import { minor } from '../domain/money/index.ts'
import { type Connection } from './connection.ts'
import { fold } from './search/fold.ts'
import { searchQuery } from './search/query.ts'

interface Row {
  id: string
  name: string
  member: string | null
  phone: string | null
  mail: string | null
  note: string | null
  account_limit: number | null
  active: 0 | 1
  erased: 0 | 1
}

export interface CustomersAsked {
  /** A name in any spelling that items are found by, a phone number's digits or a member number. Absent: everybody. */
  readonly text?: string
  /** Also those put away. */
  readonly away: boolean
  readonly limit: number
}

export interface CustomerReads {
  /** By name; those that were erased are in no list. */
  customers(asked: CustomersAsked): readonly Customer[]
  customerById(id: string): Customer | undefined
  /** Also of one put away. */
  customerByMember(member: string): Customer | undefined
}

export interface CustomerWrites {
  /** Inserts or replaces all but the limit and what erasing did. */
  saveCustomer(customer: Omit<Customer, 'accountLimit' | 'erased'>): void
  saveAccountLimit(id: string, limit: number | undefined): void
  /** Overwrites everything but the id, and in the file too: nothing is left in its free pages. */
  eraseCustomer(id: string): void
}

const columns = 'id, name, member, phone, mail, note, account_limit, active, erased'

function toCustomer({ id, name, member, phone, mail, note, account_limit: limit, active, erased }: Row): Customer {
  return {
    id,
    name,
    ...(member === null ? {} : { member }),
    ...(phone === null ? {} : { phone }),
    ...(mail === null ? {} : { mail }),
    ...(note === null ? {} : { note }),
    ...(limit === null ? {} : { accountLimit: minor(limit) }),
    ...(active === 1 ? {} : { inactive: true as const }),
    ...(erased === 0 ? {} : { erased: true as const }),
  }
}

/** The name, then what is found by digits: each on a line, so that no hit reaches from one into the next. */
function searchTextOf({ name, member, phone }: Pick<Customer, 'name' | 'member' | 'phone'>): string {
  return [fold(name), member === undefined ? '' : fold(member), phone === undefined ? '' : phoneDigits(phone)].join('\n')
}

/** How many a look-up goes through at most: a shop's customers, many times over. */
const mostLookedAt = 100_000

export function readCustomers(db: Connection): CustomerReads {
  const some = db.prepare<[number, number], Row>(`SELECT ${columns} FROM customer WHERE erased = 0 AND active >= ? ORDER BY name, id LIMIT ?`)
  const texts = db.prepare<[number, number], readonly [string, string]>('SELECT id, search FROM customer WHERE erased = 0 AND active >= ? ORDER BY name, id LIMIT ?').raw()
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM customer WHERE id = ?`)
  const byMember = db.prepare<[string], Row>(`SELECT ${columns} FROM customer WHERE member = ?`)
  const customerById = (id: string): Customer | undefined => {
    const row = byId.get(id)
    return row && toCustomer(row)
  }

  function* matching(text: string, active: 0 | 1): Generator<string> {
    const query = searchQuery(text)
    // Digits typed with blanks between them are one phone number, and not three words.
    const digits = /^[\d\s()+./-]+$/.test(text.normalize('NFKC')) ? phoneDigits(text) : ''
    for (const [id, search] of texts.iterate(active, mostLookedAt)) {
      if (digits === '' ? query?.matches(search) === true : search.slice(search.indexOf('\n')).includes(digits)) yield id
    }
  }

  return {
    customers({ text = '', away, limit }) {
      const active = away ? 0 : 1
      const plain = text.trim()
      if (plain === '') return some.all(active, limit).map(toCustomer)
      const found: Customer[] = []
      for (const id of matching(plain, active)) {
        const customer = customerById(id)
        if (customer !== undefined) found.push(customer)
        if (found.length === limit) break
      }
      return found
    },
    customerById,
    customerByMember(member) {
      const row = byMember.get(memberNumber(member))
      return row && toCustomer(row)
    },
  }
}

export function writeCustomers(db: Connection): CustomerWrites {
  const save = db.prepare<[string, string, string | null, string | null, string | null, string | null, 0 | 1, string]>(
    `INSERT INTO customer (id, name, member, phone, mail, note, active, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, member = excluded.member, phone = excluded.phone, mail = excluded.mail, note = excluded.note, active = excluded.active, search = excluded.search`,
  )
  const limitOf = db.prepare<[number | null, string]>('UPDATE customer SET account_limit = ? WHERE id = ?')
  const erase = db.prepare<[string]>("UPDATE customer SET name = '', member = NULL, phone = NULL, mail = NULL, note = NULL, account_limit = NULL, active = 0, erased = 1, search = '' WHERE id = ?")
  return {
    saveCustomer(customer) {
      const { id, name, member, phone, mail, note, inactive } = customer
      save.run(id, name, member ?? null, phone ?? null, mail ?? null, note ?? null, inactive === true ? 0 : 1, searchTextOf(customer))
    },
    saveAccountLimit: (id, limit) => void limitOf.run(limit ?? null, id),
    eraseCustomer(id) {
      // Only for this: every other write would pay for pages it overwrites anyway.
      db.pragma('secure_delete = ON')
      erase.run(id)
      db.pragma('secure_delete = OFF')
    },
  }
}

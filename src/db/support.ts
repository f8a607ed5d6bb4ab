import { type Connection } from './connection.ts'
import { epochOf, seqOf } from './position.ts'

/** What a support bundle says of a register's file: its shape and its counts. No text that a person typed is in it. */
export interface SupportFacts {
  readonly schemaVersion: number
  readonly migrations: readonly { readonly id: number; readonly name: string; readonly appliedAt: number }[]
  readonly schema: readonly string[]
  /** Real tables, to be counted and checked one by one: a large file takes seconds, and somebody may be searching meanwhile. */
  readonly tables: readonly string[]
  readonly pages: number
  readonly pageSize: number
  /** The head of each epoch. */
  readonly journal: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[]
  readonly acknowledged?: { readonly epoch: number; readonly seq: number }
  readonly settings: Readonly<Record<string, string | number>>
  readonly roles: Readonly<Record<string, number>>
  readonly devices: readonly { readonly slot: string; readonly address: string }[]
  readonly deviceEvents: readonly { readonly device: string; readonly kind: string; readonly code: string; readonly at: number; readonly until: number; readonly times: number }[]
}

export interface SupportTable {
  readonly name: string
  readonly rows: number
  /** `ok`, or what SQLite found wrong. */
  readonly check: readonly string[]
}

export interface SupportReads {
  supportFacts(): SupportFacts
  supportTable(name: string): SupportTable
  /** Names and codes of people, to be taken out of whatever leaves the till. */
  personalTexts(): readonly string[]
}

/** Columns of `register` that say how it is set, and nothing of whose it is. */
const settings = ['register_id', 'register_number', 'epoch', 'mode', 'store_id', 'currency', 'tax_pack', 'time_zone', 'cut_off_hour', 'language', 'catalogue_version', 'layout', 'head_office_url', 'cash_rounding', 'wedge', 'lock_after', 'return_days'] as const
/** A zone, a code, an id: one word. What is anything else was not put there by us. */
const plainWord = /^[A-Za-z0-9+/_.:-]{1,64}$/
const shownEvents = 500

/** Where what people typed is kept by itself. Asked for column by column: an older or a damaged file may lack any. */
const personal = [
  ['operator', 'name'],
  ['operator', 'badge'],
  ['operator', 'demo_pin'],
  ['customer', 'name'],
  ['customer', 'member'],
  ['customer', 'phone'],
  ['customer', 'mail'],
  ['customer', 'note'],
  ['basket', 'label'],
  ['lay_away', 'label'],
  ['register', 'store_name'],
  ['register', 'chain_name'],
] as const

/** Prepares nothing in advance: it reads files of any version, and as much of a damaged one as can be read. */
export function readSupport(db: Connection): SupportReads {
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read()
    } catch {
      return otherwise
    }
  }
  const rowsOf = <Row>(sql: string): readonly Row[] => attempt(() => db.prepare<[], Row>(sql).all(), [])
  const pragma = (name: string): number => attempt(() => Number(db.pragma(name, { simple: true })), 0)

  function settingsNow(): Record<string, string | number> {
    const [row] = rowsOf<Record<string, unknown>>('SELECT * FROM register')
    return Object.fromEntries(
      settings.flatMap((name): readonly (readonly [string, string | number])[] => {
        const value = row?.[name]
        if (typeof value === 'number') return [[name, value]]
        if (typeof value !== 'string') return []
        return [[name, plainWord.test(value) || (name === 'wedge' && /^\{[a-z":,0-9.]+\}$/.test(value)) ? value : '‹unreadable›']]
      }),
    )
  }

  function heads(): SupportFacts['journal'] {
    const found: { epoch: number; seq: number; hash: string }[] = []
    let below = Number.MAX_SAFE_INTEGER
    // One look per epoch, from the last one down: a grouping would read every entry.
    for (;;) {
      const row = attempt(() => db.prepare<[number], { position: number; hash: string }>('SELECT position, hash FROM journal WHERE position < ? ORDER BY position DESC LIMIT 1').get(below), undefined)
      if (row === undefined) return found.toReversed()
      found.push({ epoch: epochOf(row.position), seq: seqOf(row.position), hash: /^[0-9a-f]{64}$/.test(row.hash) ? row.hash : '‹unreadable›' })
      below = row.position - seqOf(row.position)
    }
  }

  return {
    supportFacts() {
      // The one read that may fail: of what is no database at all there are no facts.
      db.prepare('SELECT count(*) FROM sqlite_schema').get()
      const [acknowledged] = rowsOf<{ epoch: number; seq: number }>('SELECT epoch, seq FROM outbox_cursor')
      return {
        schemaVersion: pragma('user_version'),
        migrations: rowsOf<{ id: number; name: string; appliedAt: number }>('SELECT id, name, applied_at AS appliedAt FROM migration ORDER BY id').map((one) => ({ ...one, name: /^[a-z 0-9-]{1,60}$/i.test(one.name) ? one.name : '‹unreadable›' })),
        schema: rowsOf<{ sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').map(({ sql }) => sql),
        tables: rowsOf<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%' ORDER BY name").map(({ name }) => name),
        pages: pragma('page_count'),
        pageSize: pragma('page_size'),
        journal: heads(),
        ...(acknowledged !== undefined && { acknowledged }),
        settings: settingsNow(),
        roles: Object.fromEntries(rowsOf<{ role: string; count: number }>('SELECT role, count(*) AS count FROM operator GROUP BY role').map(({ role, count }) => [/^[a-zA-Z]{1,20}$/.test(role) ? role : '‹unreadable›', count])),
        devices: rowsOf<{ slot: string; address: string }>('SELECT slot, address FROM device_setting ORDER BY slot'),
        deviceEvents: rowsOf<SupportFacts['deviceEvents'][number]>(`SELECT device, kind, code, at, until, times FROM device_event ORDER BY until DESC, id DESC LIMIT ${shownEvents}`),
      }
    },
    supportTable(name) {
      const quoted = `"${name.replaceAll('"', '""')}"`
      return {
        name,
        rows: attempt(() => db.prepare<[], number>(`SELECT count(*) FROM ${quoted}`).pluck().get() ?? 0, -1),
        check: attempt(() => db.prepare<[], string>(`PRAGMA quick_check(${quoted})`).pluck().all(), ['unreadable']),
      }
    },
    personalTexts: () => [...new Set(personal.flatMap(([table, column]) => rowsOf<{ text: unknown }>(`SELECT DISTINCT ${column} AS text FROM ${table}`).flatMap(({ text }) => (typeof text === 'string' && text !== '' ? [text] : []))))],
  }
}

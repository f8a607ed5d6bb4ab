import { type Connection } from './connection.ts'
import { positionOf } from './position.ts'

/** One entry of this register's journal that head office could not read when it came, as head office last told how it stands. Words may be newer than this register. */
export interface ToldEntry {
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  /** `quarantined`, `discarded` or `applied`, or a word that is newer. */
  readonly state: string
  readonly receivedAt: number
  readonly changedAt?: number
  /** Of a discarded one. */
  readonly by?: string
  readonly note?: string
}

/** The whole of what head office told: it takes the place of all it told before. */
export interface ToldQuarantine {
  readonly instance: string
  readonly mark: string
  readonly held: number
  readonly entries: readonly ToldEntry[]
}

/** As it is shown: with the receipt it is of, by this register's own journal. */
export interface QuarantinedHere extends ToldEntry {
  readonly type?: string
  readonly number?: string
}

/** Something of head office's that this register could not read. `kind`: what it was asked. */
export interface UnreadAnswer {
  readonly kind: string
  readonly reason: string
  /** As it came. */
  readonly text: string
}

export interface KeptUnread extends UnreadAnswer {
  readonly id: number
  /** The version that could not read it the last time. */
  readonly program: string
  readonly firstAt: number
  readonly lastAt: number
  readonly times: number
}

export interface HeadOfficeWords {
  readonly held: number
  /** What lies there first, then the newest that was settled. */
  readonly entries: readonly QuarantinedHere[]
  readonly heardAt?: number
  /** What this register could not read and nobody told it again since: how many, and of the newest what and why. */
  readonly unread: number
  readonly newestUnread?: Pick<KeptUnread, 'kind' | 'reason' | 'firstAt' | 'times' | 'text'>
}

export interface HeadOfficeWordsReads {
  quarantineHeard(): { readonly instance: string; readonly mark: string } | undefined
  headOfficeWords(): HeadOfficeWords
  unreadAnswers(limit: number): readonly KeptUnread[]
}

/** Of the newest, as much as a screen shows. */
const shownOfUnread = 2000
/** So many are kept that nobody could read yet; of more than that the oldest are forgotten, for each is told again. */
const mostUnread = 200
/** An answer is never larger; what is longer is cut, and says so by its length. */
export const longestUnread = 64 * 1024

interface Row {
  readonly epoch: number
  readonly seq: number
  readonly reason: string
  readonly state: string
  readonly receivedAt: number
  readonly changedAt: number | null
  readonly by: string | null
  readonly note: string | null
}

export function readHeadOfficeWords(db: Connection): HeadOfficeWordsReads {
  const heard = db.prepare<[], { instance: string; mark: string; held: number; heardAt: number }>('SELECT instance, mark, held, heard_at AS heardAt FROM quarantine_heard')
  const told = db.prepare<[], Row>(
    `SELECT epoch, seq, reason, state, received_at AS receivedAt, changed_at AS changedAt, by_whom AS "by", note FROM quarantine_told
     ORDER BY CASE state WHEN 'quarantined' THEN 0 ELSE 1 END, coalesce(changed_at, received_at) DESC, epoch, seq`,
  )
  const written = db.prepare<[number], { type: string | null; number: string | number | null }>(
    "SELECT type, CASE WHEN json_valid(text) THEN json_extract(text, '$.body.number') END AS number FROM journal WHERE position = ?",
  )
  const unread = db.prepare<[number], KeptUnread>('SELECT id, kind, reason, text, program, first_at AS firstAt, last_at AS lastAt, times FROM unread_answer WHERE read_at IS NULL ORDER BY last_at DESC, id DESC LIMIT ?')
  const countUnread = db.prepare<[], number>('SELECT count(*) FROM unread_answer WHERE read_at IS NULL').pluck()

  function here({ changedAt, by, note, ...row }: Row): QuarantinedHere {
    const own = written.get(positionOf(row.epoch, row.seq))
    return {
      ...row,
      ...(changedAt !== null && { changedAt }),
      ...(by !== null && { by }),
      ...(note !== null && { note }),
      ...(own?.type !== undefined && own.type !== null && { type: own.type }),
      ...(own?.number !== undefined && own.number !== null && { number: String(own.number) }),
    }
  }
  return {
    quarantineHeard: () => heard.get(),
    unreadAnswers: (limit) => unread.all(limit),
    headOfficeWords() {
      const { held = 0, heardAt } = heard.get() ?? {}
      const [newest] = unread.all(1)
      return {
        held,
        entries: told.all().map(here),
        ...(heardAt !== undefined && { heardAt }),
        unread: countUnread.get() ?? 0,
        ...(newest !== undefined && { newestUnread: { kind: newest.kind, reason: newest.reason, firstAt: newest.firstAt, times: newest.times, text: newest.text.slice(0, shownOfUnread) } }),
      }
    },
  }
}

export interface HeadOfficeWordsWrites {
  keepQuarantine(told: ToldQuarantine, heardAt: number): void
  keepUnread(answer: UnreadAnswer, program: string, at: number): void
  /** It was read: this one, or whatever of its kind there was, since the same was told again in words that are known. */
  answerRead(what: { readonly id: number } | { readonly kind: string }, at: number): void
}

export function writeHeadOfficeWords(db: Connection): HeadOfficeWordsWrites {
  const hear = db.prepare<[string, string, number, number]>(
    'INSERT INTO quarantine_heard (singleton, instance, mark, held, heard_at) VALUES (1, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET instance = excluded.instance, mark = excluded.mark, held = excluded.held, heard_at = excluded.heard_at',
  )
  const clear = db.prepare('DELETE FROM quarantine_told')
  const add = db.prepare<[number, number, string, string, number, number | null, string | null, string | null]>(
    'INSERT INTO quarantine_told (epoch, seq, reason, state, received_at, changed_at, by_whom, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const keep = db.prepare<[string, string, string, string, number, number]>(
    `INSERT INTO unread_answer (kind, reason, text, program, first_at, last_at, times) VALUES (?, ?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET last_at = excluded.last_at, times = times + 1, program = excluded.program, reason = excluded.reason, read_at = NULL`,
  )
  const forgetOldest = db.prepare<[number]>('DELETE FROM unread_answer WHERE id NOT IN (SELECT id FROM unread_answer ORDER BY last_at DESC, id DESC LIMIT ?)')
  const readOne = db.prepare<[number, number]>('UPDATE unread_answer SET read_at = ? WHERE id = ? AND read_at IS NULL')
  const readKind = db.prepare<[number, string]>('UPDATE unread_answer SET read_at = ? WHERE kind = ? AND read_at IS NULL')
  return {
    keepQuarantine({ instance, mark, held, entries }, heardAt): void {
      hear.run(instance, mark, held, heardAt)
      clear.run()
      for (const { epoch, seq, reason, state, receivedAt, changedAt, by, note } of entries) add.run(epoch, seq, reason, state, receivedAt, changedAt ?? null, by ?? null, note ?? null)
    },
    keepUnread({ kind, reason, text }, program, at): void {
      keep.run(kind, reason, text.length > longestUnread ? `${text.slice(0, longestUnread)}… (${text.length})` : text, program, at, at)
      forgetOldest.run(mostUnread)
    },
    answerRead(what, at): void {
      if ('id' in what) readOne.run(at, what.id)
      else readKind.run(at, what.kind)
    },
  }
}

import { type MailFault, type MailSecurity } from '../domain/mail/index.ts'
import { type Connection } from './connection.ts'

/** Where mail is handed in. The password is among the register's secrets. */
export interface MailAccount {
  readonly host: string
  readonly port: number
  readonly security: MailSecurity
  /** '': without signing on. */
  readonly username: string
  readonly sender: string
}

export type MailState = 'waiting' | 'sending' | 'sent' | 'refused' | 'dropped'

export interface QueuedMail {
  readonly id: string
  readonly saleId: string
  readonly number: string
  readonly state: MailState
  /** Times it was handed in, or tried to be. */
  readonly attempts: number
  /** Epoch ms. */
  readonly askedAt: number
  readonly dueAt: number
  readonly fault?: MailFault
  /** What the server said, as the number it said. */
  readonly answer?: number
  /** Gone once it is sent or dropped. */
  readonly address?: string
}

export interface MailEnd {
  readonly state: Exclude<MailState, 'sending'>
  readonly at: number
  /** When it is tried again. */
  readonly dueAt?: number
  readonly fault?: MailFault
  readonly answer?: number
}

export interface MailReads {
  mailAccount(): (MailAccount & { readonly revision: number }) | undefined
  mailById(id: string): QueuedMail | undefined
  /** Newest first. */
  mails(limit: number): readonly QueuedMail[]
  mailsOpen(): number
  /** Of those that wait: what may be tried by then, the longest due first. */
  mailsDue(now: number, limit: number): readonly QueuedMail[]
  /** When the next of them may be tried; undefined when none waits. */
  nextMailAt(): number | undefined
}

export interface MailWrites {
  saveMailAccount(account: MailAccount | undefined): void
  queueMail(mail: Pick<QueuedMail, 'id' | 'saleId' | 'number' | 'askedAt'> & { readonly address: string }): void
  /** Durable before the first byte leaves. Throws unless it waits. */
  mailStarted(id: string): void
  /** Sent or dropped, its address is gone. Throws on one that is not there. */
  mailEnded(id: string, end: MailEnd): void
  /** In a file that is older than what was done with it: what waits there may have gone since, and is a person's to decide about. */
  doubtMails(at: number): void
  /** What ended before: its rows go, and what nobody saw to is dropped, with its address. */
  sweepMails(before: number): void
}

interface Row {
  id: string
  sale_id: string
  number: string
  state: MailState
  attempts: number
  asked_at: number
  due_at: number
  fault: MailFault | null
  answer: number | null
  address: string | null
}

function toMail({ id, sale_id: saleId, number, state, attempts, asked_at: askedAt, due_at: dueAt, fault, answer, address }: Row): QueuedMail {
  return { id, saleId, number, state, attempts, askedAt, dueAt, ...(fault === null ? {} : { fault }), ...(answer === null ? {} : { answer }), ...(address === null ? {} : { address }) }
}

export function readMails(db: Connection): MailReads {
  const account = db.prepare<[], MailAccount & { readonly revision: number }>('SELECT host, port, security, username, sender, revision FROM mail_account')
  const byId = db.prepare<[string], Row>('SELECT * FROM mail WHERE id = ?')
  const newest = db.prepare<[number], Row>('SELECT * FROM mail ORDER BY asked_at DESC, id DESC LIMIT ?')
  const open = db.prepare<[], number>(`SELECT count(*) FROM mail WHERE state IN ('waiting', 'sending')`).pluck()
  const due = db.prepare<[number, number], Row>(`SELECT * FROM mail WHERE state IN ('waiting', 'sending') AND state = 'waiting' AND due_at <= ? ORDER BY due_at LIMIT ?`)
  const next = db.prepare<[], number | null>(`SELECT min(due_at) FROM mail WHERE state IN ('waiting', 'sending') AND state = 'waiting'`).pluck()
  return {
    mailAccount: () => account.get(),
    mailById(id) {
      const row = byId.get(id)
      return row && toMail(row)
    },
    mails: (limit) => newest.all(limit).map(toMail),
    mailsOpen: () => open.get() ?? 0,
    mailsDue: (now, limit) => due.all(now, limit).map(toMail),
    nextMailAt: () => next.get() ?? undefined,
  }
}

export function writeMails(db: Connection): MailWrites & { recoverMails(): void } {
  const forgetAccount = db.prepare('DELETE FROM mail_account')
  const saveAccount = db.prepare<[string, number, string, string, string]>(`INSERT INTO mail_account (only_one, host, port, security, username, sender, revision) VALUES (1, ?, ?, ?, ?, ?, 1)
    ON CONFLICT (only_one) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security, username = excluded.username, sender = excluded.sender, revision = revision + 1`)
  const insert = db.prepare<[string, string, string, number, number, string]>(`INSERT INTO mail (id, sale_id, number, state, attempts, asked_at, due_at, address) VALUES (?, ?, ?, 'waiting', 0, ?, ?, ?)`)
  const start = db.prepare<[string]>(`UPDATE mail SET state = 'sending', attempts = attempts + 1 WHERE id = ? AND state = 'waiting'`)
  const end = db.prepare<{ readonly id: string; readonly state: string; readonly at: number | null; readonly dueAt: number | null; readonly fault: string | null; readonly answer: number | null }>(
    `UPDATE mail SET state = @state, ended_at = @at, due_at = coalesce(@dueAt, due_at), fault = @fault, answer = @answer, address = CASE WHEN @state IN ('sent', 'dropped') THEN NULL ELSE address END WHERE id = @id`,
  )
  const recover = db.prepare(`UPDATE mail SET state = 'waiting' WHERE state = 'sending'`)
  const doubt = db.prepare<[number]>(`UPDATE mail SET state = 'refused', fault = 'restored', answer = NULL, ended_at = ? WHERE state IN ('waiting', 'sending')`)
  const drop = db.prepare<[number]>(`UPDATE mail SET state = 'dropped', address = NULL WHERE state = 'refused' AND ended_at < ?`)
  const forget = db.prepare<[number]>(`DELETE FROM mail WHERE state IN ('sent', 'dropped') AND ended_at < ?`)

  /**
   * A row that changes leaves its old bytes in the page, and with them the address, for anybody with the file to read. Only
   * here: for sales it would be work for nothing. What the log (WAL) still holds goes when it is folded in and written over.
   */
  function wiped(act: () => void): void {
    const before: unknown = db.pragma('secure_delete', { simple: true })
    db.pragma('secure_delete = ON')
    try {
      act()
    } finally {
      db.pragma(`secure_delete = ${before === 1 ? 'ON' : before === 2 ? 'FAST' : 'OFF'}`)
    }
  }

  return {
    saveMailAccount(account) {
      if (account === undefined) forgetAccount.run()
      else saveAccount.run(account.host, account.port, account.security, account.username, account.sender)
    },
    queueMail({ id, saleId, number, askedAt, address }) {
      insert.run(id, saleId, number, askedAt, askedAt, address)
    },
    mailStarted(id) {
      wiped(() => {
        if (start.run(id).changes !== 1) throw new Error(`mail ${id} does not wait`)
      })
    },
    mailEnded(id, { state, at, dueAt, fault, answer }) {
      wiped(() => {
        if (end.run({ id, state, at: state === 'waiting' ? null : at, dueAt: dueAt ?? null, fault: fault ?? null, answer: answer ?? null }).changes !== 1) throw new Error(`no mail ${id}`)
      })
    },
    doubtMails(at) {
      wiped(() => doubt.run(at))
    },
    sweepMails(before) {
      wiped(() => {
        forget.run(before)
        drop.run(before)
      })
    },
    /** At start: what was being sent when the last run ended may have gone out, and goes again under the same Message-ID. */
    recoverMails() {
      wiped(() => recover.run())
    },
  }
}

import { mailBackOffMs, type MailOutcome } from '../../domain/mail/index.ts'
import { type MailAccount, type MailEnd, type QueuedMail } from '../../db/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type LogEvent } from '../log.ts'
import { receiptFileName, receiptHtml, receiptText } from './receipt-html.ts'
import { type OutgoingMail, type SendMail } from './smtp.ts'

/** A mail that is to go now, with its paper. Without one it is a mail of a receipt that is not here. */
export interface DueMail extends QueuedMail {
  readonly address: string
  readonly document?: ReceiptDocument
  readonly title: string
}

/** What the mailer needs of the core; `Core.internal` fits it. A rejection is a core that stopped. */
export interface MailSource {
  mailsDue(asked: { readonly now: number; readonly limit: number }): Promise<{ readonly due: readonly DueMail[]; readonly nextAt?: number }>
  mailAccount(): Promise<(MailAccount & { readonly revision: number; readonly password: string }) | undefined>
  mailStarted(id: string): Promise<void>
  mailEnded(id: string, end: MailEnd): Promise<void>
}

export interface MailerOptions {
  readonly source: MailSource
  readonly send: SendMail
  readonly clock: () => number
  readonly after: (milliseconds: number, run: () => void) => () => void
  /** In [0, 1). */
  readonly random: () => number
  /** Codes and ids, never an address. */
  readonly log: (event: LogEvent, facts: Readonly<Record<string, string | number>>) => void
}

export interface Mailer {
  /** There may be work. Cheap; during a back-off nothing. */
  wake(): void
  /** Somebody changed the settings or asked for another try: now, whatever the last answer was. */
  kick(): void
  /** Begins nothing more and waits for the mail in hand. */
  close(): Promise<void>
}

const batch = 8
/** A look at the queue may wait so long: it is nobody's at the counter. */
const wakeMs = 200
/** The core did not answer: it is being restarted, or has ended. */
const coreMs = 5_000

export function messageFor({ id, address, document, title, number, askedAt }: DueMail): OutgoingMail | undefined {
  if (document === undefined) return undefined
  const html = receiptHtml(document, title)
  return { id, to: address, subject: title, text: receiptText(document), html, file: { name: receiptFileName(number), content: html }, at: askedAt }
}

/**
 * Sends what is queued, one after another, for as long as it lives; selling knows nothing of it. A mail is noted as begun before
 * its first byte leaves and as sent after the server took it: killed in between, it goes again under the same Message-ID, and
 * nothing at this end can tell whether the first one arrived.
 */
export function startMailer({ source, send, clock, after, random, log }: MailerOptions): Mailer {
  let running: Promise<void> | undefined
  let again = false
  let closed = false
  let failures = 0
  /** The settings of this revision are of no use: nothing is tried until they change or somebody says so. */
  let stoppedAt: number | undefined
  let heldUntil = 0
  let cancel = (): void => undefined

  function endOf(mail: DueMail, outcome: MailOutcome): MailEnd {
    const at = clock()
    if (outcome.kind === 'sent') return { state: 'sent', at }
    const said = { fault: outcome.fault, ...(outcome.answer === undefined ? {} : { answer: outcome.answer }) }
    if (outcome.kind === 'refused') return { state: 'refused', at, ...said }
    // Its own wait is its own fault's; where the server is away all of them wait for it, and go when it is back.
    const dueAt = outcome.kind === 'later' && outcome.scope === 'mail' ? at + mailBackOffMs(mail.attempts + 1, random) : at
    return { state: 'waiting', at, dueAt, ...said }
  }

  /** When to look again, in ms; undefined: when woken. */
  async function pass(): Promise<number | undefined> {
    const { due, nextAt } = await source.mailsDue({ now: clock(), limit: batch })
    if (due.length === 0) return nextAt === undefined ? undefined : Math.max(0, nextAt - clock())
    const account = await source.mailAccount()
    if (account === undefined || account.revision === stoppedAt) return undefined
    for (const mail of due) {
      if (closed) return undefined
      const message = messageFor(mail)
      if (message === undefined) {
        await source.mailEnded(mail.id, { state: 'dropped', at: clock() })
        continue
      }
      await source.mailStarted(mail.id)
      const outcome = await send(account, message)
      await source.mailEnded(mail.id, endOf(mail, outcome))
      if (outcome.kind !== 'sent') log('mail.failed', { mail: mail.id, fault: outcome.fault, ...(outcome.answer === undefined ? {} : { answer: outcome.answer }) })
      if (outcome.kind === 'stopped') {
        stoppedAt = account.revision
        return undefined
      }
      if (outcome.kind === 'later' && outcome.scope === 'server') {
        failures += 1
        const wait = mailBackOffMs(failures, random)
        heldUntil = clock() + wait
        return wait
      }
      failures = 0
    }
    return 0
  }

  function look(): void {
    if (closed || running !== undefined) {
      again = true
      return
    }
    cancel()
    again = false
    running = pass()
      .catch((): number => {
        log('mail.core', {})
        return coreMs
      })
      .then((wait) => {
        running = undefined
        if (closed) return
        if (wait !== undefined) cancel = after(wait, look)
        else if (again) wake()
      })
  }

  function wake(): void {
    if (closed) return
    if (running !== undefined) {
      again = true
      return
    }
    cancel()
    cancel = after(Math.max(wakeMs, heldUntil - clock()), look)
  }

  wake()
  return {
    wake,
    kick() {
      failures = 0
      heldUntil = 0
      stoppedAt = undefined
      wake()
    },
    async close() {
      closed = true
      cancel()
      await running
    },
  }
}

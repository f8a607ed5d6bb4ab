import { z } from 'zod'
import { longestAddress, mailFaults, mailSecurities } from '../../domain/mail/index.ts'
import { command, query } from './define.ts'

export { longestAddress as longestMailAddress, mailSecurities, type MailSecurity } from '../../domain/mail/index.ts'

const saleId = z.string().max(64)
const mailId = z.string().max(64)
/** As it was typed: what is no address is told as that, and not as a request that nobody understands. */
const typedAddress = z.string().max(longestAddress * 2)

/** A mail that was asked for. Whose it is nobody reads here: its address is masked, and gone once it is sent. */
export const mailView = z.strictObject({
  id: z.string(),
  saleId: z.string(),
  number: z.string(),
  state: z.enum(['waiting', 'sending', 'sent', 'refused', 'dropped']),
  to: z.exactOptional(z.string()),
  attempts: z.int(),
  askedAt: z.int(),
  /** Of one that waits: not before. */
  dueAt: z.exactOptional(z.int()),
  fault: z.exactOptional(z.enum(mailFaults)),
  /** What the server said, as its number. */
  answer: z.exactOptional(z.int()),
})
export type MailView = z.infer<typeof mailView>

export const mailsView = z.strictObject({
  /** Whether a server is set: without one what is asked for waits. */
  isSetUp: z.boolean(),
  open: z.int(),
  /** Newest first. */
  mails: z.array(mailView),
})
export type MailsView = z.infer<typeof mailsView>

export const mails = query('mails', { who: 'sell', input: z.strictObject({}), output: mailsView })

/**
 * Queues a receipt for an address, on disk and without waiting for any server. The journal says that a mail of this receipt was asked
 * for, and not to whom. Refuses `mail.badAddress`, `mail.notSetUp` and `sale.unknown`.
 */
export const mailReceipt = command('mail-receipt', { who: 'sell', input: z.strictObject({ saleId, to: typedAddress }), output: mailView })
/** Now, whatever the last answer was. Refuses `mail.unknown`, also for one that is gone. */
export const retryMail = command('retry-mail', { who: 'sell', input: z.strictObject({ mailId }), output: mailsView })
/** Never: its address goes at once. What was handed to a server is not taken back. */
export const dropMail = command('drop-mail', { who: 'sell', input: z.strictObject({ mailId }), output: mailsView })

const account = {
  host: z.string().max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(mailSecurities),
  username: z.string().max(254),
  sender: z.string().max(longestAddress),
}
/** `hasPassword`: one is kept; which, nobody is told. Absent fields: nothing is set. */
export const mailAccountView = z.strictObject({ account: z.exactOptional(z.strictObject(account)), hasPassword: z.boolean() })
export type MailAccountView = z.infer<typeof mailAccountView>

export const mailAccount = query('mail-account', { who: 'setStore', input: z.strictObject({}), output: mailAccountView })
/**
 * Without `account`: no mail from here on. `password` absent: the one that is kept stays, as long as host and user do. Refuses
 * `mail.badAccount` {field}: a password over an open line, too.
 */
export const setMail = command('set-mail', { who: 'setStore', input: z.strictObject({ account: z.exactOptional(z.strictObject(account)), password: z.exactOptional(z.string().max(256)) }), output: mailAccountView })
/** Sends one at once, with what is kept. Refuses `mail.failed` {fault, answer}. */
export const testMail = command('test-mail', { who: 'setStore', input: z.strictObject({ to: typedAddress, language: z.string().max(35) }), output: z.strictObject({}) })

/** A receipt as one file for whoever wants it: the page hands it over. An entry says that it was. Refuses `sale.unknown`. */
export const receiptFile = command('receipt-file', { who: 'sell', input: z.strictObject({ saleId }), output: z.strictObject({ name: z.string(), html: z.string() }) })

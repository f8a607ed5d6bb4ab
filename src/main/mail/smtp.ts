import type { SendMailOptions } from 'nodemailer'
import { outcomeOfAnswer, type MailOutcome } from '../../domain/mail/index.ts'
import { type MailAccount } from '../../db/index.ts'

/** One mail as it goes out. `id` makes its Message-ID: the same mail sent twice is known by it. */
export interface OutgoingMail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly file?: { readonly name: string; readonly content: string }
  /** Epoch ms. */
  readonly at: number
}

export type SmtpAccount = MailAccount & { readonly password: string }
/** Hands one mail in and says how that ended. Never throws. */
export type SendMail = (account: SmtpAccount, mail: OutgoingMail) => Promise<MailOutcome>

export interface SmtpOptions {
  /** Certificates to trust besides the system's, PEM. */
  readonly ca?: string
  /** For each of: connecting, the greeting, a silence in the middle. */
  readonly patienceMs?: number
}

const certificateCodes = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY))/

interface SmtpError {
  readonly code?: unknown
  readonly responseCode?: unknown
  readonly command?: unknown
  readonly cause?: unknown
  readonly message?: unknown
}

/** What an error of the mail library comes to. Its sentences quote addresses and are read by nobody but here. */
export function outcomeOfError(error: unknown): MailOutcome {
  const { code, responseCode, message } = (typeof error === 'object' && error !== null ? error : {}) as SmtpError
  const answer = typeof responseCode === 'number' ? responseCode : undefined
  const said = answer === undefined ? {} : { answer }
  const words = typeof message === 'string' ? message : ''
  if (code === 'EAUTH') {
    // "Try later" is no word about the password (454, 421).
    if (answer !== undefined && answer < 500) return { kind: 'later', scope: 'server', fault: 'later', answer }
    return { kind: 'stopped', fault: 'auth', ...said }
  }
  if ((typeof code === 'string' && certificateCodes.test(code)) || /self[- ]signed|certificate/i.test(words)) return { kind: 'later', scope: 'server', fault: 'certificate' }
  if (code === 'ETLS') return { kind: 'later', scope: 'server', fault: 'noTls', ...said }
  const answered = answer === undefined ? undefined : outcomeOfAnswer(answer)
  // What it said about this mail is about this mail; what it said in its greeting is about everybody.
  if (answered !== undefined && (code === 'EENVELOPE' || code === 'EMESSAGE')) return answered
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'refused', fault: 'refused', ...said }
  return { kind: 'later', scope: 'server', fault: 'unreachable', ...said }
}

/** Sends by SMTP, a connection for each mail. A password leaves only over a closed line. */
export function smtpSender({ ca, patienceMs = 20_000 }: SmtpOptions = {}): SendMail {
  return async (account, mail) => {
    const { host, port, security, username, password, sender } = account
    try {
      // At the first mail: most tills send none, and the tests' old shell is older than the library wants.
      const { createTransport } = await import('nodemailer')
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        ...(username === '' || security === 'none' ? {} : { auth: { user: username, pass: password } }),
        tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
        connectionTimeout: patienceMs,
        greetingTimeout: patienceMs,
        socketTimeout: patienceMs,
        // A receipt is text that we made: nothing in it may make the library read a file or a page.
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      try {
        await transport.sendMail(messageOf(sender, mail))
        return { kind: 'sent' }
      } finally {
        transport.close()
      }
    } catch (error) {
      return outcomeOfError(error)
    }
  }
}

function messageOf(sender: string, { id, to, subject, text, html, file, at }: OutgoingMail): SendMailOptions {
  return {
    messageId: `<${id}@${sender.slice(sender.lastIndexOf('@') + 1)}>`,
    date: new Date(at),
    from: sender,
    to,
    subject,
    text,
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(html === undefined ? {} : { html }),
    ...(file === undefined ? {} : { attachments: [{ filename: file.name, content: file.content, contentType: 'text/html; charset=utf-8' }] }),
  }
}

import { type MailAccountView, type MailSecurity, type MailsView } from '../../contracts/ipc/index.ts'

export interface MailDraft {
  readonly host: string
  readonly port: string
  readonly security: MailSecurity
  readonly username: string
  /** Empty: the one that is kept stays. Never shown, and gone once it is saved. */
  readonly password: string
  readonly sender: string
  /** Whom a test goes to. */
  readonly to: string
}

/** Mail: where it is handed in, and what waits, went and came to nothing. */
export interface MailWork {
  readonly kind: 'mail'
  /** Undefined until the core answered; `refused` to whoever may not change the store. */
  readonly view: MailAccountView | 'refused' | undefined
  readonly draft: MailDraft
  readonly mails: MailsView | undefined
  readonly saving: boolean
}

/** What each way of closing the line is usually offered at. */
export const usualPort: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' }

export const emptyMail: MailDraft = { host: '', port: usualPort.tls, security: 'tls', username: '', password: '', sender: '', to: '' }

export function draftOf({ account }: MailAccountView): MailDraft {
  return account === undefined ? emptyMail : { ...emptyMail, ...account, port: String(account.port) }
}

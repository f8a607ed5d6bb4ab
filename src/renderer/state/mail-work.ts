import { type MailAccountView, type MailSecurity, type MailsView, type MailView } from '../../contracts/ipc/index.ts'

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
  /** The mail that the arrow keys stand on, by its id: the list is asked for again and again, and grows at the top. */
  readonly chosen: string | undefined
  readonly saving: boolean
}

/** Where something can still be done about it. */
export function isOpenMail({ state }: Pick<MailView, 'state'>): boolean {
  return state === 'waiting' || state === 'refused'
}

/** What a key means: the chosen one, or the only one that is open. */
export function mailInHand({ mails, chosen }: Pick<MailWork, 'mails' | 'chosen'>): MailView | undefined {
  const open = (mails?.mails ?? []).filter(isOpenMail)
  return open.find(({ id }) => id === chosen) ?? (chosen === undefined && open.length === 1 ? open[0] : undefined)
}

/** What each way of closing the line is usually offered at. */
export const usualPort: Readonly<Record<MailSecurity, string>> = { tls: '465', starttls: '587', none: '25' }

export const emptyMail: MailDraft = { host: '', port: usualPort.tls, security: 'tls', username: '', password: '', sender: '', to: '' }

export function draftOf({ account }: MailAccountView): MailDraft {
  return account === undefined ? emptyMail : { ...emptyMail, ...account, port: String(account.port) }
}

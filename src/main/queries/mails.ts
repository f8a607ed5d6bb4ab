import { type MailAccountView, type MailsView, type MailView } from '../../contracts/ipc/index.ts'
import { type QueuedMail, type RegisterReader } from '../../db/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { maskedAddress } from '../../domain/mail/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { type KeyedCheck } from '../../domain/refund/index.ts'
import { receiptWords } from '../words/index.ts'
import { type QueryContext } from './query-context.ts'
import { receiptOfSale } from './receipt-of-sale.ts'

const shown = 50

export function mailViewOf({ id, saleId, number, state, attempts, askedAt, dueAt, fault, answer, address }: QueuedMail): MailView {
  return {
    id, saleId, number, state, attempts, askedAt,
    ...(state === 'waiting' ? { dueAt } : {}), ...(address === undefined ? {} : { to: maskedAddress(address) }), ...(fault === undefined ? {} : { fault }), ...(answer === undefined ? {} : { answer }),
  }
}

export function mailsViewOf(reader: RegisterReader): MailsView {
  return { isSetUp: reader.mailAccount() !== undefined, open: reader.mailsOpen(), mails: reader.mails(shown).map(mailViewOf) }
}

export function mails({ reader }: QueryContext): Result<MailsView> {
  return accept(mailsViewOf(reader))
}

/** Without the secrets file nobody knows here whether there is a password: whoever has a user had to give one. */
export function mailAccountViewOf(reader: RegisterReader): MailAccountView {
  const kept = reader.mailAccount()
  if (kept === undefined) return { hasPassword: false }
  const { revision: _revision, ...account } = kept
  return { account, hasPassword: account.username !== '' }
}

export function mailAccount({ reader }: QueryContext): Result<MailAccountView> {
  return accept(mailAccountViewOf(reader))
}

/** A receipt as it leaves the shop, and what it is called there. */
export function receiptToSend(reader: RegisterReader, saleId: string, number: string, chainCheck?: KeyedCheck): { readonly title: string; readonly document?: ReceiptDocument } {
  const document = receiptOfSale(reader, saleId, receiptWords, [], chainCheck)
  const { storeName, language } = reader.facts()
  const title = `${receiptWords(document?.language ?? language).receipt} ${number} - ${storeName}`
  return document === undefined ? { title } : { title, document }
}

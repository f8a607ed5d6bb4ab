import { type Input, type MailAccountView, type MailsView, type MailView } from '../../contracts/ipc/index.ts'
import { type MailEnd, type Moment, type QueuedMail, type RegisterWriter } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { isMailHost, mailAddress } from '../../domain/mail/index.ts'
import { type ReceiptDocument } from '../../domain/receipt/index.ts'
import { documentView, hasRight, mailAccountViewOf, mailsViewOf, mailViewOf, receiptToSend } from '../queries/index.ts'
import { businessDateAt, sellingOperator, type CommandContext } from './command-context.ts'
import { appendAct } from './shift-context.ts'

/** What ended is listed so long; a refused mail that nobody saw to is dropped then, and its address with it. */
const keptMs = 30 * 86_400_000

/** Queued on disk and nothing more: selling waits for no server. The entry names the receipt, and never to whom. */
export function mailReceipt(context: CommandContext, { saleId, to }: Input<'mail-receipt'>): Result<MailView> {
  const { database, request } = context
  return database.unitOfWork((): Result<MailView> => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    // The request's own id names it: asked again, it is the same mail.
    const seen = database.mailById(request)
    if (seen !== undefined) return accept(mailViewOf(seen))
    const document = documentView(database, saleId)
    if (document === undefined) return refuse('sale.unknown')
    const address = mailAddress(to)
    if (address === undefined) return refuse('mail.badAddress')
    if (database.mailAccount() === undefined) return refuse('mail.notSetUp')
    const moment = context.moment()
    database.queueMail({ id: request, saleId, number: document.number, askedAt: moment.at, address })
    appendAct(context, moment, 'mail.asked', { operator: operator.value }, { mailId: request, saleId, number: document.number })
    const queued = database.mailById(request)
    return queued === undefined ? refuse('mail.unknown') : accept(mailViewOf(queued))
  })
}

function changeMail(context: CommandContext, mailId: string, change: (mail: QueuedMail, moment: Moment) => void): Result<MailsView> {
  const { database } = context
  return database.unitOfWork((): Result<MailsView> => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const mail = database.mailById(mailId)
    if (mail === undefined || mail.state === 'sent' || mail.state === 'dropped') return refuse('mail.unknown')
    // In the middle of it nobody knows how it ends, and it ends by itself.
    if (mail.state !== 'sending') change(mail, context.moment())
    return accept(mailsViewOf(database))
  })
}

export function retryMail(context: CommandContext, { mailId }: Input<'retry-mail'>): Result<MailsView> {
  return changeMail(context, mailId, (_mail, { at }) => context.database.mailEnded(mailId, { state: 'waiting', at, dueAt: at }))
}

export function dropMail(context: CommandContext, { mailId }: Input<'drop-mail'>): Result<MailsView> {
  return changeMail(context, mailId, ({ number, saleId }, moment) => {
    const operator = sellingOperator(context)
    if (!operator.ok) return
    context.database.mailEnded(mailId, { state: 'dropped', at: moment.at })
    appendAct(context, moment, 'mail.dropped', { operator: operator.value }, { mailId, saleId, number })
  })
}

type BySystem = Pick<CommandContext, 'database' | 'moment'>

/** What became of one: an entry where it is over, and by nobody who is signed on. */
export function mailEnded(context: BySystem, { id, end }: { readonly id: string; readonly end: MailEnd }): Result<undefined> {
  const { database } = context
  return database.unitOfWork((): Result<undefined> => {
    const mail = database.mailById(id)
    // Dropped meanwhile: its word counts.
    if (mail === undefined || mail.state === 'dropped') return accept(undefined)
    database.mailEnded(id, end)
    database.sweepMails(end.at - keptMs)
    if (end.state === 'waiting') return accept(undefined)
    const moment = context.moment()
    const { saleId, number } = mail
    database.append(moment, {
      type: `mail.${end.state}`,
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: 'system',
      body: { mailId: id, saleId, number, ...(end.answer === undefined ? {} : { answer: end.answer }) },
    })
    return accept(undefined)
  })
}

export interface MailKeeper {
  /** '' forgets it. */
  readonly keepMailPassword: (password: string) => void
  readonly mailPassword: () => string
}

type Setting = Pick<CommandContext, 'database' | 'moment' | 'seat' | 'request'>

/** Where mail is handed in. The journal says which server and how; user, sender and password are told only as changed. */
export function setMail(context: Setting & MailKeeper, { account, password }: Input<'set-mail'>): Result<MailAccountView> {
  const { database, request } = context
  const before = database.mailAccount()
  const changed = database.unitOfWork((): Result<boolean> => {
    const moment = context.moment()
    const operator = hasRight(database, context.seat, 'setStore', moment)
    if (!operator.ok) return operator
    if (database.requestSeen(request)) return accept(false)
    const wrong = account === undefined ? undefined : wrongField(account, password, before !== undefined && before.host === account.host && before.username === account.username && context.mailPassword() !== '')
    if (wrong !== undefined) return refuse('mail.badAccount', { field: wrong })
    database.saveMailAccount(account === undefined ? undefined : { ...account, sender: mailAddress(account.sender) ?? account.sender })
    const spelt = (one: typeof account): string => (one === undefined ? '' : `${one.host}:${one.port} ${one.security}`)
    database.append(moment, {
      type: 'setting.changed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { setting: 'mail', from: spelt(before), to: spelt(account) },
    })
    database.rememberRequest(request)
    return accept(true)
  })
  if (!changed.ok) return changed
  // After the row: a password without a server is of no use to anybody, and a server without one says so at the first mail.
  if (changed.value && (password !== undefined || account === undefined || account.username === '')) context.keepMailPassword(account === undefined || account.username === '' ? '' : (password ?? ''))
  return accept(mailAccountViewOf(database))
}

/** `kept`: the password that is there is for this user of this server. Another server is not told it. */
function wrongField({ host, security, username, sender }: NonNullable<Input<'set-mail'>['account']>, password: string | undefined, kept: boolean): string | undefined {
  if (!isMailHost(host)) return 'host'
  if (mailAddress(sender) === undefined) return 'sender'
  if (username !== '' && security === 'none') return 'security'
  return username !== '' && (password ?? '') === '' && !kept ? 'password' : undefined
}

/** A receipt that leaves as a file, with an entry: what was given out is on record. */
export function saveReceipt(context: CommandContext, saleId: string): Result<{ readonly number: string; readonly title: string; readonly document: ReceiptDocument }> {
  const { database, request } = context
  return database.unitOfWork((): Result<{ readonly number: string; readonly title: string; readonly document: ReceiptDocument }> => {
    const operator = sellingOperator(context)
    if (!operator.ok) return operator
    const shown = documentView(database, saleId)
    if (shown === undefined) return refuse('sale.unknown')
    const { number } = shown
    const { title, document } = receiptToSend(database, saleId, number, context.chainCheck())
    if (document === undefined) return refuse('sale.unknown')
    if (!database.requestSeen(request)) {
      appendAct(context, context.moment(), 'receipt.saved', { operator: operator.value }, { saleId, number })
      database.rememberRequest(request)
    }
    return accept({ number, title, document })
  })
}

/** Begun, durably, before the first byte leaves. */
export function mailStarted({ database }: { readonly database: RegisterWriter }, id: string): Result<undefined> {
  return database.unitOfWork((): Result<undefined> => {
    database.mailStarted(id)
    return accept(undefined)
  })
}

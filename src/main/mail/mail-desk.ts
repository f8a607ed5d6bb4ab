import { type Input, type Output } from '../../contracts/ipc/index.ts'
import { mailAddress } from '../../domain/mail/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type CoreInternal } from '../core/index.ts'
import { type Mailer } from './mailer.ts'
import { receiptFileName, receiptHtml } from './receipt-html.ts'
import { type SendMail } from './smtp.ts'

export interface MailDeskParts {
  readonly core: Pick<CoreInternal, 'hasRight' | 'setMail' | 'mailAccount' | 'retryMail' | 'saveReceipt'>
  readonly mailer: Pick<Mailer, 'kick'>
  readonly send: SendMail
  readonly now: () => number
  readonly newId: () => string
  /** Of a mail that only says that mail works. */
  readonly words: (language: string) => { readonly subject: string; readonly text: string }
}

interface From {
  readonly seat: string
  readonly request: string
}

/** What is answered about mail and files outside the core, which knows no network. */
export function createMailDesk({ core, mailer, send, now, newId, words }: MailDeskParts) {
  return {
    async setMail(input: Input<'set-mail'>, from: From): Promise<Result<Output<'set-mail'>>> {
      const set = await core.setMail(input, from)
      if (set.ok) mailer.kick()
      return set
    },
    /** At once, and beside the queue: whoever sets it up stands here and waits. Refuses `mail.notSetUp`, `mail.badAddress` and `mail.failed` {fault, answer}. */
    async test({ to, language }: Input<'test-mail'>, { seat }: From): Promise<Result<Output<'test-mail'>>> {
      const allowed = await core.hasRight(seat, 'setStore')
      if (!allowed.ok) return allowed
      const address = mailAddress(to)
      if (address === undefined) return refuse('mail.badAddress')
      const account = await core.mailAccount()
      if (account === undefined) return refuse('mail.notSetUp')
      const { subject, text } = words(language)
      const outcome = await send(account, { id: newId(), to: address, subject, text, at: now() })
      if (outcome.kind !== 'sent') return refuse('mail.failed', { fault: outcome.fault, ...(outcome.answer === undefined ? {} : { answer: outcome.answer }) })
      mailer.kick()
      return accept({})
    },
    async retry({ mailId }: Input<'retry-mail'>, from: From): Promise<Result<Output<'retry-mail'>>> {
      const asked = await core.retryMail(mailId, from)
      if (asked.ok) mailer.kick()
      return asked
    },
    async file({ saleId }: Input<'receipt-file'>, from: From): Promise<Result<Output<'receipt-file'>>> {
      const saved = await core.saveReceipt(saleId, from)
      if (!saved.ok) return saved
      const { number, title, document } = saved.value
      return accept({ name: receiptFileName(number), html: receiptHtml(document, title) })
    },
  }
}

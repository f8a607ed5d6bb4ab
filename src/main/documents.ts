import { type Core } from './core/index.ts'
import { paperDrawer } from './devices/index.ts'
import { type LocalAnswers } from './gateway/index.ts'
import { type Log } from './log.ts'
import { startMail } from './mail/index.ts'
import { createPaperDesk } from './paper-desk.ts'

type Answered = 'template-preview' | 'set-mail' | 'test-mail' | 'retry-mail' | 'receipt-file'

/** What main does of documents beside the core: it draws papers, makes files, and sends mail in the background. */
export function startDocuments(core: Core, log: Log, fonts: string | undefined): { readonly answers: Pick<LocalAnswers, Answered>; close(): Promise<void> } {
  const papers = createPaperDesk({ core: core.internal, draw: paperDrawer(fonts), now: Date.now })
  const { mailer, desk } = startMail(core.internal, log)
  core.on('committed', () => mailer.wake())
  return {
    answers: { 'template-preview': papers.preview, 'set-mail': desk.setMail, 'test-mail': desk.test, 'retry-mail': desk.retry, 'receipt-file': desk.file },
    close: () => mailer.close(),
  }
}

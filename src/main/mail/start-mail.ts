import { randomUUID } from 'node:crypto'
import { type CoreInternal } from '../core/index.ts'
import { type Log } from '../log.ts'
import { testMailWords } from '../words/index.ts'
import { createMailDesk } from './mail-desk.ts'
import { startMailer, type Mailer } from './mailer.ts'
import { smtpSender } from './smtp.ts'

/** Mail over the network and on this machine's clock: the queue's worker, and what the page asks beside the core. */
export function startMail(core: CoreInternal, log: Log): { readonly mailer: Mailer; readonly desk: ReturnType<typeof createMailDesk> } {
  const send = smtpSender()
  const mailer = startMailer({
    source: core,
    send,
    clock: Date.now,
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
    log: (event, facts) => log({ level: 'info', event, facts }),
  })
  return { mailer, desk: createMailDesk({ core, mailer, send, now: Date.now, newId: randomUUID, words: testMailWords }) }
}

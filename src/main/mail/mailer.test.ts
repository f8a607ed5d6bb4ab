import { describe, expect, test, vi } from 'vitest'
import { type MailEnd } from '../../db/index.ts'
import { type MailOutcome } from '../../domain/mail/index.ts'
import { startMailer, type DueMail, type MailSource } from './mailer.ts'
import { type OutgoingMail } from './smtp.ts'

const account = { host: 'h', port: 25, security: 'none', username: '', sender: 'till@shop.example', password: '', revision: 1 } as const
const due = (id: string): DueMail => ({ id, saleId: 's', number: '3-7', state: 'waiting', attempts: 0, askedAt: 0, dueAt: 0, address: `${id}@example.com`, title: 'Receipt 3-7', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Total' }] } })

/** A queue in memory, a clock that a test moves, and a server that answers what it is told. */
function stage(ids: readonly string[], answers: MailOutcome[]) {
  let now = 0
  let kept: typeof account | undefined = account
  let timers: { readonly at: number; readonly run: () => void }[] = []
  const queue = new Map(ids.map((id) => [id, due(id)]))
  const sent: string[] = []
  const notes: string[] = []
  const ends: MailEnd[] = []
  const logged: string[] = []
  const source: MailSource = {
    mailsDue: ({ now: at, limit }) => {
      const open = [...queue.values()].filter(({ state }) => state === 'waiting')
      const nextAt = Math.min(...open.map(({ dueAt }) => dueAt))
      return Promise.resolve({ due: open.filter(({ dueAt }) => dueAt <= at).slice(0, limit), ...(open.length === 0 ? {} : { nextAt }) })
    },
    mailAccount: () => Promise.resolve(kept),
    mailStarted: (id) => {
      notes.push(`start ${id}`)
      return Promise.resolve()
    },
    mailEnded: (id, end) => {
      notes.push(`end ${id} ${end.state}`)
      ends.push(end)
      const mail = queue.get(id)
      if (mail !== undefined) queue.set(id, { ...mail, state: end.state, attempts: mail.attempts + 1, dueAt: end.dueAt ?? mail.dueAt })
      return Promise.resolve()
    },
  }
  const send = (_account: unknown, mail: OutgoingMail): Promise<MailOutcome> => {
    notes.push(`send ${mail.id}`)
    sent.push(mail.id)
    return Promise.resolve(answers.shift() ?? { kind: 'sent' })
  }
  const after = (ms: number, run: () => void): (() => void) => {
    const timer = { at: now + ms, run }
    timers.push(timer)
    return () => void (timers = timers.filter((one) => one !== timer))
  }
  const mailer = startMailer({ source, send, clock: () => now, after, random: () => 0, log: (event, facts) => logged.push(`${event} ${JSON.stringify(facts)}`) })
  /** Moves the clock, runs what is due by then, and lets every promise of it settle. */
  async function pass(ms: number): Promise<void> {
    const until = now + ms
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve))
      const next = timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      timers = timers.filter((one) => one !== next)
      now = Math.max(now, next.at)
      next.run()
    }
    now = until
  }
  return { mailer, sent, notes, ends, logged, pass, setAccount: (next: typeof kept) => (kept = next), timersLeft: () => timers.length }
}

const away: MailOutcome = { kind: 'later', scope: 'server', fault: 'unreachable' }

describe('the mailer', () => {
  test('[MAILER-1] each is noted as begun before it is sent and as sent after it, one after another', async () => {
    const { notes, pass } = stage(['a', 'b'], [])
    await pass(1_000)
    expect(notes).toEqual(['start a', 'send a', 'end a sent', 'start b', 'send b', 'end b sent'])
  })

  test('[MAILER-2] where the server is away one mail asks for all of them, at growing distances, and then all go', async () => {
    const { sent, pass, logged } = stage(['a', 'b'], [away, away, away])
    await pass(200)
    expect(sent).toEqual(['a'])
    await pass(2_400)
    expect(sent).toHaveLength(1)
    await pass(100)
    expect(sent).toHaveLength(2)
    await pass(4_900)
    expect(sent).toHaveLength(2)
    await pass(100)
    expect(sent).toHaveLength(3)
    await pass(10_000)
    expect(sent.slice(3).toSorted()).toEqual(['a', 'b'])
    expect(logged.join()).not.toContain('@')
  })

  test('[MAILER-3] what is told to wait by itself holds up no other', async () => {
    const { sent, notes, pass } = stage(['a', 'b'], [{ kind: 'later', scope: 'mail', fault: 'later', answer: 451 }])
    await pass(1_000)
    expect(notes.slice(2)).toEqual(['end a waiting', 'start b', 'send b', 'end b sent'])
    await pass(2_000)
    expect(sent).toEqual(['a', 'b', 'a'])
  })

  test('[MAILER-4] what is refused is not tried again by itself', async () => {
    const { sent, ends, pass } = stage(['a'], [{ kind: 'refused', fault: 'refused', answer: 550 }])
    await pass(10_000_000)
    expect([sent, ends]).toEqual([['a'], [{ state: 'refused', at: 200, fault: 'refused', answer: 550 }]])
  })

  test('[MAILER-5] a wrong password is tried once, whatever wakes the mailer, until somebody says so or changes it', async () => {
    const { mailer, sent, pass, setAccount } = stage(['a', 'b'], [{ kind: 'stopped', fault: 'auth', answer: 535 }, { kind: 'stopped', fault: 'auth', answer: 535 }])
    await pass(1_000)
    for (let at = 0; at < 50; at += 1) {
      mailer.wake()
      await pass(60_000)
    }
    expect(sent).toEqual(['a'])
    mailer.kick()
    await pass(1_000)
    expect(sent).toEqual(['a', 'a'])
    setAccount({ ...account, revision: 2 as never })
    mailer.wake()
    await pass(1_000)
    expect(sent.slice(2)).toEqual(['a', 'b'])
  })

  test('[MAILER-6] without a server nothing is tried, and a wake during a back-off does not shorten it', async () => {
    const none = stage(['a'], [])
    none.setAccount(undefined)
    await none.pass(100_000)
    expect(none.sent).toEqual([])
    const { mailer, sent, pass } = stage(['a'], [away])
    await pass(200)
    for (let at = 0; at < 5; at += 1) {
      mailer.wake()
      await pass(400)
    }
    expect(sent).toEqual(['a'])
  })

  test('[MAILER-7] closed, it begins nothing more and leaves no timer', async () => {
    const { mailer, sent, pass, timersLeft } = stage(['a'], [away, away])
    await pass(200)
    await mailer.close()
    mailer.wake()
    await pass(1_000_000)
    expect([sent, timersLeft()]).toEqual([['a'], 0])
  })

  test('[MAILER-8] a core that does not answer is asked again', async () => {
    const spy = vi.fn().mockRejectedValueOnce(new Error('stopped')).mockResolvedValue({ due: [] })
    const timers: (() => void)[] = []
    startMailer({ source: { mailsDue: spy, mailAccount: () => Promise.resolve(undefined), mailStarted: () => Promise.resolve(), mailEnded: () => Promise.resolve() }, send: () => Promise.resolve({ kind: 'sent' }), clock: () => 0, after: (_ms, run) => { timers.push(run); return () => undefined }, random: () => 0, log: () => undefined })
    timers.shift()?.()
    await vi.waitFor(() => expect(timers).toHaveLength(1), { timeout: 15_000 })
    timers.shift()?.()
    await vi.waitFor(() => expect(spy).toHaveBeenCalledTimes(2), { timeout: 15_000 })
  })
})

import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { acknowledgement, type Acknowledgement, batchEntries, type BatchRequest, batchTextBytes, problem, quarantineCapability, registerJournalCapability, ownProtocols, commonProtocol, type ProtocolWindow, signatureHeader, storedValueCapability } from '../../contracts/replication/index.ts'
import { GENESIS_HASH } from '../../domain/journal/index.ts'
import { acknowledgementReader } from './acknowledgement-reader.ts'
import { askStoredValue } from './ask-stored-value.ts'
import { clockAhead } from './clock-ahead.ts'
import { buildBatch } from './build-batch.ts'
import { counterFirst } from './counter-first.ts'
import { encodeBody } from './encode-body.ts'
import { enrolRegister } from './enrol.ts'
import { pepperFetcher } from './fetch-pepper.ts'
import { feedPuller } from './pull-feed.ts'
import { contactListener } from './hear-contact.ts'
import { lockListener } from './hear-lock.ts'
import { notTakenListener } from './hear-not-taken.ts'
import { quarantineListener } from './hear-quarantine.ts'
import { dayProver } from './prove-days.ts'
import { recovery, restoredLately } from './recover.ts'
import { refundQuestions } from './refund-questions.ts'
import { endOf, judgeAcknowledgement, type Judgement, type Known } from './judge-acknowledgement.ts'
import { pauses } from './pauses.ts'
import { lookAtHeadOffice } from './look-at-head-office.ts'
import { LineFailed } from './line-fault.ts'
import { type Replicator, type ReplicatorOptions } from './replicator-port.ts'
import { addressAllowed, createTransport, type Reply, type Transport } from './transport.ts'
import { unreadAnswers } from './unread-answers.ts'
import { untilAnswered } from './until-answered.ts'

/** While there is nothing to send: what the screen shows is the age of the last acknowledgement, so there has to be one. */
export const heartbeatMs = 30_000

type Lacking = Extract<Judgement, { readonly kind: 'follow' }>['lacking']

/** What one attempt came to. `again`: there is more to send now; `isCut`: it was there already when the batch was made, and had no room in it. */
type Outcome = { readonly kind: 'acknowledged'; readonly again: boolean; readonly isCut?: boolean } | { readonly kind: 'failed'; readonly retryAfterMs: number } | { readonly kind: 'conflict' } | { readonly kind: 'unenrolled' }

/** Sends the journal up, one batch in flight, for as long as it lives. Never throws; whatever happens out there shows in view(). */
export function startReplicator(options: ReplicatorOptions): Replicator {
  const { source, clock, after, random, log } = options
  const listeners = new Set<(view: ReplicationView) => void>()
  const connect = options.connect ?? ((address: string): Transport => createTransport(address, { clock, after, ...(options.line && { line: options.line }) }))
  let transport = options.headOfficeUrl !== undefined && addressAllowed(options.headOfficeUrl) ? connect(options.headOfficeUrl) : undefined
  let address = options.headOfficeUrl
  let view: ReplicationView = { enrolled: false, state: 'unenrolled', waiting: 0, waitingSales: 0 }
  const fetchPepper = pepperFetcher(source, { clock, log })
  const unread = unreadAnswers(source, { log }, options.program ?? 'unknown')
  const days = dayProver(source, { clock, after, log }, unread)
  const feed = feedPuller(source, { clock, log }, unread)
  const locks = lockListener(source, { log })
  const refusals = notTakenListener(source, { log })
  const contact = contactListener(source, { clock, log })
  const quarantine = quarantineListener(source, { clock, log }, unread)
  let capabilities: readonly string[] = []
  const questions = refundQuestions(source, unread)
  const restored = recovery(source, { log })
  const reader = acknowledgementReader(unread, questions, { log })
  const own = options.protocols ?? ownProtocols
  /** The oldest until head office said what it understands: whoever understands this program at all understands that. */
  let speaking = own.oldest
  /** What head office takes in one batch by its own word, and what was found too large on the way there, which no word changes. */
  let takes: Acknowledgement['takes']
  let passes = { entries: batchEntries, bytes: batchTextBytes }
  const pause = pauses({ after, random }, start)
  /** Of which it is known whether a restored register began it. */
  let toldEpoch = 1
  /** `refused`: head office said 409, which only a person can end. `compared`: our own comparison, which a corrected answer ends. */
  let conflict: 'none' | 'compared' | 'refused' = 'none'
  let running: Promise<void> | undefined
  let wokenMeanwhile = false
  const counter = counterFirst(clock)
  /** Between two batches of a backlog, because somebody is at work. */
  let isPausing = false
  let closed = false

  function show(next: Partial<ReplicationView>): void {
    const shown = { ...view, ...next }
    if (JSON.stringify(shown) === JSON.stringify(view)) return
    view = shown
    for (const listener of listeners) listener(view)
  }

  async function showWaiting(): Promise<void> {
    const [{ entries, sales }, states, words] = await Promise.all([source.waiting(), source.dayStates(clock()), source.headOfficeWords()])
    show({ waiting: entries, waitingSales: sales, days: states.map((state) => ({ ...state, findings: [...state.findings] })), words: { ...words, entries: [...words.entries] } })
  }

  async function attempt(): Promise<Outcome> {
    const [facts, head, cursor] = await Promise.all([source.facts(), source.journalHead(), source.outboxCursor(), showWaiting()])
    // What it has is in the file, and whoever opened that sends it.
    if (facts.moved !== undefined) return { kind: 'unenrolled' }
    if (facts.registerNumber === 0) {
      show({ enrolled: false, state: 'unenrolled' })
      return { kind: 'unenrolled' }
    }
    if (head.epoch !== toldEpoch) {
      const found = await restoredLately(source, head.epoch, clock())
      if (found !== undefined) show({ restored: found })
      toldEpoch = head.epoch
    }
    const there = address
    show({ enrolled: true, notTaken: refusals.standing(facts.notTaken, there), ...(cursor?.acknowledgedAt !== undefined && view.lastAcknowledgedAt === undefined && { lastAcknowledgedAt: cursor.acknowledgedAt }) })
    if (transport === undefined) return failed('no address', 0)
    // An earlier epoch to its end first: a register that was moved or taken back goes on in the next, with the outbox of the one before.
    const epoch = Math.min(cursor?.epoch ?? 1, head.epoch)
    const acknowledgedSeq = cursor?.epoch === epoch ? cursor.seq : 0
    const asked = conflict === 'none' ? await questions.next() : {}
    const standing = epoch === head.epoch ? head : await endOf(source, epoch, facts.left)
    const batch = await buildBatch(source, { register: facts.registerId, head: standing, currentEpoch: head.epoch, acknowledgedSeq, conflict: conflict !== 'none', locked: facts.lockedAndLeft === true, protocol: speaking, takes: { entries: Math.min(passes.entries, takes?.entries ?? batchEntries), bytes: Math.min(passes.bytes, takes?.bytes ?? batchTextBytes) }, ...asked })
    // The first attempt of all, or one with entries: otherwise a heartbeat would make the screen flicker every 30 s.
    if (conflict === 'none' && pause.failures() === 0 && (batch.entries.length > 0 || view.state === 'unenrolled')) show({ state: 'sending' })
    const door = transport
    const reply = await post(door, batch)
    show({ line: undefined })
    const known: Known = { instance: cursor?.instance, left: facts.left }
    const heard = async (): Promise<void> => show({ notTaken: await refusals.hear(there, reply) })
    if (reply.status === 200) return heard().then(() => follow(door, batch, reply, known, acknowledgedSeq))
    return refused(door, reply, batch, known, acknowledgedSeq, heard)
  }

  async function post(door: Transport, batch: BatchRequest): Promise<Reply> {
    const text = JSON.stringify(batch)
    const [signature, body] = await Promise.all([source.sign(text), encodeBody(text, capabilities)])
    const headers = { [signatureHeader]: signature, ...(body.encoding !== undefined && { 'content-encoding': body.encoding }) }
    return door.post(`/v1/registers/${batch.register}/batches`, headers, body.bytes)
  }

  async function follow(door: Transport, batch: BatchRequest, reply: Reply, known: Known, acknowledgedSeq: number): Promise<Outcome> {
    const answer = acknowledgement.safeParse(reply.body)
    if (!answer.success) {
      await unread.keep('acknowledgement', reply.body === undefined ? 'no-json' : 'shape-unknown', reply.body, reply.text)
      await showWaiting()
      return failed('answer unreadable', reply.retryAfterMs)
    }
    await locks.hear(answer.data)
    capabilities = answer.data.capabilities
    takes = answer.data.takes
    speak(answer.data.protocols)
    const judgement = await judgeAcknowledgement(source, batch.epoch, answer.data, known)
    if (judgement.kind === 'unrelated') return failed('answer of another epoch', reply.retryAfterMs)
    if (judgement.kind === 'conflict') return contradicted(door, 'compared', judgement.reason, answer.data)
    // Where a register can find out by itself, head office standing on our own chain again ends it: it was restored, or what it refused came late.
    if (conflict === 'refused' && !capabilities.includes(registerJournalCapability)) return { kind: 'conflict' }
    const end = await endOf(source, batch.epoch, known.left)
    // Of an epoch that was left head office may have more than this register ever had.
    const reached = end.isLeft && answer.data.seq > end.seq ? { ...answer.data, seq: end.seq, hash: end.hash } : answer.data
    await move(reached, known.instance, acknowledgedSeq)
    await contact.heard(pause.failures() > 0 || conflict !== 'none')
    conflict = 'none'
    show({ twin: answer.data.twin })
    await reader.followed(reply.body, answer.data)
    // A word about a refund that can not be kept now is asked for again: it must not hold up the sales.
    await questions.hear(answer.data.refunds ?? []).catch(() => log('replication.refunds-unheard'))
    // Sent something and got nowhere: asking again at once would only be a busy loop.
    if (batch.entries.length > 0 && reached.seq === acknowledgedSeq) return failed('no progress', reply.retryAfterMs)
    const more = await moreToSend(reached, known, judgement.lacking)
    const taken = more ? 'nothing' : await takeOver(door, answer.data)
    if (taken === 'differs') return contradicted(door, 'compared', taken, answer.data)
    const again = more || taken === 'some'
    pause.forget()
    show({ state: again ? 'sending' : 'healthy', lastAcknowledgedAt: clock(), clockAheadSeconds: clockAhead(clock(), reply.answeredAt) })
    await showWaiting()
    // A backlog goes first: this is for the next person who signs on, and every sale is somebody's money.
    if (again) return { kind: 'acknowledged', again, isCut: (batch.upTo ?? 0) > reached.seq }
    await fetchPepper(door, batch.register, answer.data)
    const news = await quarantine.hear(door, batch.register, answer.data)
    if (news) days.lookAgain()
    if ((await days.prove(door, batch.register, answer.data)) || news) await showWaiting()
    if (await feed.pull(door, batch.register, answer.data, () => !wokenMeanwhile && !closed)) await showWaiting().then(() => show({ fed: (view.fed ?? 0) + 1 }))
    return { kind: 'acknowledged', again }
  }

  /**
   * Whether there is more to send now. At the end of an earlier epoch the cursor goes to the beginning of the next. Another database
   * at head office may lack any of them: then from the first on each is asked about, and what is there is acknowledged at once.
   */
  async function moreToSend({ epoch, seq, instance }: Acknowledgement, known: Known, lacking: Lacking | undefined): Promise<boolean> {
    const head = await source.journalHead()
    const first = known.instance !== undefined && known.instance !== instance && epoch > 1 ? { epoch: 1, seq: 0, hash: GENESIS_HASH } : lacking
    if (first !== undefined) {
      log('replication.backwards', { from: epoch, to: first.epoch })
      await days.wentBack()
      await source.moveOutboxCursor({ ...first, instance, acknowledgedAt: clock() })
      return true
    }
    if (epoch === head.epoch) return head.seq > seq
    const end = await endOf(source, epoch, known.left)
    if (seq >= end.seq) await source.moveOutboxCursor({ epoch: epoch + 1, seq: 0, hash: GENESIS_HASH, instance, acknowledgedAt: clock() })
    return true
  }

  /** REP-6: to the acknowledged seq, whatever the direction. A heartbeat's answer that changes nothing is not worth a write. */
  async function move(answer: Acknowledgement, instance: string | undefined, acknowledgedSeq: number): Promise<void> {
    if (answer.seq === acknowledgedSeq && answer.instance === instance) return
    if (answer.seq < acknowledgedSeq) {
      log('replication.backwards', { from: acknowledgedSeq, to: answer.seq })
      await days.wentBack()
    }
    const { epoch, seq, hash } = answer
    await source.moveOutboxCursor({ epoch, seq, hash, instance: answer.instance, acknowledgedAt: clock() })
  }

  /** What only head office has of epochs that were left is this register's own: without it its books would lack sales. */
  async function takeOver(door: Transport, asked: Acknowledgement): ReturnType<typeof restored.takeOver> {
    try {
      return await restored.takeOver(door, asked)
    } catch {
      log('replication.restore-missed')
      return 'nothing'
    }
  }

  /** Another history than ours: a register that was restored goes on in an epoch of its own, and selling never waits for that. */
  async function contradicted(door: Transport, by: 'compared' | 'refused', reason: string, held: Acknowledgement): Promise<Outcome> {
    const outcome = inConflict(by, reason, held)
    if (reason === 'broken' || closed) return outcome
    try {
      const found = await restored.recover(door, held)
      // One bent or mistaken answer stopped a register until its next heartbeat, and raised an alarm of a clone at head office.
      if (found === 'agrees' && by === 'compared') {
        conflict = 'none'
        return failed('an answer that its books do not bear out', 0)
      }
      if (found !== 'goneOn') return outcome
    } catch {
      log('replication.restore-missed')
      return outcome
    }
    conflict = 'none'
    await takeOver(door, held)
    await showWaiting()
    return { kind: 'acknowledged', again: true }
  }

  async function refused(door: Transport, reply: Reply, { epoch }: BatchRequest, known: Known, acknowledgedSeq: number, heard: () => Promise<void>): Promise<Outcome> {
    const said = problem.safeParse(reply.body)
    const slug = said.success ? said.data.type.replace('/problems/', '') : 'none'
    await locks.hear(said.data?.acknowledgement ?? { locked: said.data?.locked, capabilities: [] })
    await heard()
    if (reply.status === 409 && slug === 'epoch-left' && said.data?.acknowledgement !== undefined) {
      const { acknowledgement: held, goOn } = said.data
      // Another history here, too: this file is older than what its register wrote since. The same one, up to its end: then there may be two.
      const { kind } = await judgeAcknowledgement(source, epoch, held, known)
      if (kind === 'unrelated') return failed('answer of another epoch', reply.retryAfterMs)
      if (goOn === true || kind === 'conflict') return contradicted(door, 'refused', slug, held)
      // An answer to an earlier batch may have been lost: head office sees two only where this one stands at the end of what it has.
      await move(held, known.instance, acknowledgedSeq)
      show({ twin: 'open' })
      return inConflict('refused', slug, held)
    }
    if (reply.status === 409 && slug === 'chain-conflict') {
      const held = said.data?.acknowledgement
      return held === undefined ? inConflict('refused', slug, held) : contradicted(door, 'refused', slug, held)
    }
    if (reply.status === 426 && said.success) {
      const before = speaking
      speak(said.data.protocols)
      if (speaking !== before) return { kind: 'acknowledged', again: true }
    }
    // It no longer reads what it named: plain bytes are always understood.
    if (reply.status === 415) capabilities = []
    // What it named was more than it, or a proxy in front of it, lets through.
    if (reply.status === 413) passes = { entries: Math.max(1, Math.floor(Math.min(passes.entries, takes?.entries ?? batchEntries) / 2)), bytes: Math.max(1, Math.floor(Math.min(passes.bytes, takes?.bytes ?? batchTextBytes) / 2)) }
    return failed(`${reply.status} ${slug}`, reply.retryAfterMs)
  }

  /** The newest that both understand. Where there is none it says who has to be updated, sells on and asks again: whoever is older is updated one day. */
  function speak(theirs: ProtocolWindow | undefined): void {
    const common = theirs === undefined ? own.oldest : commonProtocol(own, theirs)
    if (typeof common === 'number') speaking = common
    show({ update: common === 'own is older' ? 'till' : common === 'other is older' ? 'headOffice' : undefined })
  }

  function inConflict(by: 'compared' | 'refused', reason: string, held: Acknowledgement | undefined): Outcome {
    if (conflict !== 'refused') conflict = by
    pause.forget()
    log('replication.conflict', { reason, ...(held !== undefined && { epoch: held.epoch, seq: held.seq }) })
    show({ state: 'conflict' })
    return { kind: 'conflict' }
  }

  function failed(reason: string, retryAfterMs: number): Outcome {
    log('replication.failed', { reason, failures: pause.failures() + 1 })
    if (conflict === 'none') show({ state: 'offline' })
    return { kind: 'failed', retryAfterMs }
  }

  function notSent(cause: unknown): Outcome {
    const fault = cause instanceof LineFailed ? cause.fault : undefined
    // Head office's clock said so, or this one shows less than when it was last heard.
    const isClockWrong = view.clockAheadSeconds !== undefined || clock() < (view.lastAcknowledgedAt ?? 0)
    show({ line: fault && { fault, ...('on' in fault && isClockWrong && { clockWrong: true }) } })
    return failed(cause instanceof Error ? cause.message : 'unknown', 0)
  }

  function start(): void {
    if (closed || running !== undefined) return
    pause.begin()
    isPausing = false
    wokenMeanwhile = false
    running = attempt()
      .catch(notSent)
      .then((outcome) => {
        running = undefined
        if (!closed) schedule(outcome)
      })
  }

  function schedule(outcome: Outcome): void {
    if (outcome.kind === 'failed') return pause.backOff(outcome.retryAfterMs)
    if (outcome.kind === 'acknowledged' && outcome.isCut === true && counter.pause() > 0) {
      isPausing = true
      return pause.rest(counter.pause())
    }
    const isNow = outcome.kind === 'unenrolled' ? wokenMeanwhile : outcome.kind === 'acknowledged' && (outcome.again || wokenMeanwhile)
    pause.rest(isNow || outcome.kind === 'unenrolled' ? undefined : heartbeatMs)
    if (isNow) start()
  }

  function goTo(url: string): void {
    if (closed) return
    pause.end()
    const before = transport
    transport = connect(url)
    address = url
    pause.forget()
    conflict = 'none'
    // Another one says for itself what it understands, and what it lets through.
    capabilities = []
    takes = undefined
    passes = { entries: batchEntries, bytes: batchTextBytes }
    speaking = own.oldest
    // What is in flight finishes where it was sent.
    void (running ?? Promise.resolve()).then(() => before?.close())
    if (running === undefined) start()
    else wokenMeanwhile = true
  }

  start()
  return {
    view: () => view,
    on: (_event, listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    wake: () => {
      if (closed) return
      counter.wrote()
      wokenMeanwhile = true
      if (isPausing) return
      if (pause.failures() === 0 && conflict === 'none') start()
      // Backing off, or in conflict: the cashier still sees the number grow.
      else showWaiting().catch(() => log('replication.core-silent'))
    },
    due: () => show({ fed: (view.fed ?? 0) + 1 }),
    enrol: async (url, code) => {
      const result = await enrolRegister(source, url, code, connect)
      if (result.ok) goTo(url)
      return result
    },
    look: (url) => lookAtHeadOffice(source, url, connect),
    goTo,
    tryNow: () => {
      if (running === undefined && !closed) {
        pause.ask()
        start()
      }
      return untilAnswered({ view: () => view, listeners }, running ?? Promise.resolve())
    },
    // On a line of its own: behind a batch of a morning's sales the customer would wait for all of them.
    askStoredValue: async (asked) => {
      if (closed || transport === undefined || address === undefined || !capabilities.includes(storedValueCapability)) return undefined
      const line = connect(address)
      try {
        return await askStoredValue(source, { clock, after, log }, line, asked)
      } finally {
        line.close()
      }
    },
    sendAgain: async (asked) => {
      if (closed || address === undefined || transport === undefined || !capabilities.includes(quarantineCapability)) return false
      const [{ registerId }, cursor] = await Promise.all([source.facts(), source.outboxCursor()])
      if (cursor?.instance === undefined) return false
      const line = connect(address)
      try {
        const done = await quarantine.sendAgain(line, registerId, cursor.instance, asked)
        if (done) days.lookAgain()
        await showWaiting()
        // Its day is stated again with the next contact, which need not wait for a heartbeat.
        if (done && pause.failures() === 0) start()
        return done
      } finally {
        line.close()
      }
    },
    close: async () => {
      closed = true
      pause.end()
      await running
      transport?.close()
    },
  }
}

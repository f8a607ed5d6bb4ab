import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { type JournalEntry, type OutboxCursor, type RefundVerdict, type ToldQuarantine, type UnreadAnswer } from '../../src/db/index.ts'
import { accept, refuse } from '../../src/domain/errors/index.ts'
import { GENESIS_HASH, makeEntry, verifyChain } from '../../src/domain/journal/index.ts'
import { type Replicator, type ReplicationSource, type ReplicatorSurroundings } from '../../src/main/replicator/index.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A register's journal in memory, really chained and signed: what the core gives the replicator, without the core. */
export interface TestJournal extends ReplicationSource {
  readonly id: string
  readonly entries: JournalEntry[]
  /** How often the whole chain was verified. */
  verified: number
  cursor: OutboxCursor | undefined
  registerNumber: number
  /** Refunds of sales it has never seen, and what was heard of them. */
  unverified: readonly string[]
  readonly heard: RefundVerdict[]
  /** What it was told to lie in quarantine, and what it could not read of head office. */
  quarantine: ToldQuarantine | undefined
  readonly unread: (UnreadAnswer & { readonly program: string; read: boolean })[]
  sell(count?: number, padding?: string): void
}

export function testJournal(): TestJournal {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = randomUUID()
  const head = () => ({ epoch: 1, seq: journal.entries.length, hash: journal.entries.at(-1)?.hash ?? GENESIS_HASH })
  const journal: TestJournal = {
    id,
    entries: [],
    verified: 0,
    cursor: undefined,
    registerNumber: 0,
    unverified: [],
    heard: [],
    quarantine: undefined,
    unread: [],
    sell(count = 1, padding = '') {
      for (let sold = 0; sold < count; sold += 1) journal.entries.push(saleEntry(id, head(), padding))
    },
    facts: async () => ({ registerId: id, registerNumber: journal.registerNumber }),
    journalHead: async () => head(),
    entriesAfter: async (_epoch, after, limit) => journal.entries.slice(after, after + limit),
    entryHashAt: async (_epoch, seq) => journal.entries[seq - 1]?.hash,
    outboxCursor: async () => journal.cursor,
    moveOutboxCursor: async (cursor) => void (journal.cursor = cursor),
    refundsToAsk: async (after, limit) => journal.unverified.filter((id) => id > after).toSorted().slice(0, limit),
    hearRefundVerdicts: async (verdicts) => {
      for (const verdict of verdicts) {
        if (journal.unverified.includes(verdict.refundId)) journal.heard.push(verdict)
        journal.unverified = journal.unverified.filter((id) => id !== verdict.refundId)
      }
    },
    daysToProve: async ({ now }) => ({ today: new Date(now).toISOString().slice(0, 10), upTo: journal.entries.length, days: [] }),
    dayStatement: async (place) => ({ claim: { ...place, runs: [], entries: 0, documents: 0, closings: 0, tenders: [] }, detail: { runs: [], numbers: [] } }),
    keepDayProof: async () => undefined,
    forgetDayProofs: async () => undefined,
    dayStates: async () => [],
    feedState: async () => ({ version: 0, setHash: '0'.repeat(64), parked: { count: 0, named: [] } }),
    feedRehash: async ({ setHash }) => ({ setHash }),
    keepFeedPage: async () => undefined,
    applyFeed: async () => ({ kind: 'nothing' }),
    feedProved: async () => undefined,
    heardHeadOffice: async () => undefined,
    hearLock: async () => undefined,
    hearNotTaken: async () => undefined,
    releaseFeed: async () => undefined,
    quarantineHeard: async () => journal.quarantine,
    keepQuarantine: async (told) => void (journal.quarantine = told),
    headOfficeWords: async () => ({ held: journal.quarantine?.held ?? 0, entries: journal.quarantine?.entries ?? [], unread: journal.unread.filter(({ read }) => !read).length }),
    unreadAnswers: async () => journal.unread.filter(({ read }) => !read).map((one, id) => ({ ...one, id, firstAt: 0, lastAt: 0, times: 1 })),
    keepUnread: async (answer, program) => void journal.unread.push({ ...answer, program, read: false }),
    answerRead: async (what) => {
      for (const [id, one] of journal.unread.entries()) if ('id' in what ? what.id === id : what.kind === one.kind) one.read = true
    },
    waiting: async () => {
      const waiting = journal.entries.length - (journal.cursor?.seq ?? 0)
      return { entries: waiting, sales: waiting }
    },
    verifyChain: async () => {
      journal.verified += 1
      return verifyChain(journal.entries, GENESIS_HASH, sha256) === undefined ? undefined : { seq: 1 }
    },
    sign: async (text) => sign(null, Buffer.from(text), privateKey).toString('base64'),
    publicKey: async () => publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    // It only ever grows at its end: what becomes of a register that was restored, a real one shows (restored-register.test.ts).
    goOnInNextEpoch: async () => refuse('request.failed'),
    takeOverEntries: async () => refuse('request.failed'),
    hasChainPepper: async () => true,
    keepChainPepper: async () => undefined,
    enrol: async ({ registerNumber }) => accept(void (journal.registerNumber = registerNumber)),
  }
  return journal
}

function saleEntry(register: string, head: { readonly seq: number; readonly hash: string }, padding: string): JournalEntry {
  const seq = head.seq + 1
  const id = randomUUID()
  const body = { saleId: randomUUID(), number: `1-${seq}`, currency: 'GBP', total: seq, tenders: [{ type: 'cash', amount: seq }], lines: [{ lineNo: 1, name: `Tea${padding}`, total: seq }] }
  const content = { register, epoch: 1, seq, id, type: 'sale.completed', schemaVersion: 1, at: seq, tzOffset: 0, bootId: register, monoMs: seq, businessDate: '2026-11-21', operator: 'system', catalogueVersion: 1, body }
  return { ...makeEntry(content, head.hash, sha256), epoch: 1, seq, id, type: 'sale.completed' }
}

/** Time that only moves when a test says so. */
export interface ManualTime extends ReplicatorSurroundings {
  now: number
  /** Milliseconds of the timers that wait, oldest first. */
  waiting(): readonly number[]
  /** Runs the oldest timer of this length; throws when there is none. */
  fire(ms: number): void
  readonly events: string[]
}

export function manualTime(random: () => number = () => 0.5): ManualTime {
  const timers: { readonly ms: number; readonly run: () => void }[] = []
  const time: ManualTime = {
    now: 1_000,
    events: [],
    clock: () => time.now,
    random,
    log: (event, facts) => time.events.push(`${event} ${JSON.stringify(facts ?? {})}`),
    after: (ms, run) => {
      const timer = { ms, run }
      timers.push(timer)
      return () => {
        const at = timers.indexOf(timer)
        if (at >= 0) timers.splice(at, 1)
      }
    },
    waiting: () => timers.map((timer) => timer.ms),
    fire: (ms) => {
      const at = timers.findIndex((timer) => timer.ms === ms)
      const [timer] = at < 0 ? [] : timers.splice(at, 1)
      if (timer === undefined) throw new Error(`no timer of ${ms} ms among ${JSON.stringify(time.waiting())}`)
      timer.run()
    },
  }
  return time
}

/** Waits for the thing itself, turn by turn of the event loop. What never comes is an error, not a loop that outlives its test. */
export async function until(condition: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + 20_000
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${condition.toString()}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** The replicator has nothing in flight and waits for one timer. */
export async function settled(time: ManualTime): Promise<number> {
  await until(() => time.waiting().length === 1 && time.waiting()[0] !== 10_000)
  return time.waiting()[0] ?? 0
}

export async function untilState(replicator: Replicator, state: string): Promise<void> {
  await until(() => replicator.view().state === state)
}

export interface TestServer {
  readonly url: string
  readonly server: Server
  close(): Promise<void>
}

/** A server on a real socket that does what the test says with each request and its whole body. */
export async function serve(handle: (request: IncomingMessage, body: Buffer, response: ServerResponse) => void): Promise<TestServer> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => handle(request, Buffer.concat(parts), response))
    request.on('error', () => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

import { fileURLToPath } from 'node:url'
import { batchEntries, batchTextBytes, codeLifetimeMs, type ShownCode, showCode } from '../contracts/replication/index.ts'
import { quarantineDesk } from './quarantine/quarantine-desk.ts'
import { createQuarantineDoor } from './quarantine/quarantine-door.ts'
import { createDayProofDoor } from './days/day-proof-door.ts'
import { createJournalDoor } from './enrolment/journal-door.ts'
import { createFeedDoor } from './feeds/feed-door.ts'
import { feedMarksOf } from './feeds/feed-marks.ts'
import { itemsDesk } from './feeds/items-desk.ts'
import { layoutsDesk } from './feeds/layouts-desk.ts'
import { settingsDesk } from './feeds/settings-desk.ts'
import { operatorsDesk } from './feeds/operators-desk.ts'
import { createPepperDoor } from './enrolment/chain-pepper.ts'
import { createStoredValueDoor } from './ingest/stored-value-door.ts'
import { hashOfCode, newCode, proofFits } from './enrolment/codes.ts'
import { lockDesk } from './enrolment/lock-desk.ts'
import { rebuildDesk } from './enrolment/rebuild-desk.ts'
import { type AdmissionLimits, createAdmission, takes } from './http/admission.ts'
import { createLive } from './http/live.ts'
import { createPageFiles } from './http/page-files.ts'
import { assertPortFree, assertReach, readPair, type ReachOptions } from './http/reach.ts'
import { followCertificate } from './http/follow-certificate.ts'
import { createServer } from './http/server.ts'
import { watchBooks, type WatchTimes } from './http/watch-books.ts'
import { createSessions } from './http/session.ts'
import { createIngest } from './ingest/ingest.ts'
import { type EntryReader } from './ingest/read-entry.ts'
import { type Clock, type Log } from './log.ts'
import { keyTrouble, officeKey } from './people/office-key.ts'
import { peopleDesk } from './people/people-desk.ts'
import { unspokenRegisters } from './ingest/unspoken-registers.ts'
import { assertSecondFolder, backupsDesk } from './backups/backups-desk.ts'
import { booksFile, openStore, type StoreLocation } from './store/open-store.ts'
import { type NewStore } from './store/port.ts'
import { takeBooksLock } from './store/sqlite/books-lock.ts'

/** The data directory is made when missing, readable by this account only. */
export interface HeadOfficeOptions extends StoreLocation, ReachOptions {
  /** 0 or absent: any free port. */
  readonly port?: number
  /** Made at the first start; later starts find it by name. */
  readonly store: NewStore
  readonly clock: Clock
  readonly log: Log
  /** Absent: what this version understands. */
  readonly reader?: EntryReader
  /** How much is taken on at once. Absent: usualLimits. */
  readonly limits?: AdmissionLimits
  /** A second folder for backups of the books, on another disk. */
  readonly backupFolder?: string
  /** Between two backups. Absent: six hours. */
  readonly backupEveryMs?: number
  /** How often it looks whether its books are there. Absent: each second. */
  readonly watchTimes?: WatchTimes
  /** Where the built page lies. Default: out/headoffice-page of this checkout. */
  readonly pageDirectory?: string
}

export interface HeadOffice {
  /** What registers are enrolled at: http://127.0.0.1:port, or the address it was given. */
  readonly url: string
  /** What it really listens on. */
  readonly port: number
  readonly storeId: string
  /** What whoever starts it should know, a sentence each. */
  readonly warnings: readonly string[]
  /** The page's address with a fresh one-time secret: opens one session, once. */
  pageUrl(): string
  /** A one-time code, ten minutes, for this store or the default one. Shown once; only its hash is kept. */
  createEnrolmentCode(storeId?: string): Promise<ShownCode>
  /** A one-time code, ten minutes, for a new machine of this register. Undefined: there is none to rebuild. */
  createRebuildCode(registerId: string): Promise<ShownCode | undefined>
  /** From now on every batch of this register is refused. What it sent stays. */
  retireRegister(registerId: string): Promise<void>
  /** Ends open pages, finishes what is being answered, closes the database. */
  close(): Promise<void>
}

/** Head office, on 127.0.0.1 unless its owner says otherwise. Rejects when the port is taken, another head office has the file of the books, or the database is away, newer or not durable. */
export async function startHeadOffice(options: HeadOfficeOptions): Promise<HeadOffice> {
  const { clock, log } = options
  assertReach(options)
  const pair = options.tls === undefined ? undefined : readPair(options.tls)
  const scheme = pair === undefined ? 'http' : 'https'
  const given = options.address === undefined ? undefined : new URL(options.address)
  // All that can be looked at is, before there are books of a start that came to nothing.
  if (options.backupFolder !== undefined && booksFile(options) !== undefined) assertSecondFolder(options.dataDirectory, options.backupFolder)
  await assertPortFree(options.listen ?? '127.0.0.1', options.port ?? 0)
  const books = booksFile(options)
  const lock = books === undefined ? undefined : takeBooksLock(books)
  const store = await openStore(options, clock(), log).catch((cause: unknown) => {
    lock?.release()
    throw cause
  })
  try {
    const storeId = await store.ensureStore(options.store, clock())
    const key = officeKey(options.dataDirectory)
    const trouble = keyTrouble(key, (await store.people.list()).some(({ factor }) => factor !== null))
    if (trouble !== undefined) log('people.key-trouble', { why: trouble })
    const sessions = createSessions(clock)
    const unspoken = unspokenRegisters()
    const overview = async () => ({ ...(await store.overview(clock())), unspoken: unspoken.list(), backups: backups.overview() })
    const live = createLive(overview, () => log('page.failed'), () => watch.awaySince())
    const watch = watchBooks({ look: store.lookAtBooks, clock, log, changed: live.booksChanged, ...(options.watchTimes !== undefined && { times: options.watchTimes }) })
    const backups = backupsDesk({
      dataDirectory: options.dataDirectory,
      database: booksFile(options),
      clock,
      log,
      changed: live.changed,
      ...(options.backupFolder !== undefined && { secondFolder: options.backupFolder }),
      ...(options.backupEveryMs !== undefined && { everyMs: options.backupEveryMs }),
    })
    const createEnrolmentCode = async (forStore: string = storeId): Promise<ShownCode> => {
      const code = newCode()
      const expiresAt = clock() + codeLifetimeMs
      await store.addCode(forStore, hashOfCode(code), expiresAt, clock())
      return { code: showCode(code), expiresAt }
    }
    const desk = quarantineDesk({ store, clock, log, changed: live.changed, ...(options.reader !== undefined && { reader: options.reader }) })
    const feedMarks = feedMarksOf(store, clock)
    const items = itemsDesk({ store, clock, log, edited: feedMarks.edited })
    const locks = lockDesk({ store, clock, log, changed: live.changed })
    const rebuilds = rebuildDesk({ store, clock, log, changed: live.changed })
    const settings = settingsDesk({ store, clock, log, edited: feedMarks.edited })
    const layouts = layoutsDesk({ store, clock, log, edited: feedMarks.edited })
    const operators = operatorsDesk({ store, clock, log, edited: feedMarks.edited })
    const admission = createAdmission(() => performance.now(), options.limits)
    let port = 0
    let places: ReadonlyMap<string, string> = new Map()
    const server = createServer({
      log,
      admission,
      ingest: createIngest({ store, clock, log, changed: live.changed, feeds: feedMarks.of, spoke: (register, protocol) => {
        if (unspoken.heard(register, protocol)) live.changed()
      }, takes: () => takes(admission.expectedWaitMs(), { entries: batchEntries, bytes: batchTextBytes }), ...(options.reader !== undefined && { reader: options.reader }) }),
      pepper: createPepperDoor({ store, log }),
      storedValue: createStoredValueDoor({ store, clock, log }),
      journal: createJournalDoor({ store, log }),
      dayProof: createDayProofDoor({ store, clock, log, changed: live.changed }),
      quarantine: createQuarantineDoor({ store, desk, log }),
      feeds: createFeedDoor({ store, clock, log, changed: live.changed }),
      items,
      settings,
      layouts,
      backUp: backups.makeNow,
      operators,
      locks,
      enrol: async (request) => {
        if (!proofFits(request)) return { ok: false, slug: 'signature-wrong' }
        const { register, publicKey } = request
        const outcome = await store.enrol({ codeHash: hashOfCode(request.code), register, publicKey }, clock())
        log(outcome.ok ? 'register.enrolled' : 'enrolment.refused', outcome.ok ? { register, number: outcome.answer.registerNumber } : { register, slug: outcome.slug })
        if (outcome.ok) live.changed()
        return outcome
      },
      ...rebuilds,
      port: () => port,
      places: () => places,
      reached: { strict: given !== undefined, ...(pair !== undefined && { pair }), ...(options.proxies !== undefined && { proxies: options.proxies }) },
      sessions,
      people: store.people,
      desk: peopleDesk({ people: store.people, key, chainPepper: store.chainPepper, issuer: options.store.chainName, clock, log }),
      live,
      overview,
      refundDocuments: store.refundDocuments,
      putAwayRefund: async (inStore, refundId, said) => {
        const done = await store.putAwayRefund(inStore, refundId, { ...said, at: clock() })
        if (done) live.changed()
        return done
      },
      putAwayOverspent: async (inStore, documentId, said) => {
        const done = await store.putAwayOverspent(inStore, documentId, { ...said, at: clock() })
        if (done) live.changed()
        return done
      },
      quarantined: store.quarantined,
      ...desk,
      settleTwins: async (inStore, registerId, settling) => {
        // A machine that was replaced has no key to go on with: what it still has can be filed, and nothing more.
        const replaced = await store.replacedKeys(inStore, registerId)
        if (replaced.some(({ epoch }) => settling.goesOn <= epoch)) return false
        const done = await store.settleTwins(inStore, registerId, { ...settling, at: clock() })
        if (done) {
          log('twins.settled', { register: registerId, goesOn: settling.goesOn })
          live.changed()
        }
        return done
      },
      registerNumber: async (id) => (await store.register(id))?.number,
      createCode: () => createEnrolmentCode(),
      pageFile: createPageFiles(options.pageDirectory ?? fileURLToPath(new URL('../../out/headoffice-page', import.meta.url))),
    })
    await server.listen({ host: options.listen ?? '127.0.0.1', port: options.port ?? 0 })
    const listening = server.server.address()
    // A pipe has no port, and none is asked for.
    port = typeof listening === 'object' && listening !== null ? listening.port : 0
    const own = `${scheme}://127.0.0.1:${port}`
    places = new Map([...[`127.0.0.1:${port}`, `localhost:${port}`].map((host) => [host, `${scheme}://${host}`] as const), ...(given === undefined ? [] : [[given.host, given.origin] as const])])
    const url = given?.origin ?? own
    const forget = followCertificate(server.server, options, log)
    return {
      url,
      port,
      storeId,
      warnings: trouble === undefined ? [] : [trouble],
      pageUrl: () => `${url}/#secret=${sessions.newSecret()}`,
      createEnrolmentCode,
      createRebuildCode: async (registerId) => {
        const register = await store.register(registerId)
        return register && rebuilds.createRebuildCode(register.storeId, registerId)
      },
      retireRegister: async (registerId) => {
        await store.retire(registerId, clock())
        live.changed()
      },
      close: async () => {
        forget()
        watch.close()
        live.close()
        await server.close()
        await backups.close()
        await store.close()
        lock?.release()
      },
    }
  } catch (cause) {
    await store.close()
    lock?.release()
    throw cause
  }
}

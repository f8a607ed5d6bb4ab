import { z } from 'zod'
import { dayState } from './day-state.ts'
import { command, query } from './define.ts'

/**
 * An entry of this register's journal that head office could not read when it came. Words may be newer than this register. `state`: `quarantined`, `discarded` (by whom, and
 * why) or `applied` since.
 */
export const quarantinedEntry = z.strictObject({
  epoch: z.int(),
  seq: z.int(),
  reason: z.string(),
  state: z.string(),
  receivedAt: z.int(),
  changedAt: z.int().optional(),
  by: z.string().optional(),
  note: z.string().optional(),
  /** What this register wrote there, and of which receipt. */
  type: z.string().optional(),
  number: z.string().optional(),
})
export type QuarantinedEntryView = z.infer<typeof quarantinedEntry>

/** What head office could not read, and what this register could not read of head office. */
export const headOfficeWords = z.strictObject({
  held: z.int(),
  entries: z.array(quarantinedEntry),
  heardAt: z.int().optional(),
  unread: z.int(),
  newestUnread: z.strictObject({ kind: z.string(), reason: z.string(), firstAt: z.int(), times: z.int(), text: z.string() }).optional(),
})
export type HeadOfficeWordsView = z.infer<typeof headOfficeWords>

/** Asks head office to read again what lies in quarantine there, all of it or one entry. Refuses `headOffice.unreachable`. */
export const sendAgain = command('send-again', { who: 'seeJournal', input: z.strictObject({ place: z.exactOptional(z.strictObject({ epoch: z.int().positive(), seq: z.int().positive() })) }), output: headOfficeWords })

/**
 * Why head office's line carries nothing, where somebody can mend it. `by`: the authority that nobody here trusts; `on`: the day on which the certificate
 * ended, or begins; `today`: what this till's clock shows; `name`: what the till calls head office; `names`: whose certificate it is;
 * `proxy`: host and port of the company's, never its password.
 */
export const lineFaultView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('untrusted'), by: z.string() }),
  z.strictObject({ kind: z.enum(['expired', 'notYetValid']), on: z.string(), today: z.string() }),
  z.strictObject({ kind: z.literal('wrongName'), name: z.string(), names: z.string() }),
  z.strictObject({ kind: z.enum(['proxyAway', 'proxyPassword']), proxy: z.string() }),
  z.strictObject({ kind: z.literal('proxyRefuses'), proxy: z.string(), status: z.int() }),
])
export type LineFaultView = z.infer<typeof lineFaultView>

/** Broadcast on the topic `replication`. What the screen shows is the age of the last acknowledgement (REP-11). */
export const replicationView = z.strictObject({
  enrolled: z.boolean(),
  state: z.enum(['unenrolled', 'healthy', 'sending', 'offline', 'conflict']),
  /** Entries not yet acknowledged. */
  waiting: z.int(),
  /** Of which completed sales. */
  waitingSales: z.int(),
  /** Epoch ms by this register's clock; absent until the first one. */
  lastAcknowledgedAt: z.int().optional(),
  /** By how much this register's clock is ahead of head office's, below zero behind it; only where that is more than two minutes. */
  clockAheadSeconds: z.int().optional(),
  /** It found that it had been restored from a backup or copied, and goes on in this epoch since then (epoch ms). `rebuilt`: from head office's copy, on a new machine. */
  restored: z.strictObject({ at: z.int(), epoch: z.int(), rebuilt: z.exactOptional(z.literal(true)) }).optional(),
  /** Another machine sells as this register. `open`: nobody has settled at head office yet which goes on; `ended`: it is the other one. */
  twin: z.enum(['open', 'ended']).optional(),
  /** The newest days, newest first. */
  days: z.array(dayState).optional(),
  words: headOfficeWords.optional(),
  /** How often since the start something that head office keeps was taken over: who works here, settings, items; or a price of a coming day came to be due. What a page read before is old. */
  fed: z.exactOptional(z.int().positive()),
  /** Who has to be updated before the two understand each other; selling goes on. */
  update: z.enum(['till', 'headOffice']).optional(),
  /** Head office answers, and takes nothing of this register: it was taken out of service, nobody there knows it, or its key is another one. */
  notTaken: z.enum(['retired', 'unknown', 'otherKey']).optional(),
  /** Only while nothing gets through. `clockWrong`: this till's clock is known to be wrong, by which a certificate's days are judged. */
  line: z.strictObject({ fault: lineFaultView, clockWrong: z.exactOptional(z.literal(true)) }).optional(),
})
export type ReplicationView = z.infer<typeof replicationView>

/** Asks head office at once, whatever pause there is between two tries; answered with how it stands when it answered, or did not. Nothing is written by it. Of a locked register, too, where nobody can sign on. */
export const tryHeadOffice = query('try-head-office', { who: 'anyone', input: z.strictObject({}), output: replicationView })

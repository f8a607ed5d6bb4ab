import { z } from 'zod'
import { feedMarks } from './feed-marks.ts'
import { batchEntries, oldestProtocol, protocolVersion } from './limits.ts'
import { protocolWindow } from './protocol.ts'
import { quarantineMark } from './quarantine.ts'
import { contradictedAfter } from './refund-verdict.ts'
import { lockCapability, registerLock } from './register-lock.ts'

/** SHA-256 as 64 lower-case hex digits. */
export const hashText = z.string().regex(/^[0-9a-f]{64}$/u)

/** What this program understands of an answer, as it says from protocol 2 on. */
export const registerCapabilities: readonly string[] = ['refunds', 'earlier', 'quarantine', 'takes', 'feeds', lockCapability]

/**
 * A register's next entries, or a heartbeat when there are none. Only texts travel: head office computes each hash from
 * the one before, so a hash can not disagree with its text.
 */
export const batchRequest = z.object({
  protocol: z.int().min(oldestProtocol).max(protocolVersion),
  /** From protocol 2: what this register understands of an answer beside the acknowledgement itself. Unknown names are ignored. */
  capabilities: z.array(z.string()).optional().catch(undefined),
  register: z.uuid(),
  epoch: z.int().positive(),
  /**
   * The epoch its register writes in now, where that is a later one: head office lacks the end of this epoch, and gets it
   * again. Whoever still sells in an epoch that another has left behind does not know of a later one.
   */
  currentEpoch: z.int().positive().optional(),
  /** seq of the first entry; of a heartbeat, the seq that would come next. */
  fromSeq: z.int().positive(),
  /** The register's own hash at fromSeq - 1. */
  prevHash: hashText,
  entries: z.array(z.string()).max(batchEntries),
  /** seq of its newest entry in this epoch: what it has beyond what it sends. An older program does not say. */
  upTo: z.int().nonnegative().optional().catch(undefined),
  /** Set while the register refuses head office's acknowledgement (REP-7): what it holds itself. */
  conflict: z.object({ ownSeq: z.int().nonnegative(), ownHash: hashText }).optional(),
  /**
   * Ids of refunds this register wants head office's word on. Whatever is wrong with the list, the entries beside it are
   * filed: a question must never hold up a sale.
   */
  refundsAsked: z.array(z.string()).optional().catch(undefined),
  /** Asks for contradicted refunds of this register's own sales, whoever made them, after this one. From the first on at each start of it. */
  contradictedAfter: contradictedAfter.optional().catch(undefined),
  /** It is locked as head office said, and nobody is signed on to it any more. */
  locked: z.literal(true).optional().catch(undefined),
})
export type BatchRequest = z.infer<typeof batchRequest>

/**
 * Cumulative, and read from committed state: everything of this epoch up to seq is on head office's disk. It may go
 * backwards (REP-6), so a register follows it, and never takes a maximum.
 */
export const acknowledgement = z.object({
  epoch: z.int().positive(),
  /** 0 with the genesis hash when head office holds nothing of this epoch. */
  seq: z.int().nonnegative(),
  hash: hashText,
  /**
   * How far it has each earlier epoch of this register; one it knows nothing of is not named. A head office that was restored
   * from before a register went on in a new epoch would otherwise never be asked about the old one again. `ended`: what comes there
   * now is another machine's, of which somebody settled that its journal has ended.
   */
  earlier: z.array(z.object({ epoch: z.int().positive(), seq: z.int().nonnegative(), hash: hashText, ended: z.literal(true).optional().catch(undefined) })).optional().catch(undefined),
  /**
   * Another machine sells as this register, in an epoch that this one left, and is refused until somebody at head office settles which goes
   * on: `open`. `ended`: it was settled, and it is the other one. What this one sold is filed all the same.
   */
  twin: z.enum(['open', 'ended']).optional().catch(undefined),
  /** Identity of head office's database; another one makes the register verify its whole chain. */
  instance: z.uuid(),
  /** Encodings head office reads, and doors it has beside this one. Unknown names are ignored, so that new ones can be added. */
  capabilities: z.array(z.string()),
  /** A refundVerdict each, for those asked about that are decided, and for contradicted ones of its own sales. Read one by one: what a newer head office says of one must not cost the rest. */
  refunds: z.array(z.unknown()).optional().catch(undefined),
  /** What head office understands. Absent from one that speaks 1 and nothing else. */
  protocols: protocolWindow.optional().catch(undefined),
  /** What the next batch may hold, as busy as it is now. Absent from an older head office: as much as the protocol allows. */
  takes: z.object({ entries: z.int().positive(), bytes: z.int().positive() }).optional().catch(undefined),
  /** Absent where nothing of this register ever was in quarantine, and from a head office that has no such door. */
  quarantine: quarantineMark.optional().catch(undefined),
  /** To a register that says it knows feeds, where there is one for its store. */
  feeds: feedMarks.optional().catch(undefined),
  locked: registerLock,
})
export type Acknowledgement = z.infer<typeof acknowledgement>

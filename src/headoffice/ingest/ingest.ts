import { createHash } from 'node:crypto'
import { type Acknowledgement, batchRequest, type BatchRequest, feedsCapability, ownProtocols, type Problem, problemOf, protocolOf, type ProblemSlug, refundsAskedAtOnce, refundVerdict, type RefundVerdict } from '../../contracts/replication/index.ts'
import { hashEntry } from '../../domain/journal/index.ts'
import { signatureFits } from '../enrolment/codes.ts'
import { type Clock, type Log } from '../log.ts'
import { settleAll } from '../refunds/settle-refunds.ts'
import { type HeadOfficeStore, type RegisterRecord } from '../store/port.ts'
import { type RestCall } from '../store/rest-store.ts'
import { type ChainedBatch, type ChainRule, planBatch, planReplaced, strictChain } from './plan-batch.ts'
import { capabilities, readBody } from './read-body.ts'
import { type EntryReader, readEntry } from './read-entry.ts'
import { callOf, restCallOf } from './rest-call.ts'

export interface SignedBody {
  /** From the address; must be the one in the body. */
  readonly register: string
  readonly wire: Buffer
  readonly encoding?: string
  /** base64. */
  readonly signature?: string
}

export type IngestAnswer = { readonly ok: true; readonly acknowledgement: Acknowledgement } | { readonly ok: false; readonly problem: Problem }

export interface IngestParts {
  readonly store: HeadOfficeStore
  readonly clock: Clock
  readonly log: Log
  /** After a commit that anybody could see. */
  readonly changed: () => void
  /** What the next batch may hold. */
  readonly takes?: () => NonNullable<Acknowledgement['takes']>
  /** Which protocol a register's batch came in, whether it is understood or not. */
  readonly spoke?: (register: RegisterRecord, protocol: number) => void
  /** The mark of what registers of this store pull; undefined where there is nothing. */
  readonly feeds?: (storeId: string) => Promise<Acknowledgement['feeds']>
  readonly rule?: ChainRule
  readonly reader?: EntryReader
}

/** The door of a register's batches: unfold, check the signature, then parse; chain; file in one unit of work; answer after commit. */
export function createIngest({ store, clock, log, changed, takes, spoke, feeds, rule = strictChain, reader = readEntry }: IngestParts): (body: SignedBody) => Promise<IngestAnswer> {
  async function settled(storeId: string, now: number, unsettled: boolean, registerId: string, { refundsAsked = [], contradictedAfter }: BatchRequest): Promise<readonly RefundVerdict[]> {
    if (unsettled) await settleAll(store, storeId, now)
    const elsewhere = contradictedAfter === undefined ? [] : await store.contradictedSales(storeId, registerId, contradictedAfter)
    const refundIds = refundsAsked.slice(0, refundsAskedAtOnce).filter((id) => refundVerdict.shape.refundId.safeParse(id).success)
    const verdicts = refundIds.length === 0 ? [] : await store.refundVerdicts(storeId, registerId, refundIds)
    return [...verdicts, ...elsewhere]
  }

  /** What one that is out of service says it has. True: it came to something. */
  async function called(register: RegisterRecord, call: RestCall | undefined): Promise<boolean> {
    const isNews = call !== undefined && (await store.restCalled(register.storeId, call, clock()))
    if (isNews) {
      log('rest.called', { register: register.id, epoch: call.epoch, seq: call.end.seq, documents: call.documents.length })
      changed()
    }
    return isNews
  }

  return async ({ register: registerId, wire, encoding, signature }) => {
    const refuse = (slug: ProblemSlug, more: Parameters<typeof problemOf>[1] = {}): IngestAnswer => {
      log('batch.refused', { register: registerId, slug })
      return { ok: false, problem: problemOf(slug, more) }
    }
    if (signature === undefined) return refuse('signature-missing')
    const register = await store.register(registerId)
    if (register === undefined) return refuse('register-unknown')
    // A stolen one that was taken out of service before it called: nobody works on it either.
    const outOfService = (): IngestAnswer => refuse('register-retired', { ...(register.lock !== undefined && { locked: register.lock }) })
    if (register.retired && register.rest !== 'now') {
      const call = await restCallOf(register, { wire, signature, ...(encoding !== undefined && { encoding }) }, chain, reader)
      await called(register, call).catch(() => log('rest.not-noted', { register: registerId }))
      return outOfService()
    }
    const body = await readBody(wire, encoding)
    if (!body.ok) return refuse(body.slug)
    // Nothing of the body is parsed before its signature fits: a parser is the widest door there is.
    const isOwn = signatureFits(register.publicKey, body.bytes, signature)
    const replaced = isOwn ? undefined : (await store.replacedKeys(register.storeId, registerId)).find(({ publicKey }) => signatureFits(publicKey, body.bytes, signature))
    if (!isOwn && replaced === undefined) return refuse('signature-wrong')
    const { lock } = replaced ?? register
    const said = jsonOf(body.bytes)
    const protocol = protocolOf(said)
    if (protocol !== undefined && (protocol < ownProtocols.oldest || protocol > ownProtocols.newest)) {
      spoke?.(register, protocol)
      log('batch.refused', { register: registerId, slug: 'protocol-unknown', protocol })
      return { ok: false, problem: problemOf('protocol-unknown', { protocols: ownProtocols, detail: `protocol ${protocol} was spoken; ${ownProtocols.oldest} to ${ownProtocols.newest} are understood. Update ${protocol > ownProtocols.newest ? 'head office' : 'the register'}.` }) }
    }
    const request = batchRequest.safeParse(said).data
    if (request === undefined || request.register !== registerId) return refuse('body-malformed')

    spoke?.(register, request.protocol)
    const batch = chain(request)
    const now = clock()
    const outcome = await store.applyBatch(register.storeId, batch, now, (known) => (isOwn ? planBatch : planReplaced)(known, batch, rule, reader))
    // Filed and committed by now: whatever becomes of the verdicts, the register is told what is safe.
    const refunds = await settled(register.storeId, now, outcome.unsettled, registerId, request).catch(() => {
      log('refunds.unsettled', { register: registerId })
      return []
    })
    if (isOwn && lock !== undefined && !register.lockHeard && hasNothingLeft(request)) await store.lockHeard(register.storeId, registerId, now).catch(() => log('lock.not-noted', { register: registerId }))
    // All that it had is here, and has been said of its days what it had to say: from now on it is told again that it is out of service.
    if (register.retired && isOwn && !outcome.refused && outcome.left === undefined && request.entries.length === 0) {
      const call = callOf(request, batch, reader)
      if (call.isAll && (await called(register, call))) return outOfService()
    }
    // A register is told of nothing it would not understand; and that there is something new is worth no sale's answer.
    const marks = feeds !== undefined && !register.retired && request.capabilities?.includes(feedsCapability) === true ? await feeds(register.storeId).catch(() => undefined) : undefined
    const acknowledgement: Acknowledgement = { epoch: batch.epoch, ...outcome.last, ...(outcome.earlier !== undefined && { earlier: [...outcome.earlier] }), ...(outcome.twin !== undefined && { twin: outcome.twin }), instance: store.instance, capabilities: [...capabilities], protocols: ownProtocols, ...(refunds.length > 0 && { refunds: [...refunds] }), ...(outcome.quarantine !== undefined && { quarantine: outcome.quarantine }), ...(takes !== undefined && { takes: takes() }), ...(marks !== undefined && { feeds: marks }), ...(lock !== undefined && { locked: lock }) }
    changed()
    if (outcome.left !== undefined) {
      log('batch.epoch-left', { register: registerId, epoch: batch.epoch, seq: outcome.last.seq })
      return { ok: false, problem: problemOf('epoch-left', { acknowledgement, ...(outcome.left === 'goesOn' && { goOn: true }) }) }
    }
    if (outcome.refused) {
      log('batch.conflict', { register: registerId, epoch: batch.epoch, seq: outcome.last.seq })
      return { ok: false, problem: problemOf('chain-conflict', { acknowledgement }) }
    }
    return { ok: true, acknowledgement }
  }
}

/** It is locked, and this is a heartbeat at the end of all its epochs. */
function hasNothingLeft({ locked, entries, currentEpoch }: BatchRequest): boolean {
  return locked === true && entries.length === 0 && currentEpoch === undefined
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/** Each hash from the one before: a register's own word about a hash is never taken. */
export function chain(request: BatchRequest): ChainedBatch {
  let prevHash = request.prevHash
  const entries = request.entries.map((text, index) => {
    const entry = { seq: request.fromSeq + index, prevHash, hash: hashEntry(prevHash, text, sha256), text }
    prevHash = entry.hash
    return entry
  })
  const { register, epoch } = request
  return {
    register,
    epoch,
    before: { seq: request.fromSeq - 1, hash: request.prevHash },
    entries,
    ...(request.currentEpoch !== undefined && { currentEpoch: request.currentEpoch }),
    ...(request.conflict !== undefined && { refusedAt: request.conflict.ownSeq }),
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

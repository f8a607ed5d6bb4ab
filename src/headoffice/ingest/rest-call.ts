import { batchRequest, type BatchRequest } from '../../contracts/replication/index.ts'
import { signatureFits } from '../enrolment/codes.ts'
import { type RegisterRecord } from '../store/enrolment-rows.ts'
import { type RestCall } from '../store/rest-store.ts'
import { type ChainedBatch } from './plan-batch.ts'
import { readBody } from './read-body.ts'
import { type EntryReader } from './read-entry.ts'

interface Called {
  readonly wire: Buffer
  readonly encoding?: string
  readonly signature: string
}

/** What a batch that is not filed says of its register. Undefined: it is nobody's word, or none that can be read. */
export async function restCallOf(register: RegisterRecord, { wire, encoding, signature }: Called, chain: (request: BatchRequest) => ChainedBatch, reader: EntryReader): Promise<RestCall | undefined> {
  const body = await readBody(wire, encoding)
  if (!body.ok || !signatureFits(register.publicKey, body.bytes, signature)) return undefined
  const request = batchRequest.safeParse(parsed(body.bytes)).data
  return request?.register === register.id ? callOf(request, chain(request), reader) : undefined
}

/** Where it stands, and what of its money is in what it sent. Whatever cannot be read may be a sale. */
export function callOf(request: BatchRequest, { register, epoch, before, entries }: ChainedBatch, reader: EntryReader): RestCall {
  const end = entries.at(-1) ?? before
  const documents = entries.filter(({ seq, text }) => isDocument(reader(text, { register, epoch, seq }))).map(({ seq }) => seq)
  // An older program says nothing of what is behind a batch with entries in it.
  const newest = request.upTo ?? (entries.length === 0 ? end.seq : undefined)
  return { register, epoch, end: { seq: end.seq, hash: end.hash }, documents, isAll: request.currentEpoch === undefined && request.conflict === undefined && newest === end.seq }
}

const documentTypes: ReadonlySet<string> = new Set(['sale.completed', 'refund.completed', 'shift.closed', 'layAway.cancelled'])

function isDocument(read: ReturnType<EntryReader>): boolean {
  return !read.readable || documentTypes.has(read.type)
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

import { createHash, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { type BatchRequest, enrolmentProofText, type EnrolmentRequest, normaliseCode, signatureHeader } from '../contracts/replication/index.ts'
import { type CanonicalValue, type Entry, GENESIS_HASH, makeEntry } from '../domain/journal/index.ts'

/** A register as head office sees one: an id, a key, and a journal that is really chained and really signed. */
export interface TestRegister {
  readonly id: string
  readonly publicKey: string
  readonly privateKey: KeyObject
  readonly epoch: number
  readonly entries: Entry[]
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export function testRegister(epoch = 1, like?: Pick<TestRegister, 'id' | 'publicKey' | 'privateKey'>): TestRegister {
  if (like !== undefined) return { id: like.id, publicKey: like.publicKey, privateKey: like.privateKey, epoch, entries: [] }
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { id: randomUUID(), publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'), privateKey, epoch, entries: [] }
}

export interface Draft {
  readonly id?: string
  readonly type?: string
  readonly schemaVersion?: number
  readonly businessDate?: string
  readonly body?: unknown
}

/** Appends one entry, a sale unless told otherwise. */
export function append(register: TestRegister, draft: Draft = {}): Entry {
  const seq = register.entries.length + 1
  const content = {
    register: register.id,
    epoch: register.epoch,
    seq,
    id: draft.id ?? randomUUID(),
    type: draft.type ?? 'sale.completed',
    schemaVersion: draft.schemaVersion ?? 1,
    at: 1_795_300_000_000 + seq,
    tzOffset: 0,
    bootId: register.id,
    monoMs: seq,
    businessDate: draft.businessDate ?? '2026-11-21',
    operator: 'system',
    catalogueVersion: 1,
    body: draft.body ?? saleBody(`3-${seq}`, 1250 + seq),
  }
  return push(register, makeEntry(content, register.entries.at(-1)?.hash ?? GENESIS_HASH, sha256))
}

/** Appends any text at all: chained, whatever it says. */
export function appendText(register: TestRegister, text: string): Entry {
  const prevHash = register.entries.at(-1)?.hash ?? GENESIS_HASH
  return push(register, { prevHash, hash: sha256(prevHash + text), text })
}

function push(register: TestRegister, entry: Entry): Entry {
  register.entries.push(entry)
  return entry
}

export function saleBody(number: string, total: number, saleId: string = randomUUID()): CanonicalValue {
  return { saleId, number, currency: 'GBP', total, tenders: [{ tenderNo: 1, type: 'cash', amount: total }], lines: [{ lineNo: 1, name: 'Tea', total }] }
}

/** Entries from..to (both included, from 1) as a batch; from > to is a heartbeat standing before `from`. */
export function batchOf(register: TestRegister, from: number, to: number): BatchRequest {
  return {
    protocol: 1,
    register: register.id,
    epoch: register.epoch,
    fromSeq: from,
    prevHash: from === 1 ? GENESIS_HASH : (register.entries[from - 2]?.hash ?? 'f'.repeat(64)),
    entries: register.entries.slice(from - 1, to).map((entry) => entry.text),
  }
}

export function signed(register: TestRegister, body: string): string {
  return sign(null, Buffer.from(body), register.privateKey).toString('base64')
}

export function enrolmentOf(register: TestRegister, shownCode: string): EnrolmentRequest {
  const code = normaliseCode(shownCode) ?? shownCode
  return { protocol: 1, code, register: register.id, publicKey: register.publicKey, proof: signed(register, enrolmentProofText(code, register.id)) }
}

export async function enrol(url: string, register: TestRegister, code: string): Promise<Response> {
  return fetch(`${url}/v1/enrolments`, { method: 'POST', body: JSON.stringify(enrolmentOf(register, code)) })
}

export async function post(url: string, register: TestRegister, batch: BatchRequest): Promise<Response> {
  const body = JSON.stringify(batch)
  return fetch(`${url}/v1/registers/${register.id}/batches`, { method: 'POST', body, headers: { [signatureHeader]: signed(register, body) } })
}

import { canonicalJson, isCanonical } from './canonical-json.ts'
import { type CanonicalValue, type Entry, type EntryContent, type Sha256 } from './entry.ts'

/** What is hashed, kept and sent. Names its fields, so that nothing a caller's object carries besides gets in. Throws as canonicalJson does for a body without a spelling. */
export function entryText(content: EntryContent<unknown>): string {
  return canonicalJson({
    register: content.register,
    epoch: content.epoch,
    seq: content.seq,
    id: content.id,
    type: content.type,
    schemaVersion: content.schemaVersion,
    at: content.at,
    tzOffset: content.tzOffset,
    bootId: content.bootId,
    monoMs: content.monoMs,
    businessDate: content.businessDate,
    operator: content.operator,
    approver: content.approver,
    catalogueVersion: content.catalogueVersion,
    body: content.body,
  })
}

/** SHA-256(prevHash as ASCII || text as UTF-8), 64 lower-case hex digits. */
export function hashEntry(prevHash: string, text: string, sha256: Sha256): string {
  return sha256(prevHash + text)
}

export function makeEntry(content: EntryContent<unknown>, prevHash: string, sha256: Sha256): Entry {
  const text = entryText(content)
  return { prevHash, hash: hashEntry(prevHash, text, sha256), text }
}

const texts = ['register', 'id', 'type', 'bootId', 'businessDate', 'operator'] as const
const integers = ['epoch', 'seq', 'schemaVersion', 'at', 'tzOffset', 'monoMs', 'catalogueVersion'] as const

const isoDate = /^\d{4}-\d\d-\d\d$/

function isRecord(value: CanonicalValue): value is { readonly [key: string]: CanonicalValue | undefined } {
  return typeof value === 'object' && !Array.isArray(value)
}

function isContent(value: unknown): value is EntryContent {
  if (!isCanonical(value) || !isRecord(value)) return false
  const fields = value
  if (!texts.every((name) => typeof fields[name] === 'string' && fields[name] !== '')) return false
  if (!integers.every((name) => typeof fields[name] === 'number')) return false
  if (fields['approver'] !== undefined && typeof fields['approver'] !== 'string') return false
  const { seq, businessDate, body } = fields
  return Number(seq) >= 1 && body !== undefined && typeof businessDate === 'string' && isoDate.test(businessDate)
}

/**
 * The content of a stranger's text, or undefined. Strict: writing it again must give the same text, so one entry has one
 * text, and an added, repeated or reordered field is not an entry (whoever receives it keeps it raw).
 */
export function parseEntry(text: string): EntryContent | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Not JSON is an answer here, not a fault: the text came over a wire.
    return undefined
  }
  return isContent(value) && entryText(value) === text ? value : undefined
}

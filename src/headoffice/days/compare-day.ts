import { createHash } from 'node:crypto'
import { type DayClaim, type DayDetail, type DayFinding, type DayVerdict, namedFindings } from '../../contracts/replication/index.ts'
import { type PaidDocument, type TenderSum, tenderSums } from '../../domain/day-proof/index.ts'
import { hashEntry } from '../../domain/journal/index.ts'
import { readEntry } from '../ingest/read-entry.ts'

/** One entry as head office keeps it. `reason`: why it lies in quarantine. */
export interface HeldEntry {
  readonly seq: number
  readonly prevHash: string
  readonly hash: string
  readonly text: string
  readonly reason?: string
}

/** A sale or a refund as it is filed; under another epoch where the register issued its journal again. */
export interface FiledDocument extends PaidDocument {
  readonly id: string
  readonly epoch: number
  readonly seq: number
  readonly number: string
  readonly total: number
}

/** What head office has of the register's day: entries of the runs it named, and all documents and Zs of that date. */
export interface HeldDay {
  readonly entries: readonly HeldEntry[]
  readonly documents: readonly FiledDocument[]
  /** By epoch and seq. */
  readonly closings: readonly { readonly epoch: number; readonly seq: number; readonly hash: string }[]
}

/** Documents filed under another epoch than the one that was spoken of, from and to in the order of that epoch: all of them that are here of the day. */
export type ConfirmedRun = readonly [epoch: number, from: number, to: number]

/** `elsewhere`: a restored register went on in a new epoch, where its journal has them again; they are filed where they came first. */
export interface DayComparison extends DayVerdict {
  readonly elsewhere: readonly ConfirmedRun[]
}

/** What one entry has to be filed as. */
interface Expected {
  readonly number?: string
  readonly closing?: string
  readonly document?: PaidDocument & { readonly id: string; readonly total: number }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Holds what a register says of a day against what is here: entry by entry its bytes, then the documents that were filed from
 * them, then the sums. Nothing is taken from the row that a text became: the text is read again. With `detail` a difference is
 * named to the entry; without, an entry that fits neither itself nor those beside it is.
 */
export function compareDay(register: string, claim: DayClaim, held: HeldDay, detail?: DayDetail): DayComparison {
  const hashes = detail === undefined || !fits(claim, detail) ? undefined : detail.runs
  const numbers = new Map((detail?.numbers ?? []).map(({ seq, number }) => [seq, number]))
  const entries = new Map(held.entries.map((entry) => [entry.seq, entry]))
  const documents = new Map(held.documents.map((document) => [keyOf(document), document]))
  const findings: DayFinding[] = []
  const counted: FiledDocument[] = []
  let closings = 0
  let altered = false

  for (const [index, { from, to, hash }] of claim.runs.entries()) {
    const known = hashes?.[index]
    for (let seq = from; seq <= to; seq += 1) {
      const entry = entries.get(seq)
      const find = (kind: DayFinding['kind'], number = numbers.get(seq), reason?: string): void => void findings.push({ kind, seq, ...(number !== undefined && { number }), ...(reason !== undefined && { reason }) })
      if (entry === undefined) {
        find('missing')
        continue
      }
      const isRight = known === undefined ? fitsBeside(entry, entries.get(seq - 1)) : hashEntry((seq === from ? known.prevHash : known.hashes[seq - from - 1]) ?? '', entry.text, sha256) === known.hashes[seq - from] && fitsBeside(entry)
      if (!isRight) altered = true
      // All of a run fits itself, and yet ends otherwise than at the register: it follows another history.
      if (!isRight || (seq === to && !altered && entry.hash !== hash)) {
        find('altered')
        continue
      }
      if (entry.reason !== undefined) {
        find('quarantined', numbers.get(seq), entry.reason)
        continue
      }
      const wanted = expectedOf(entry.text, { register, epoch: claim.epoch, seq })
      if (wanted.document !== undefined) {
        const filed = documents.get(keyOf(wanted.document))
        if (filed !== undefined && isSame(filed, wanted.document)) counted.push(filed)
        else find('unfiled', wanted.number)
      } else if (wanted.closing !== undefined) {
        if (held.closings.some((one) => one.hash === wanted.closing)) closings += 1
        else find('unfiled', wanted.number)
      }
    }
  }
  findings.push(...extras(claim, held.documents), ...sumFindings(claim.tenders, tenderSums(counted)))
  // With anything named above the counts differ of themselves.
  if (findings.length === 0 && (counted.length !== claim.documents || closings !== claim.closings)) findings.push({ kind: 'count', register: claim.documents + claim.closings, headOffice: counted.length + closings })
  return { state: findings.length === 0 ? 'complete' : 'differs', findings: findings.slice(0, namedFindings), more: Math.max(0, findings.length - namedFindings), elsewhere: elsewhereOf(claim, counted, held.documents) }
}

/** Its hash is that of its text behind what it says stood before it, and that is what stands there. */
function fitsBeside({ prevHash, hash, text }: HeldEntry, before?: HeldEntry): boolean {
  return hashEntry(prevHash, text, sha256) === hash && (before === undefined || before.hash === prevHash)
}

function fits({ runs }: DayClaim, detail: DayDetail): boolean {
  return detail.runs.length === runs.length && runs.every(({ from, to, hash }, index) => detail.runs[index]?.hashes.length === to - from + 1 && detail.runs[index].hashes.at(-1) === hash)
}

function elsewhereOf({ epoch }: DayClaim, counted: readonly FiledDocument[], documents: readonly FiledDocument[]): readonly ConfirmedRun[] {
  const confirmed = new Set(counted)
  const runs: [epoch: number, from: number, to: number][] = []
  let isOpen = false
  for (const document of documents.filter((one) => one.epoch !== epoch).toSorted((left, right) => left.epoch - right.epoch || left.seq - right.seq)) {
    const last = runs.at(-1)
    const isCounted = confirmed.has(document)
    if (isCounted && isOpen && last?.[0] === document.epoch) last[2] = document.seq
    else if (isCounted) runs.push([document.epoch, document.seq, document.seq])
    isOpen = isCounted
  }
  return runs
}

function keyOf({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind} ${id}`
}

/** Read from its own text: of a type or version that is not known here it has to be nothing but kept. */
function expectedOf(text: string, place: { readonly register: string; readonly epoch: number; readonly seq: number }): Expected {
  const read = readEntry(text, place)
  if (!read.readable) return {}
  if (read.sale !== undefined) {
    const { saleId: id, number, currency, total, tenders } = read.sale
    return { number, document: { kind: 'sale', id, currency, total, tenders } }
  }
  if (read.refund !== undefined) {
    const { refundId: id, number, currency, total, tenders } = read.refund.body
    return { number, document: { kind: 'refund', id, currency, total, tenders } }
  }
  return read.zReport === undefined ? {} : { number: `Z ${read.zReport.z.number}`, closing: read.zReport.z.hash }
}

function isSame(filed: FiledDocument, wanted: PaidDocument & { readonly total: number }): boolean {
  const money = ({ tenders }: PaidDocument): string => JSON.stringify(tenders.map(({ type, amount }) => [type, amount]))
  return filed.currency === wanted.currency && filed.total === wanted.total && money(filed) === money(wanted)
}

/** Documents filed for that date from an entry that the register does not name, up to the last that it does: what came after is another proof's. */
function extras({ epoch, runs }: DayClaim, documents: readonly FiledDocument[]): readonly DayFinding[] {
  const last = runs.at(-1)?.to ?? 0
  return documents.filter((one) => one.epoch === epoch && one.seq < last && !runs.some(({ from, to }) => one.seq >= from && one.seq <= to)).map(({ seq, number }) => ({ kind: 'extra', seq, number }))
}

function sumFindings(claimed: DayClaim['tenders'], held: readonly TenderSum[]): readonly DayFinding[] {
  const keys = new Map([...claimed, ...held].map(({ currency, type }) => [JSON.stringify([currency, type]), { currency, type }]))
  return [...keys.values()].flatMap(({ currency, type }) =>
    (['debit', 'credit'] as const).flatMap((side): readonly DayFinding[] => {
      const of = (sums: readonly TenderSum[]): number => sums.find((one) => one.currency === currency && one.type === type)?.[side] ?? 0
      const [register, headOffice] = [of(claimed), of(held)]
      return register === headOffice ? [] : [{ kind: 'sum', currency, tender: type, side, register, headOffice }]
    }),
  )
}

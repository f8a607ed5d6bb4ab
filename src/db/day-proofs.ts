import { businessDateOf, offsetMinutes } from '../domain/business-date/index.ts'
import { type PaidDocument, tenderSums } from '../domain/day-proof/index.ts'
import { type Connection } from './connection.ts'
import { type DayDifference, type DayPlace, type DayProof, type DayProofReads, type DayState } from './day-proof.ts'
import { REFUND_COMPLETED, SALE_COMPLETED } from './journal.ts'
import { epochOf, positionOf, seqOf } from './position.ts'
import { type RegisterFacts } from './register-facts.ts'
import { fromStoredJson } from './stored-json.ts'

/** Proved again every night whatever was said of them: head office may have lost a word it gave, and no entry. */
const againDays = 7
const dayMs = 86_400_000
/** Of no more days back is it said that there was nothing. */
const silentDays = 400
const shownDays = 7
const shownDifferences = 20

interface ProofRow {
  proved_to: number
  instance: string
  state: 'complete' | 'differs'
  documents: number
  findings: string
  more: number
  proved_at: number
}

interface WrittenZ {
  readonly position: number
  readonly at: number
  readonly businessDate: string
}

interface LineRow {
  position: number
  type: string
  prev_hash: string
  hash: string
  text: string
}

const before = (businessDate: string, days: number): string => new Date(Date.parse(`${businessDate}T00:00:00Z`) - days * dayMs).toISOString().slice(0, 10)

export function readDayProofs(db: Connection, facts: () => Pick<RegisterFacts, 'timeZone' | 'cutOffHour' | 'epoch' | 'left'>): DayProofReads {
  const nextDate = db.prepare<[string], string | null>('SELECT min(business_date) FROM journal_line WHERE business_date > ?').pluck()
  const dateBefore = db.prepare<[string], string | null>("SELECT max(business_date) FROM journal_line WHERE business_date < ? AND business_date > ''").pluck()
  const ends = db.prepare<[string], { first: number | null; last: number | null }>('SELECT min(position) AS first, max(position) AS last FROM journal_line WHERE business_date = ?')
  const lastIn = db.prepare<[string, number, number], number | null>('SELECT max(position) FROM journal_line WHERE business_date = ? AND position > ? AND position < ?').pluck()
  const lines = db.prepare<[string, number, number], LineRow>(
    'SELECT j.position, j.type, j.prev_hash, j.hash, j.text FROM journal_line l JOIN journal j ON j.position = l.position WHERE l.business_date = ? AND l.position > ? AND l.position < ? ORDER BY l.position',
  )
  const lastClosing = db.prepare<[string, number, number], { position: number; at: number }>(
    "SELECT j.position, json_extract(j.text, '$.at') AS at FROM journal_line l JOIN journal j ON j.position = l.position WHERE l.area = 'shift' AND l.business_date = ? AND l.position > ? AND l.position <= ? AND j.type = 'shift.closed' ORDER BY l.position DESC LIMIT 1",
  )
  const paidBehind = db.prepare<[string, number, string, string], number>('SELECT 1 FROM journal_line l JOIN journal j ON j.position = l.position WHERE l.business_date = ? AND l.position > ? AND j.type IN (?, ?) LIMIT 1').pluck()
  const touched = db.prepare<[number, number], { businessDate: string; position: number; type: string }>("SELECT json_extract(text, '$.businessDate') AS businessDate, position, type FROM journal WHERE position > ? AND position <= ? AND json_valid(text) ORDER BY position")
  const head = db.prepare<[], number | null>('SELECT max(position) FROM journal').pluck()
  const listed = db.prepare<[], { position: number; listed: number }>('SELECT position, listed FROM projection_cursor')
  const proofOf = db.prepare<[string, number], ProofRow>('SELECT proved_to, instance, state, documents, findings, more, proved_at FROM day_proof WHERE business_date = ? AND epoch = ?')
  const proofsOf = db.prepare<[string], ProofRow & { epoch: number }>('SELECT epoch, proved_to, instance, state, documents, findings, more, proved_at FROM day_proof WHERE business_date = ? ORDER BY epoch')
  // A close takes itself into the ledger in its own commit: its Z is known here at once.
  const zPositions = db.prepare<[number], number>('SELECT position FROM z_report ORDER BY number DESC LIMIT ?').pluck()
  const zAt = db.prepare<[number], WrittenZ>("SELECT position, json_extract(text, '$.at') AS at, json_extract(text, '$.businessDate') AS businessDate FROM journal WHERE position = ?")
  /** A Z is long, never changes, and is asked about after every sale. */
  const knownZs = new Map<number, WrittenZ>()

  function newestZs(): readonly WrittenZ[] {
    const positions = zPositions.all(shownDays)
    for (const position of knownZs.keys()) if (!positions.includes(position)) knownZs.delete(position)
    for (const position of positions) {
      const found = knownZs.has(position) ? undefined : zAt.get(position)
      if (found !== undefined) knownZs.set(position, found)
    }
    return positions.flatMap((position) => knownZs.get(position) ?? [])
  }

  /** The first place that a proof of this epoch does not speak of: behind what head office agreed with, all was issued again in a later one. */
  function endOf(epoch: number): number {
    const left = facts().left?.find((one) => one.epoch === epoch)
    return left === undefined ? positionOf(epoch + 1, 0) : positionOf(epoch, left.seq + 1)
  }

  function todayAt(now: number): string {
    const { timeZone, cutOffHour } = facts()
    return businessDateOf(now, offsetMinutes(timeZone, now), cutOffHour)
  }

  function epochsOf(businessDate: string, upTo: number): readonly { readonly epoch: number; readonly last: number }[] {
    const { first, last } = ends.get(businessDate) ?? { first: null, last: null }
    if (first === null || last === null) return []
    const found: { epoch: number; last: number }[] = []
    for (let epoch = epochOf(first); epoch <= epochOf(last); epoch += 1) {
      const end = lastIn.get(businessDate, positionOf(epoch, 0), Math.min(endOf(epoch), upTo + 1)) ?? undefined
      if (end !== undefined) found.push({ epoch, last: end })
    }
    return found
  }

  /** Days that are over, or closed by a Z, and not confirmed as they are now. */
  function unproved(businessDate: string, today: string, instance: string, again: boolean, upTo: number): readonly DayPlace[] {
    return epochsOf(businessDate, upTo).flatMap(({ epoch, last }) => {
      const proof = proofOf.get(businessDate, epoch)
      const isProved = proof !== undefined && proof.instance === instance && proof.state === 'complete' && proof.proved_to >= seqOf(last)
      if (isProved && !again) return []
      const closed = businessDate < today || lastClosing.get(businessDate, again ? 0 : positionOf(epoch, proof?.proved_to ?? 0), upTo) !== undefined
      return closed ? [{ businessDate, epoch }] : []
    })
  }

  function everyDay(today: string, instance: string, upTo: number): readonly DayPlace[] {
    const first = nextDate.get('') ?? undefined
    if (first === undefined) return []
    const known = new Set<string>()
    const found: DayPlace[] = []
    for (let date: string | undefined = first; date !== undefined && date <= today; date = nextDate.get(date) ?? undefined) {
      known.add(date)
      found.push(...unproved(date, today, instance, date >= before(today, againDays), upTo))
    }
    const { epoch } = facts()
    for (let days = 1; days <= silentDays && before(today, days) > first; days += 1) {
      const businessDate = before(today, days)
      const proof = proofOf.get(businessDate, epoch)
      if (!known.has(businessDate) && (days <= againDays || proof?.instance !== instance || proof.state !== 'complete')) found.push({ businessDate, epoch })
    }
    return found.toSorted((left, right) => (left.businessDate < right.businessDate ? 1 : left.businessDate > right.businessDate ? -1 : right.epoch - left.epoch))
  }

  function daysSince(position: number, upTo: number, today: string, instance: string): readonly DayPlace[] {
    const found = new Map<string, DayPlace>()
    const add = (place: DayPlace): void => void found.set(`${place.businessDate} ${place.epoch}`, place)
    for (const { businessDate, position: at, type } of touched.all(position, upTo)) {
      if (businessDate < today || type === 'shift.closed') add({ businessDate, epoch: epochOf(at) })
      // A register that was restored on that day wrote the morning of it in an epoch that it left: the Z is about that, too.
      if (type === 'shift.closed') unproved(businessDate, today, instance, false, upTo).forEach(add)
    }
    return [...found.values()].toReversed()
  }

  function stateOf(businessDate: string, today: string, zs: readonly WrittenZ[]): DayState | undefined {
    const proofs = new Map(proofsOf.all(businessDate).map(({ epoch, ...proof }) => [epoch, proof]))
    const all = [...proofs.values()]
    const worst = all.find(({ state }) => state === 'differs') ?? all.at(-1)
    const newestZ = zs.find((z) => z.businessDate === businessDate)
    const isNew = ({ position }: { readonly position: number }): boolean => position < endOf(epochOf(position)) && seqOf(position) > (proofs.get(epochOf(position))?.proved_to ?? 0)
    const openZ = newestZ !== undefined && isNew(newestZ)
    const openLeft = newestZ !== undefined && epochsOf(businessDate, newestZ.position).some(({ epoch, last }) => epoch < epochOf(newestZ.position) && isNew({ position: last }))
    const openEnd = businessDate < today && epochsOf(businessDate, Number.MAX_SAFE_INTEGER).some(({ last }) => isNew({ position: last }))
    if (openZ || openLeft || openEnd || (worst === undefined && businessDate < today)) return { businessDate, state: 'waiting', ...(newestZ !== undefined && { since: newestZ.at }), findings: [], more: 0 }
    if (worst === undefined) return undefined
    // Sold on after its Z: nobody has said anything of the day as it is now, and nobody will before the next.
    const proved = Math.max(...[...proofs].map(([epoch, one]) => positionOf(epoch, one.proved_to)))
    if (worst.state === 'complete' && paidBehind.get(businessDate, proved, SALE_COMPLETED, REFUND_COMPLETED) !== undefined) return undefined
    const findings = fromStoredJson<readonly DayDifference[]>(worst.findings)
    const documents = all.reduce((sum, one) => sum + one.documents, 0)
    const isClosed = documents === 0 || newestZ !== undefined || lastClosing.get(businessDate, 0, Number.MAX_SAFE_INTEGER) !== undefined
    return {
      businessDate,
      state: worst.state,
      at: worst.proved_at,
      documents,
      ...(!isClosed && { noZ: true as const }),
      findings: findings.slice(0, shownDifferences),
      more: worst.more + Math.max(0, findings.length - shownDifferences),
    }
  }

  return {
    daysToProve({ instance, now, since, sentTo }) {
      const { position = 0, listed: inList = 0 } = listed.get() ?? {}
      const upTo = Math.min(head.get() ?? 0, positionOf(sentTo.epoch, sentTo.seq))
      if (position < upTo || inList < upTo) return undefined
      const today = todayAt(now)
      return { today, upTo, days: since === undefined || since.today !== today ? everyDay(today, instance, upTo) : daysSince(since.upTo, upTo, today, instance) }
    },
    dayStatement({ businessDate, epoch, sentTo }) {
      const end = Math.min(endOf(epoch), positionOf(sentTo.epoch, sentTo.seq) + 1)
      const runs: { from: number; to: number; hash: string; prevHash: string; hashes: string[] }[] = []
      const documents: PaidDocument[] = []
      const numbers: { seq: number; number: string }[] = []
      let closings = 0
      let entries = 0
      for (const { position, type, prev_hash: prevHash, hash, text } of lines.iterate(businessDate, positionOf(epoch, 0), end)) {
        const seq = seqOf(position)
        entries += 1
        const run = runs.at(-1)
        if (run?.to === seq - 1) {
          run.to = seq
          run.hash = hash
          run.hashes.push(hash)
        } else runs.push({ from: seq, to: seq, hash, prevHash, hashes: [hash] })
        const isSale = type === SALE_COMPLETED
        if (isSale || type === REFUND_COMPLETED) {
          const { body } = fromStoredJson<{ readonly body: Pick<PaidDocument, 'currency' | 'tenders'> & { readonly number: string } }>(text)
          documents.push({ kind: isSale ? 'sale' : 'refund', currency: body.currency, tenders: body.tenders })
          numbers.push({ seq, number: body.number })
        } else if (type === 'shift.closed') {
          closings += 1
          numbers.push({ seq, number: `Z ${fromStoredJson<{ readonly body: { readonly number: number } }>(text).body.number}` })
        }
      }
      return {
        claim: { businessDate, epoch, runs: runs.map(({ from, to, hash }) => ({ from, to, hash })), entries, documents: documents.length, closings, tenders: tenderSums(documents) },
        detail: { runs: runs.map(({ prevHash, hashes }) => ({ prevHash, hashes })), numbers },
      }
    },
    dayStates(now) {
      const today = todayAt(now)
      const zs = newestZs()
      const dates = new Set(zs.map(({ businessDate }) => businessDate))
      let date = dateBefore.get('~') ?? undefined
      for (let found = 0; date !== undefined && found < shownDays; found += 1) {
        dates.add(date)
        date = dateBefore.get(date) ?? undefined
      }
      const newest = [...dates].toSorted().toReversed()
      return newest.flatMap((businessDate) => stateOf(businessDate, today, zs) ?? []).slice(0, shownDays)
    },
  }
}

export function writeDayProofs(db: Connection) {
  const keep = db.prepare<[string, number, number, string, string, number, string, number, number]>(
    `INSERT INTO day_proof (business_date, epoch, proved_to, instance, state, documents, findings, more, proved_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET proved_to = excluded.proved_to, instance = excluded.instance, state = excluded.state, documents = excluded.documents, findings = excluded.findings, more = excluded.more, proved_at = excluded.proved_at`,
  )
  const forget = db.prepare('DELETE FROM day_proof')
  return {
    keepDayProof({ businessDate, epoch, provedTo, instance, state, documents, findings, more }: DayProof, provedAt: number): void {
      keep.run(businessDate, epoch, provedTo, instance, state, documents, JSON.stringify(findings), more, provedAt)
    },
    /** Head office went back to before it said so: every day is proved again. */
    forgetDayProofs(): void {
      forget.run()
    },
  }
}

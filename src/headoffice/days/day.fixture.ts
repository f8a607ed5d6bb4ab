import { type DayClaim, type DayDetail } from '../../contracts/replication/index.ts'
import { type PaidDocument, tenderSums } from '../../domain/day-proof/index.ts'
import { type TestRegister } from '../register.fixture.ts'

interface Written {
  readonly type: string
  readonly businessDate: string
  readonly body: { readonly number: string | number; readonly currency: string; readonly tenders: PaidDocument['tenders'] }
}

/** What a test register wrote for a business date, in the words of a register: from its own texts alone. */
export function claimOf(register: TestRegister, businessDate: string): { readonly claim: DayClaim; readonly detail: DayDetail } {
  const runs: { from: number; to: number; hash: string; prevHash: string; hashes: string[] }[] = []
  const documents: (PaidDocument & { readonly seq: number; readonly number: string })[] = []
  let closings = 0
  for (const [index, { text, prevHash, hash }] of register.entries.entries()) {
    // What is no JSON at all is of no date: it goes with the entries around it.
    const entry = text.startsWith('{') ? (JSON.parse(text) as Written) : undefined
    if (entry !== undefined && entry.businessDate !== businessDate) continue
    const seq = index + 1
    const last = runs.at(-1)
    if (last !== undefined && last.to === seq - 1) {
      last.to = seq
      last.hash = hash
      last.hashes.push(hash)
    } else runs.push({ from: seq, to: seq, hash, prevHash, hashes: [hash] })
    if (entry?.type === 'sale.completed' || entry?.type === 'refund.completed') documents.push({ seq, kind: entry.type === 'sale.completed' ? 'sale' : 'refund', currency: entry.body.currency, tenders: entry.body.tenders, number: String(entry.body.number) })
    if (entry?.type === 'shift.closed') closings += 1
  }
  return {
    claim: { businessDate, epoch: register.epoch, runs: runs.map(({ from, to, hash }) => ({ from, to, hash })), entries: runs.reduce((sum, { hashes }) => sum + hashes.length, 0), documents: documents.length, closings, tenders: [...tenderSums(documents)] },
    detail: { runs: runs.map(({ prevHash, hashes }) => ({ prevHash, hashes })), numbers: documents.map(({ seq, number }) => ({ seq, number })) },
  }
}


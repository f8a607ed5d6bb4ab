import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DayFinding } from '../../contracts/replication/index.ts'
import { chain } from '../ingest/ingest.ts'
import { type KnownChain, planBatch } from '../ingest/plan-batch.ts'
import { append, batchOf, saleBody, sha256, testRegister, type TestRegister } from '../register.fixture.ts'
import { compareDay, type FiledDocument, type HeldDay } from './compare-day.ts'
import { claimOf } from './day.fixture.ts'

const day = '2026-11-21'
const nothingKnown: KnownChain = { last: { seq: 0, hash: '0'.repeat(64) }, newestEpoch: 0, hashAt: (seq) => (seq === 0 ? '0'.repeat(64) : undefined), filedAs: () => undefined, saleKnown: () => false, refundKnown: () => false, settled: () => undefined }

/** What head office has once every entry of the register was filed. */
function heldOf(register: TestRegister): HeldDay {
  const { file } = planBatch(nothingKnown, chain(batchOf(register, 1, register.entries.length)))
  const documents = file.flatMap(({ seq, effect }): readonly FiledDocument[] => {
    if (effect.kind === 'sale') return effect.businessDate === day ? [{ ...effect.sale, kind: 'sale', id: effect.sale.saleId, epoch: 1, seq }] : []
    return effect.kind === 'refund' && effect.businessDate === day ? [{ ...effect.refund.body, kind: 'refund', id: effect.refund.body.refundId, epoch: 1, seq }] : []
  })
  return {
    entries: file.map(({ seq, prevHash, hash, text, effect }) => ({ seq, prevHash, hash, text, ...(effect.kind === 'quarantine' && { reason: effect.reason }) })),
    documents,
    closings: file.flatMap(({ seq, effect }) => (effect.kind === 'zReport' ? [{ epoch: 1, seq, hash: effect.z.hash }] : [])),
  }
}

type Kind = 'sale' | 'refund' | 'note' | 'of yesterday' | 'unread'
function write(kinds: readonly Kind[]): TestRegister {
  const register = testRegister()
  for (const [index, kind] of kinds.entries()) {
    const refund = { refundId: crypto.randomUUID(), number: `1-${index}`, kind: 'refund', currency: 'GBP', total: 100 + index, tax: 0, tenders: [{ type: 'cash', amount: 100 + index }], lines: [{ lineNo: 1, itemId: 'i', name: 'Tea', quantity: 1000, total: 100 + index, tax: 0, condition: 'stock' }] }
    if (kind === 'refund') append(register, { type: 'refund.completed', body: refund })
    else if (kind === 'note') append(register, { type: 'operator.signedOn', body: { index } })
    else if (kind === 'unread') append(register, { body: { ...(saleBody(`1-${index}`, 50 + index) as object), lines: 'none' } })
    else append(register, { businessDate: kind === 'sale' ? day : '2026-11-20', body: saleBody(`1-${index}`, 1_000 + index) })
  }
  return register
}

/** What becomes of one entry on its way into head office's tables, or in them. */
type Harm = 'none' | 'withheld' | 'altered text' | 'altered throughout' | 'not filed' | 'other sum'
const harm = fc.constantFrom<Harm>('none', 'none', 'none', 'none', 'withheld', 'altered text', 'altered throughout', 'not filed', 'other sum')
const kind = fc.constantFrom<Kind>('sale', 'sale', 'sale', 'refund', 'note', 'of yesterday', 'unread')

function harmed(held: HeldDay, harms: readonly Harm[]): HeldDay {
  const of = (seq: number): Harm => harms[seq - 1] ?? 'none'
  let before: string | undefined
  const entries = held.entries.flatMap((entry) => {
    const text = of(entry.seq) === 'altered text' || of(entry.seq) === 'altered throughout' ? entry.text.replace('"at":', '"at":1') : entry.text
    // Whoever writes history anew makes every hash behind it fit again.
    const prevHash = before ?? entry.prevHash
    if (of(entry.seq) === 'altered throughout' || before !== undefined) before = sha256(prevHash + text)
    const hash = before ?? entry.hash
    return of(entry.seq) === 'withheld' ? [] : [{ ...entry, prevHash, hash, text }]
  })
  const documents = held.documents.flatMap((document) => {
    const what = of(document.seq)
    if (what === 'withheld' || what === 'not filed') return []
    return what === 'other sum' ? [{ ...document, tenders: document.tenders.map((tender) => ({ ...tender, amount: tender.amount + 1 })) }] : [document]
  })
  return { ...held, entries, documents }
}

function named(findings: readonly DayFinding[]): readonly string[] {
  return findings.flatMap(({ kind: found, seq }) => (seq === undefined ? [] : [`${seq} ${found}`])).toSorted()
}

test('[REP-16] of any day, whatever was withheld, quarantined, altered or not filed is named, and nothing else', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(fc.record({ kind, harm }), { maxLength: 14 }), (drawn) => {
      // What is wrong with yesterday is yesterday's.
      const entries = drawn.map((entry) => (entry.kind === 'of yesterday' ? { ...entry, harm: 'none' as const } : entry))
      const register = write(entries.map((entry) => entry.kind))
      const expected = entries.flatMap((entry, index) => {
        const [what, seq] = [entry.harm, index + 1]
        if (entry.kind === 'of yesterday') return []
        if (what === 'withheld') return [`${seq} missing`]
        if (what.startsWith('altered')) return [`${seq} altered`]
        if (entry.kind === 'unread') return [`${seq} quarantined`]
        return entry.kind !== 'note' && what !== 'none' ? [`${seq} unfiled`] : []
      })
      const { claim, detail } = claimOf(register, day)
      const held = harmed(heldOf(register), entries.map((entry) => entry.harm))
      const verdict = compareDay(register.id, claim, held, detail)
      for (const { kind: found } of verdict.findings) seen.add(found)
      expect(named(verdict.findings)).toEqual(expected.toSorted())
      expect(verdict.state).toBe(expected.length === 0 ? 'complete' : 'differs')
      // Without the hashes it may name fewer or other entries, and never finds complete what is not.
      expect(compareDay(register.id, claim, held).state).toBe(verdict.state)
    }),
    { numRuns: 400, seed: 16 },
  )
  expect([...seen].toSorted()).toEqual(['altered', 'missing', 'quarantined', 'sum', 'unfiled'])
})

test('[REP-16] a difference of one minor unit in one tender is told with both figures, and the receipt it is of', () => {
  const register = write(['sale', 'refund'])
  const { claim, detail } = claimOf(register, day)
  expect(compareDay(register.id, claim, harmed(heldOf(register), ['other sum', 'none']), detail)).toEqual({
    state: 'differs',
    findings: [
      { kind: 'unfiled', seq: 1, number: '1-0' },
      { kind: 'sum', currency: 'GBP', tender: 'cash', side: 'debit', register: 1_000, headOffice: 0 },
    ],
    more: 0,
    elsewhere: [],
  })
})

test('[REP-16] documents that are filed under another epoch are told in runs, and one among them that it does not name ends a run', () => {
  const register = write(['sale', 'sale', 'sale', 'refund'])
  const { claim } = claimOf(register, day)
  const held = heldOf(register)
  const documents = held.documents.map((document, index) => ({ ...document, epoch: index === 3 ? 4 : 3, seq: 10 * (index + 1) }))
  const [first] = held.documents
  if (first === undefined) throw new Error('no document')
  const compared = compareDay(register.id, claim, { ...held, documents: [...documents, { ...first, id: 'x', epoch: 3, seq: 25 }] })
  expect([compared.state, compared.elsewhere]).toEqual(['complete', [[3, 10, 20], [3, 30, 30], [4, 40, 40]]])
})

test('[REP-16] a document that the register does not name is named, and one behind its last is another proof’s', () => {
  const register = write(['sale', 'of yesterday', 'sale'])
  const held = heldOf(register)
  const { claim, detail } = claimOf(register, day)
  const [first] = held.documents
  if (first === undefined) throw new Error('no document')
  const with2 = { ...held, documents: [...held.documents, { ...first, id: 'x', seq: 2, number: '1-9' }] }
  expect(compareDay(register.id, claim, with2, detail).findings).toEqual([{ kind: 'extra', seq: 2, number: '1-9' }])
  const later = { ...held, documents: [...held.documents, { ...first, id: 'x', seq: 4, number: '1-9' }] }
  expect(compareDay(register.id, claim, later, detail).state).toBe('complete')
})

test('[REP-18] a tail that was cut off, and one that was written anew, do not pass for the day', () => {
  const register = write(['sale', 'sale', 'sale'])
  const { claim, detail } = claimOf(register, day)
  const held = heldOf(register)
  const cut = { ...held, entries: held.entries.slice(0, 2), documents: held.documents.slice(0, 2) }
  expect(named(compareDay(register.id, claim, cut, detail).findings)).toEqual(['3 missing'])
  expect(compareDay(register.id, claim, cut, detail).findings[0]).toEqual({ kind: 'missing', seq: 3, number: '1-2' })
  expect(named(compareDay(register.id, claim, harmed(held, ['none', 'none', 'altered throughout']), detail).findings)).toEqual(['3 altered'])
})

test('[REP-18] a day whose own entries are all right does not pass above a history that was written anew', () => {
  const register = write(['of yesterday', 'sale', 'sale'])
  const { claim, detail } = claimOf(register, day)
  expect(named(compareDay(register.id, claim, harmed(heldOf(register), ['altered throughout', 'none', 'none']), detail).findings)).toEqual(['3 altered'])
})

test('[REP-16] of many differences the first are named and the rest counted', () => {
  const register = write(Array.from({ length: 250 }, () => 'sale' as const))
  const { claim, detail } = claimOf(register, day)
  const verdict = compareDay(register.id, claim, { entries: [], documents: [], closings: [] }, detail)
  expect([verdict.findings.length, verdict.more]).toEqual([200, 51])
})

import { mostBehind, type Input, type LossCardView, type Output } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { factsOf, lossRuleNames, lossRules, readEntry, watchedTypes, watchInSteps, type LossCard, type LossFact, type LossRule, type Place, type ReadEntry, type Watch, type WatchedEntry } from '../../domain/loss-watch/index.ts'
import { currencies } from '../../domain/money/index.ts'
import { lossLimitId } from '../../domain/settings/index.ts'
import { documentOf } from './document-of.ts'
import { hasRight, operatorAt } from './may-ask.ts'
import { isOfHeadOffice } from './of-head-office.ts'
import { type QueryContext } from './query-context.ts'

/** How long a look that was written down lasts. */
const lookMs = 15 * 60_000
/** Cases closed in any days that can be looked at: some thousands would be a day's work to write. */
const mostCases = 2000
/** Entries that the list may be behind by: it takes some in after each command. */
const mostAhead = 500

export const unitOfRule = (rule: LossRule): 'count' | 'ppm' => (lossRules[rule].per === 'rate' ? 'ppm' : 'count')

interface Looked {
  readonly operator: string
  readonly at: number
  readonly body: { readonly from: string; readonly to: string }
}

/** The look that somebody wrote down before they asked. Refuses `lossWatch.notLooked`. */
function lookOf({ reader, seat, now }: QueryContext, { epoch, seq }: Place): Result<Looked> {
  const operator = operatorAt(reader, seat)
  if (!operator.ok) return operator
  const entry = reader.entryAt(epoch, seq)
  const looked = entry?.type === 'lossWatch.looked' ? (JSON.parse(entry.text) as Looked) : undefined
  const age = (now?.at ?? 0) - (looked?.at ?? 0)
  return looked?.operator === operator.value.id && Math.abs(age) <= lookMs ? accept(looked) : refuse('lossWatch.notLooked')
}

/** Entries at once: about a hundredth of a second of reading, after which the thread sees to whatever else was asked. */
const piece = 200

function readAt({ epoch, seq, type, text }: { readonly epoch: number; readonly seq: number; readonly type: string; readonly text: string }): ReadEntry[] {
  let said: Omit<WatchedEntry, 'epoch' | 'seq' | 'type'>
  try {
    said = JSON.parse(text) as typeof said
  } catch {
    // The ledger counts what cannot be read, and says so in every report.
    return []
  }
  return [readEntry({ ...said, type, epoch, seq })]
}

/** What the rules look at of these days, both included, a piece at a time. */
function* factsInSteps(reader: RegisterReader, from: string, to: string): Generator<undefined, readonly LossFact[]> {
  const read: ReadEntry[] = []
  for (let day = from; day <= to; day = dayAfter(day)) {
    let after: Place | undefined
    for (;;) {
      const entries = reader.entriesOfTypes({ day, types: watchedTypes, limit: piece, ...(after === undefined ? {} : { after }) })
      read.push(...entries.flatMap(readAt))
      yield
      after = entries.at(-1)
      if (after === undefined || entries.length < piece) break
    }
  }
  return factsOf(read)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** What the rules are told besides the entries, as it is now: limits that were others then are not known any more. */
function around(reader: RegisterReader, today: string): Watch {
  const roles = new Map(reader.operators().map(({ id, role }) => [id, role]))
  const { currency } = reader.facts()
  return {
    today,
    lowSale: 10 ** currencies[currency].exponent,
    limits: Object.fromEntries(reader.lossLimits()) as Partial<Record<LossRule, number>>,
    limitOf(operator, permission) {
      const role = roles.get(operator)
      const grant = role === undefined ? undefined : reader.grantOf(role, permission)
      return typeof grant === 'number' ? grant : undefined
    },
  }
}

/** A word about a card: that it was looked at, or that it is open again. */
export interface CaseWord {
  readonly type: 'lossCase.closed' | 'lossCase.reopened'
  readonly at: number
  readonly operator: string
  readonly body: { readonly case: string; readonly note: string }
}

/**
 * By card, what was said of it last, on or after that date. Also what the list of the journal has not taken in yet: whoever said a word
 * asks for the cards at once, and on a busy machine read theirs as open still.
 */
export function caseWords(reader: Pick<RegisterReader, 'journalEntries' | 'journalHead' | 'projectionCursor' | 'entriesAfter'>, from: string): ReadonlyMap<string, CaseWord> {
  const listed = reader.journalEntries({ areas: ['lossCase'], from, limit: mostCases }).toReversed()
  const ahead = reader.entriesAfter(reader.journalHead().epoch, reader.projectionCursor(), mostAhead).filter(({ type }) => type === 'lossCase.closed' || type === 'lossCase.reopened')
  return new Map([...listed, ...ahead].map(({ type, text }) => ({ ...(JSON.parse(text) as CaseWord), type }) as CaseWord).map((word) => [word.body.case, word]))
}

function cardView(reader: RegisterReader, card: LossCard, word: CaseWord | undefined): LossCardView {
  const { operator, places, ...rest } = card
  const nameOf = (id: string): string => reader.operatorById(id)?.name ?? ''
  return {
    ...rest,
    unit: unitOfRule(card.rule),
    operatorId: operator,
    operatorName: nameOf(operator),
    places: places.slice(0, mostBehind).map((place) => ({ ...place })),
    behind: places.length,
    ...(word === undefined ? {} : { [word.type === 'lossCase.closed' ? 'looked' : 'reopened']: { operatorName: nameOf(word.operator), at: word.at, note: word.body.note } }),
  }
}

/**
 * In steps: a month of a busy register is seconds of reading, and the thread that reads also finds goods and prepares papers, which a
 * customer waits for.
 */
export function* lossesInSteps(context: QueryContext, { looked }: Input<'losses'>): Generator<undefined, Result<Output<'losses'>>> {
  const { reader, seat } = context
  const look = lookOf(context, looked)
  if (!look.ok) return look
  const { operator, body: { from, to } } = look.value
  const maySet = hasRight(reader, seat, 'setLossWatch').ok
  const rules = around(reader, to)
  const facts = yield* factsInSteps(reader, from, to)
  const found = yield* watchInSteps(facts, rules)
  const words = caseWords(reader, from)
  const cards = found.filter((card) => maySet || card.operator !== operator)
  return accept({
    from,
    to,
    cards: cards.map((card) => cardView(reader, card, words.get(card.id))),
    limits: lossRuleNames.map((rule) => ({ rule, unit: unitOfRule(rule), preset: lossRules[rule].limit, limit: rules.limits[rule] ?? lossRules[rule].limit, ...(isOfHeadOffice(reader, lossLimitId(rule)) && { ofHeadOffice: true as const }) })),
    maySet,
  })
}

/** The same in one go. */
export function losses(context: QueryContext, input: Input<'losses'>): Result<Output<'losses'>> {
  const steps = lossesInSteps(context, input)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

export function lossDocuments(context: QueryContext, { looked, places }: Input<'loss-documents'>): Result<Output<'loss-documents'>> {
  const look = lookOf(context, looked)
  if (!look.ok) return look
  const documents = places.flatMap(({ epoch, seq }) => {
    const entry = context.reader.entryAt(epoch, seq)
    return entry === undefined ? [] : [documentOf(context.reader, entry)]
  })
  return accept({ documents })
}

import type { DayFinding, RegisterDayOverview, StoreDayOverview } from '../../contracts/replication/index.ts'
import { moneyText, momentText } from './format.ts'
import type { Words } from './words.ts'

/** In a sentence: complete, what is waited for, or how much differs. The worst of its registers speaks. */
export function dayText({ state, registers }: StoreDayOverview, words: Words): string {
  if (state === 'complete') return withOthers(words.dayComplete, registers, words)
  const open = registers.filter((one) => (state === 'differs' ? one.state === 'differs' : state === 'ended' ? isEnded(one) : one.state !== 'complete' && one.state !== 'noTrade' && !isEnded(one)))
  const [first] = open
  if (first === undefined) return words.dayComplete
  // One that is ended is named, all of them: nothing more comes of it by itself.
  if (state === 'ended') return words.dayEnded(open.map((one) => registerDayText(one, words)).join(' '))
  const said = registerDayText(first, words)
  return open.length === 1 ? said : words.dayAndMore(said, open.length - 1)
}

function withOthers(said: string, registers: readonly RegisterDayOverview[], words: Words): string {
  const others = registers.flatMap(({ registerNumber, others: of }) => (of === undefined ? [] : [words.dayOthers(registerNumber, of.documents)]))
  return others.length === 0 ? said : words.sentences([said, ...others])
}

/** Of a machine with this register's key that does not go on: which documents, what they come to, and what becomes of them. */
export function otherMachineText({ others }: RegisterDayOverview, timeZone: string, words: Words, language: string): readonly string[] {
  if (others === undefined) return []
  const sums = others.sums.map(({ currency, amount }) => moneyText(amount, currency, language)).join(', ')
  return [words.dayOtherMachine(others.documents, others.numbers.join(', '), others.documents - others.numbers.length), words.dayOtherSums(sums, momentText(others.filedAt, timeZone, language)), words.dayOtherHow]
}

function isEnded({ state }: RegisterDayOverview): boolean {
  return state === 'endedZ' || state === 'endedProof'
}

export function registerDayText(day: RegisterDayOverview, words: Words): string {
  const { registerNumber, state, documents } = day
  if (state === 'complete') return words.registerDay.complete(registerNumber, documents)
  if (state === 'late') return words.registerDay.late(registerNumber, day.late.join(', '))
  if (state !== 'differs') return words.registerDay[state](registerNumber)
  const named = day.findings.filter(({ kind }) => kind !== 'sum' && kind !== 'count')
  const numbers = named.flatMap(({ number }) => (number === undefined ? [] : [number]))
  return words.registerDay.differs(registerNumber, Math.max(1, named.length + day.more), numbers.slice(0, 3).join(', '))
}

/** One difference in a sentence. The receipt's number where it is known, else the entry's. */
export function dayFindingText({ kind, seq = 0, number, reason = '', currency, tender = '', side = 'debit', register = 0, headOffice = 0 }: DayFinding, words: Words, language: string): string {
  const what = number === undefined ? words.entry(seq) : words.documentEntry(number, seq)
  if (kind === 'quarantined') return words.dayFindings.quarantined(what, words.quarantineReason(reason))
  const money = (amount: number): string => (currency === undefined ? String(amount) : moneyText(amount, currency, language))
  if (kind === 'sum') return words.dayFindings.sum(words.tenders[tender] ?? tender, side, money(register), money(headOffice))
  if (kind === 'count') return words.dayFindings.count(register, headOffice)
  return words.dayFindings[kind](what)
}

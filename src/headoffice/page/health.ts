import type { OverspentOverview, Overview, QuarantineOverview, RefundFault, RefundFinding, RegisterOverview, RestOverview, AlertOverview, StoreOverview } from '../../contracts/replication/index.ts'
import { backupConcerns } from './backup-text.ts'
import { dayText } from './day-text.ts'
import { ageText, dateText, moneyText } from './format.ts'
import { type FindingWords, type Words } from './words.ts'

/** How a register stands. Each has its own shape as well as its colour, and always words beside it. */
export type Health = 'live' | 'quiet' | 'silent' | 'retired'
export const marks: Readonly<Record<Health, string>> = { live: '●', quiet: '▲', silent: '■', retired: '○' }

/** A healthy register is heard from every 30 s: three missed heartbeats are worth a word, ten minutes an alarm. */
const quietAfterMs = 90_000
const silentAfterMs = 600_000

/** Its lock, while that is worth a word: of one out of service for good nobody takes it back, and it is said to be out of service. */
export function lockOf({ locked, retired }: Pick<RegisterOverview, 'locked' | 'retired'>): RegisterOverview['locked'] {
  return retired ? undefined : locked
}

export function healthOf(register: RegisterOverview, now: number): Health {
  if (register.retired) return 'retired'
  if (register.lastSeen === undefined) return 'quiet'
  const age = now - register.lastSeen
  return age < quietAfterMs ? 'live' : age < silentAfterMs ? 'quiet' : 'silent'
}

export interface Concern {
  readonly health: 'quiet' | 'silent'
  readonly text: string
  /** The refund it is about: its documents can be opened. */
  readonly finding?: RefundFinding
  /** What spent more of a card than there was: all that did can be seen, and it is put away there. */
  readonly overspent?: OverspentOverview
  /** What could not be read: its content, and what can be done about it. */
  readonly quarantined?: QuarantineOverview
  /** Two machines with one key: which goes on is settled there. */
  readonly twin?: AlertOverview
  /** One that is out of service and has more: it is taken there. */
  readonly rest?: { readonly register: RegisterOverview; readonly store: StoreOverview }
}

/** A refund's finding in a sentence. A reason this page does not know is still a finding. */
export function findingText({ number, saleNumber, result, reason, lineNo, other }: RefundFinding, words: Words): string {
  const said: FindingWords = { refund: number, sale: saleNumber ?? '', line: lineNo === undefined ? '' : String(lineNo), other: other ?? '' }
  if (result === 'waiting') return reason === undefined ? words.saleMissing(said) : words.notComparable(said)
  return (isFault(reason, words) ? words.refundFaults[reason] : words.otherFault)(said)
}

function isFault(reason: string | undefined, words: Words): reason is RefundFault {
  return reason !== undefined && Object.hasOwn(words.refundFaults, reason)
}

function alertText({ kind, registerNumber, seq, store, restored, twin }: AlertOverview, words: Words): string {
  if (twin?.replaced === true) return words.rebuild.replaced(store, registerNumber, twin.other.epoch, twin.other.seq)
  if (twin !== undefined) return words.twins(store, registerNumber, twin)
  if (restored?.rebuilt === true) return words.rebuild.rebuilt(store, registerNumber, restored.headOffice.epoch, restored.headOffice.seq)
  return restored === undefined ? words.alertKinds[kind](registerNumber, seq) : words.restored(store, registerNumber, restored)
}

/** What a person should know that the figures do not show, worst first. */
export function concernsOf(overview: Overview, now: number, words: Words, language = 'en'): readonly Concern[] {
  const alerts = overview.alerts.map((alert): Concern => ({ health: alert.kind === 'gap' || alert.kind === 'restored' ? 'quiet' : 'silent', text: alertText(alert, words), ...(alert.twin !== undefined && { twin: alert }) }))
  const unread = overview.quarantine.filter(({ state }) => state === 'quarantined').map((one): Concern => ({ health: 'quiet', text: words.quarantine(one.registerNumber, one.seq, words.quarantineReason(one.reason)), quarantined: one }))
  const unheard = overview.stores.flatMap((store) => store.registers).flatMap((register): readonly Concern[] => {
    const health = healthOf(register, now)
    if (health !== 'quiet' && health !== 'silent') return []
    const text = register.lastSeen === undefined ? words.hasNotSpoken(register.number) : words.isQuiet(register.number, ageText(now - register.lastSeen, words))
    return [{ health, text }]
  })
  const locked = overview.stores.flatMap((store) => store.registers.flatMap((register): readonly Concern[] => {
    const lock = lockOf(register)
    return lock === undefined ? [] : [{ health: lock.heardAt === undefined ? 'silent' : 'quiet', text: words.lock.concern(store.name, register.number, lock.heardAt !== undefined) }]
  }))
  const rests = overview.stores.flatMap((store) => store.registers.flatMap((register) => restConcern(register, store, words)))
  const zReports = overview.zFindings.map(({ finding, registerNumber, number }): Concern => ({ health: 'silent', text: words.zFindings[finding ?? 'altered'](registerNumber, number) }))
  const overspent = overview.overspent.map((row): Concern => ({ health: 'silent', text: words.overspent(words.tenders[row.kind] ?? row.kind, row.printed, row.document, row.registerNumber), overspent: row }))
  const refunds = overview.findings.map((finding): Concern => ({ health: finding.result === 'contradicted' ? 'silent' : 'quiet', text: findingText(finding, words), finding }))
  const accounts = overview.accountFindings.map(({ customer, currency, balance, limit, registers }): Concern => ({ health: 'silent', text: words.aboveLimit(customer.slice(-6), moneyText(balance, currency, language), moneyText(limit, currency, language), registers) }))
  const days = overview.storeDays.filter(({ state }) => state === 'differs').map((day): Concern => ({ health: 'silent', text: words.dayNeedsALook(dateText(day.businessDate, language), dayText(day, words)) }))
  const unspoken = (overview.unspoken ?? []).map(({ registerNumber, update }): Concern => ({ health: 'silent', text: words.unspoken[update](registerNumber) }))
  const backups = overview.backups === undefined ? [] : backupConcerns(overview.backups, now, words)
  return [...unspoken, ...backups, ...locked, ...rests, ...alerts, ...days, ...zReports, ...accounts, ...overspent, ...refunds, ...unheard, ...unread].toSorted((left, right) => rank(left) - rank(right))
}

/** A document was not sent, or nobody knows. */
export function mayBeMoney({ documents, atLeast }: NonNullable<RestOverview['unsent']>): boolean {
  return documents > 0 || atLeast === true
}

/** Those whose sales today's sums may lack: not heard from, or out of service with something that was not sent. */
export function lackingOf(registers: readonly RegisterOverview[], now: number): readonly RegisterOverview[] {
  return registers.filter((register) => (register.retired ? register.rest?.unsent !== undefined && mayBeMoney(register.rest.unsent) : healthOf(register, now) !== 'live'))
}

/** What a register that is out of service says it still has: an alarm as long as nobody had it taken, and it may be money. */
function restConcern(register: RegisterOverview, store: StoreOverview, { rest: words }: Words): readonly Concern[] {
  const { unsent, taken } = register.rest ?? {}
  if (unsent === undefined) return []
  const said = words.unsent(unsent.documents, unsent.atLeast === true)
  const isCalm = taken !== undefined || !mayBeMoney(unsent)
  return [{ health: isCalm ? 'quiet' : 'silent', text: (taken === undefined ? words.concern : words.coming)(store.name, register.number, said), rest: { register, store } }]
}

function rank(concern: Concern): number {
  return concern.health === 'silent' ? 0 : 1
}

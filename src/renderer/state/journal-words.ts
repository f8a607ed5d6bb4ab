import { type TFunction } from 'i18next'
import { type JournalFactView, type JournalRowView } from '../../contracts/ipc/index.ts'

/**
 * What is told beside the name of an entry, by its type: fields of its body, in this order. A new type needs its name in the
 * catalogues (`entry.<type>`) and a line here if something of it belongs in the list; without either it is shown by its own
 * name, with what any entry may say.
 */
const details: Readonly<Record<string, readonly string[]>> = {
  'sale.completed': ['number'],
  'basket.suspended': ['label'],
  'receipt.reprinted': ['number'],
  'receipt.gift': ['number', 'copy'],
  'receipt.saved': ['number'],
  'mail.asked': ['number'],
  'mail.sent': ['number'],
  'mail.refused': ['number', 'answer'],
  'mail.dropped': ['number'],
  'drawer.opened': ['reason', 'note'],
  'operator.signedOff': ['reason'],
  'shift.opened': ['shift'],
  'shift.handedOver': ['toOperator', 'note'],
  'shift.declared': ['shift', 'attempt'],
  'shift.closed': ['number', 'note'],
  'period.closed': ['kind', 'period'],
  'cash.moved': ['kind', 'reason', 'note', 'bag'],
  'zReport.reprinted': ['number'],
  'payment.began': ['kind', 'method'],
  'payment.settled': ['kind', 'method', 'status', 'reason'],
  'payment.resolved': ['kind', 'method', 'status', 'seen', 'note'],
  'payment.paidByHand': ['method'],
  'payment.notPaidByHand': ['method'],
  'recall.set': ['goods', 'reason'],
  'recall.lifted': ['goods', 'lot'],
  'pin.refused': ['purpose', 'requester'],
  'price.checked': ['barcode'],
  'approval.granted': ['permission', 'reason'],
  'permission.changed': ['permission', 'role'],
  'operator.added': ['operatorId'],
  'operator.saved': ['operatorId'],
  'operator.pinSet': ['operatorId'],
  'operator.unlocked': ['operatorId'],
  'operator.fed': ['operatorId'],
  'operators.fed': ['version', 'changed', 'withdrawn', 'parked'],
  'operators.released': ['released'],
  'item.created': ['sku'],
  'label.requested': ['kind', 'copies'],
  'items.imported': ['added', 'updated', 'refused'],
  'items.fed': ['version', 'changed', 'withdrawn', 'parked'],
  'items.released': ['released'],
  'settings.fed': ['version', 'changed', 'withdrawn', 'parked'],
  'settings.released': ['released'],
  'promotions.fed': ['version', 'withdrawn', 'parked'],
  'promotions.released': ['released'],
  'layouts.fed': ['version', 'changed', 'withdrawn', 'parked'],
  'layouts.released': ['released'],
  'prices.due': ['changed'],
  'setting.changed': ['setting', 'to'],
  'tax.rateAdded': ['taxClass', 'startsOn', 'spelt'],
  'tax.rateWithdrawn': ['taxClass', 'startsOn', 'spelt'],
  'support.saved': ['file'],
  'backup.failing': ['place', 'reason'],
  'backup.wellAgain': ['place'],
  'register.mended': ['how'],
  'training.ended': ['reason', 'seconds'],
  'headOffice.awayTooLong': ['hours'],
  'register.locked': ['reason'],
  'register.opened': ['app'],
  'register.takenBack': ['because'],
  'register.enrolled': ['registerNumber'],
  'register.setUp': ['chainName'],
  'receiptNumber.abandoned': ['counter'],
  'refund.contradicted': ['number', 'reason', 'otherNumber'],
  'refund.contradictedElsewhere': ['number', 'reason', 'otherNumber'],
}
const anyDetails: readonly string[] = ['number', 'reason', 'label', 'note']

/** Fields whose value is a reason, in its own words where the field is only a reason of something. */
const reasonFields: ReadonlySet<string> = new Set(['reason', 'overrideReason', 'discountReason', 'voidReason'])

/** What is set of a kind there may be many of: `store.currency.EUR`. */
function settingKeys(value: string): string[] {
  const of = value.split('.').at(-1) ?? ''
  if (value.startsWith('device.')) return [`slot.${of}`]
  if (value.startsWith('template.')) return [`templates.paper.${of}`]
  if (value.startsWith('lossWatch.')) return [`loss.rule.${of}`]
  return [`entryValue.setting.${value.slice(0, value.lastIndexOf('.'))}`]
}

/** Sentences that the catalogues have already, for values of some fields of some types. */
export function valueKeys(type: string, field: string, value: string): string[] {
  return [...keysOf(type, field, value), ...(value === 'yes' || value === 'no' ? [`entryValue.${value}`] : [])]
}

function keysOf(type: string, field: string, value: string): string[] {
  const own = [`entryValue.${type}.${field}.${value}`, `entryValue.${field}.${value}`]
  if (reasonFields.has(field)) return [...own, ...(type === 'refund.contradictedElsewhere' ? [`entryValue.refund.contradicted.reason.${value}`] : []), ...(type === 'recall.set' ? [`recall.reason.${value}`] : []), ...(type.startsWith('layAway.') ? [`layAways.reason.${value}`] : []), ...(field === 'voidReason' ? [`voidSale.reason.${value}`] : []), ...(type.startsWith('drawer.') ? [`drawer.reason.${value}`] : []), ...(type.startsWith('payment.') ? [`payment.reason.${value}`] : []), ...(type.startsWith('cash.') ? [`cash.why.${value}`] : []), `reason.${value}`, `approvalReason.${value}`, `return.reason.${value}`]
  if (field === 'method' || field === 'type') return [...own, `tender.${value}`]
  if (type === 'permission.changed' && (field === 'from' || field === 'to' || field === 'secondPersonAbove')) return [...own, `rights.way.${value}`]
  if (field === 'permission' || field === 'role') return [...own, `${field}.${value}`]
  if (field === 'seen') return [...own, `payment.seen.${value}`]
  if (field === 'kind' && type.startsWith('label.')) return [...own, `label.kind.${value}`]
  if (field === 'setting') return [...own, ...settingKeys(value)]
  if (field === 'rule' && type === 'lossCase.closed') return [...own, `loss.rule.${value}`]
  if (field === 'condition') return [...own, `return.condition.${value}`]
  if (field === 'catalogue') return [...own, `setup.goods.${value}`]
  if (field === 'kind') return [...own, `tender.${value}`]
  if (field === 'unit') return [...own, `unit.${value}`]
  return own
}

/** A coded value in words; what nobody has words for, as it is. */
export function valueWords(t: TFunction, type: string, field: string, value: string): string {
  if (type === 'setting.changed' && (field === 'from' || field === 'to')) {
    // Codes behind what is set, in English since the first of them was written: a rate that is for notes alone, what a voucher does above the price.
    const [, rate, voucher, over = ''] = /^(?:(.+) notes|(.+) \((keep|lapse|refuse)\))$/.exec(value) ?? []
    if (rate !== undefined) return `${rate} · ${t('storeMoney.notesOnly')}`
    if (voucher !== undefined) return `${voucher} · ${t(`storeMoney.over.${over}`)}`
  }
  return value === '' ? '–' : t(valueKeys(type, field, value), { defaultValue: value, which: value.split('.').at(-1) })
}

/** A field's own words where an entry means something else by it: the number of a Z is no receipt's. */
export function fieldWords(t: TFunction, field: string, type = ''): string {
  return /^\d+$/.test(field) ? field : t([`entryFact.${type}.${field}`, `entryFact.${field}`], { defaultValue: field })
}

/** What was done, in one line: "Drawer opened: Give change". */
export function entryWords(t: TFunction, { type, said }: Pick<JournalRowView, 'type' | 'said'>): string {
  const told = (details[type] ?? anyDetails).flatMap((field) => {
    const value = said[field]
    if (value === undefined || value === '') return []
    if (field === 'requester') return [t('journal.askedBy', { name: value })]
    return [typeof value === 'number' ? `${fieldWords(t, field, type)} ${value}` : valueWords(t, type, field, value)]
  })
  const name = said['wouldGoBack'] !== undefined && type === 'basket.cancelled' && said['total'] === 0 ? t('journal.returnDropped') : said['kind'] === 'void' && type === 'refund.completed' ? t('journal.voided') : t(`entry.${type}`, { defaultValue: type })
  return told.length === 0 ? name : t('journal.told', { name, told: told.join(' · ') })
}

export interface FactGroup {
  /** "Lines 2", empty for what the entry says of itself. */
  readonly title: string
  readonly facts: readonly JournalFactView[]
}

/** Facts under what they belong to, in the order in which they came. */
export function factGroups(t: TFunction, facts: readonly JournalFactView[]): readonly FactGroup[] {
  const groups: { title: string; facts: JournalFactView[] }[] = []
  for (const fact of facts) {
    const title = fact.path.slice(0, -1).map((field) => fieldWords(t, field)).join(' ')
    const last = groups.find((group) => group.title === title)
    if (last === undefined) groups.push({ title, facts: [fact] })
    else last.facts.push(fact)
  }
  // What it says of itself first: a list in the middle of the fields must not push the total below itself.
  return groups.toSorted((a, b) => Number(b.title === '') - Number(a.title === ''))
}

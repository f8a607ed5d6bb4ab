import { type JournalFactView, type JournalRowView } from '../../contracts/ipc/index.ts'
import { type JournalEntry, type RegisterReader } from '../../db/index.ts'
import { type Permission, permissionKinds } from '../../domain/authority/index.ts'
import { nameIn } from '../../domain/catalogue/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'

/** Longer values are for whoever opens the entry. */
const longestSaid = 120

type Fields = Readonly<Record<string, unknown>>

interface Written {
  readonly at: number
  readonly businessDate: string
  readonly operator: string
  readonly approver?: string
  readonly catalogueVersion?: number
  readonly body: Fields
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

/** Read leniently: a damaged entry is shown as far as it can be read. Whether it is sound says the verification. */
function writtenIn({ text }: JournalEntry): Written {
  let entry: Fields
  try {
    entry = fieldsOf(JSON.parse(text))
  } catch {
    entry = {}
  }
  const { at, businessDate, operator, approver, catalogueVersion, body } = entry
  return {
    at: typeof at === 'number' ? at : 0,
    businessDate: typeof businessDate === 'string' ? businessDate : '',
    operator: typeof operator === 'string' ? operator : '',
    ...(typeof approver === 'string' ? { approver } : {}),
    ...(typeof catalogueVersion === 'number' && Number.isSafeInteger(catalogueVersion) ? { catalogueVersion } : {}),
    body: fieldsOf(body),
  }
}

export const catalogueVersionIn = (entry: JournalEntry): number | undefined => writtenIn(entry).catalogueVersion

const isCurrency = (value: unknown): value is CurrencyCode => typeof value === 'string' && Object.hasOwn(currencies, value)
const nameOf = (reader: RegisterReader, id: string): string => reader.operatorById(id)?.name ?? ''

const isPermission = (value: unknown): value is Permission => typeof value === 'string' && Object.hasOwn(permissionKinds, value)
/** What the amount of a body counts. Of an approval that is what its right counts: 20 % was listed as 2,000.00. */
const unitOf = ({ permission }: Fields): 'none' | 'ppm' | 'minor' => (isPermission(permission) ? permissionKinds[permission].unit : 'minor')

/** What an entry with nothing but an item's id is about, as a person says it; undefined where it says so itself, or nobody knows the item any more. */
function goodsOf(reader: RegisterReader, { itemId, name, sku }: Fields): string | undefined {
  const item = typeof itemId === 'string' && name === undefined && sku === undefined ? reader.itemById(itemId) : undefined
  return item === undefined ? undefined : `${nameIn(item.names, reader.facts().language)} · ${item.sku}`
}

/**
 * What it came to, in minor units. A return that was dropped came to nought, and the money that did not go back is what it was about.
 * What was given back is below nothing: in a column that is added up it once stood beside the sales as another one.
 */
function amountOf({ type }: Pick<JournalEntry, 'type'>, body: Fields): unknown {
  const { total, amount, wouldGoBack, owed } = body
  if (!Number.isSafeInteger(total)) return unitOf(body) === 'minor' ? amount : undefined
  // With what is owed, or owed no longer: a card that was sold is no line of nothing.
  const both = Number(total) + (typeof owed === 'number' ? owed : 0)
  if (type === 'refund.completed') return 0 - both
  return typeof wouldGoBack === 'number' ? Number(total) - wouldGoBack : both
}

/** A row of the list: nothing about single types is known here, so that a new one needs words alone. */
export function journalRow(reader: RegisterReader, entry: JournalEntry): JournalRowView {
  const { at, businessDate, operator, approver, body } = writtenIn(entry)
  const { saleId, currency } = body
  const value = amountOf(entry, body)
  const goods = goodsOf(reader, body)
  const said = Object.entries(body).flatMap(([name, each]): [string, string | number][] =>
    (typeof each === 'string' && each.length <= longestSaid) || (typeof each === 'number' && Number.isSafeInteger(each)) ? [[name, kinds.get(name) === 'person' ? nameOf(reader, String(each)) || each : each]] : [],
  )
  return {
    epoch: entry.epoch,
    seq: entry.seq,
    at,
    businessDate,
    type: entry.type,
    operatorName: nameOf(reader, operator),
    operatorId: operator,
    ...(approver === undefined ? {} : { approverName: nameOf(reader, approver) || approver }),
    currency: isCurrency(currency) ? currency : reader.facts().currency,
    ...(typeof value === 'number' && Number.isSafeInteger(value) ? { amount: value } : {}),
    ...(typeof saleId === 'string' ? { saleId } : {}),
    said: { ...Object.fromEntries(said), ...(goods === undefined ? {} : { goods }) },
  }
}

/** By the field's name, whichever entry it stands in: one name means one thing in all bodies (docs/decisions/0001). */
const kinds: ReadonlyMap<string, JournalFactView['kind']> = new Map(
  (
    [
      ['amount', ['amount', 'total', 'subtotal', 'discount', 'lineDiscount', 'basketDiscount', 'tax', 'net', 'gross', 'change', 'payable', 'received', 'cashReceived', 'minor', 'float', 'left', 'leave', 'toSafe', 'safe', 'counted', 'expected', 'overShort', 'rounding', 'base', 'sales', 'refunds', 'wouldGoBack']],
      ['moment', ['at', 'openedAt', 'suspendedAt', 'startedAt', 'until']],
      ['quantity', ['quantity', 'per', 'weight']],
      ['rate', ['rate', 'ppm', 'discountPpm']],
      ['person', ['operator', 'operatorId', 'approver', 'requester', 'suspendedBy', 'fromOperator', 'toOperator', 'of']],
    ] as const
  ).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)),
)

/** A cell's limit counts what its right counts: `upTo:50000` of a refund is 500.00, of a discount 5 %. */
function limitIn(value: string | number, unit: ReturnType<typeof unitOf>): Pick<JournalFactView, 'kind' | 'value'> {
  const limit = typeof value === 'number' ? value : /^upTo:(\d{1,15})$/.exec(value)?.[1]
  if (limit === undefined) return { kind: 'text', value }
  return { kind: unit === 'ppm' ? 'rate' : unit === 'minor' ? 'amount' : 'number', value: Number(limit) }
}

/** More than a person reads. The longest basket measured has 340 lines of a dozen facts. */
const mostFacts = 6000

/** Every single value in the body with the way to it. */
export function journalFacts(reader: RegisterReader, entry: JournalEntry): JournalFactView[] {
  const facts: JournalFactView[] = []
  const { body } = writtenIn(entry)
  const unit = unitOf(body)
  const isShare = unit === 'ppm'
  function add(path: readonly string[], value: unknown): void {
    if (facts.length >= mostFacts) return
    if (Array.isArray(value)) value.forEach((part, index) => { add([...path, String(index + 1)], part) })
    else if (typeof value === 'object' && value !== null) {
      add([...path, 'goods'], goodsOf(reader, fieldsOf(value)))
      for (const [name, part] of Object.entries(value)) add([...path, name], part)
    }
    else if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) facts.push({ path: [...path], ...shown(path.at(-1) ?? '', value) })
  }
  function shown(name: string, value: string | number): Pick<JournalFactView, 'kind' | 'value'> {
    if (entry.type === 'permission.changed') return limitIn(value, unit)
    const kind = isShare && name === 'amount' ? 'rate' : kinds.get(name)
    if (kind === 'person') return { kind, value: nameOf(reader, String(value)) || value }
    if (typeof value === 'string') return { kind: 'text', value }
    return { kind: kind ?? 'number', value }
  }
  add([], body)
  return facts
}

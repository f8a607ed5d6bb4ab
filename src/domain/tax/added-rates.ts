import { accept, refuse, type Result } from '../errors/index.ts'
import { taxGroupOf, stacked } from './stack.ts'
import { type DatedRate, type TaxPack, type TaxPart } from './tax-pack.ts'

/** A rate that the store entered beside those its pack came with. */
export interface AddedRate extends DatedRate {
  /** The pack it was entered for: another pack's class of the same name is another tax. */
  readonly pack: string
  readonly taxClass: string
}

/** What somebody wants to add. With `parts` the rate is what they come to; without, `rate`. */
export interface AskedRate {
  readonly taxClass: string
  readonly from: string
  readonly rate: number
  readonly parts?: readonly TaxPart[]
}

const whole = 1_000_000

/**
 * The pack with what the store added to it, each class oldest first. The pack's id stays: a sale says in which pack it was
 * taxed and carries its rates itself, so a rate added later changes none that is written down.
 */
export function withAddedRates(pack: TaxPack, added: readonly AddedRate[]): TaxPack {
  const own = added.filter((rate) => rate.pack === pack.id && Object.hasOwn(pack.classes, rate.taxClass))
  if (own.length === 0) return pack
  const classes = Object.entries(pack.classes).map(([taxClass, rates]) => {
    const more = own.filter((rate) => rate.taxClass === taxClass).map(({ from, rate, parts }): DatedRate => (parts === undefined ? { from, rate } : { from, rate, parts }))
    return [taxClass, more.length === 0 ? rates : [...rates, ...more].toSorted((a, b) => (a.from < b.from ? -1 : 1))] as const
  })
  return { ...pack, classes: Object.fromEntries(classes) }
}

/** Undefined for what no calendar has: 2027-02-29 sorts like a date, and would begin on the first of March in nobody's books. */
function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [y, m, d] = [Number(year), Number(month), Number(day)]
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
  return year !== '' && days !== undefined && d >= 1 && d <= days
}

const isRate = (rate: number): boolean => Number.isSafeInteger(rate) && rate >= 0 && rate <= whole

/** A part of nothing is left out: it would stand on every receipt, and its authority gets nothing. */
function datedRate({ from, rate, parts }: AskedRate): DatedRate | undefined {
  const standing = parts?.filter((part) => part.rate !== 0)
  if (standing === undefined || standing.length === 0) return isRate(rate) && (standing === undefined || rate === 0) ? { from, rate } : undefined
  if (!standing.every((part) => isRate(part.rate) && part.name.trim() !== '') || new Set(standing.map(({ name }) => name)).size !== standing.length) return undefined
  // The first part has no tax before it to stand on.
  const [first, ...rest] = standing
  if (first === undefined) return undefined
  try {
    const dated = stacked(from, [{ ...first, on: 'net' }, ...rest])
    return isRate(dated.rate) ? dated : undefined
  } catch {
    return undefined
  }
}

/** `pack` is the one in use, with what was added before. */
function existing(pack: TaxPack, taxClass: string): readonly DatedRate[] | undefined {
  return Object.hasOwn(pack.classes, taxClass) ? pack.classes[taxClass] : undefined
}

/**
 * The rate as it is kept, if it may be added on that business date. Refuses `tax.rateInvalid` {taxClass} for a class nobody
 * knows, no date, or a rate that cannot be; `tax.ratePast` {businessDate} for any date but a later one: baskets of today are
 * open and priced, and what was sold stays as it is; `tax.rateTwice` {from} where the class has a rate from that date.
 */
export function rateToAdd(pack: TaxPack, asked: AskedRate, businessDate: string): Result<AddedRate> {
  const { taxClass, from } = asked
  const rates = existing(pack, taxClass)
  const dated = datedRate(asked)
  if (rates === undefined || dated === undefined || !isDate(from)) return refuse('tax.rateInvalid', { taxClass })
  if (from <= businessDate) return refuse('tax.ratePast', { businessDate })
  if (rates.some((rate) => rate.from === from)) return refuse('tax.rateTwice', { from })
  return accept({ pack: pack.id, taxClass, ...dated })
}

/** The rate as it is kept, of a class of that pack; undefined for what is no rate, whenever it is said. */
export function rateOfPack(pack: TaxPack, asked: AskedRate): AddedRate | undefined {
  const dated = datedRate(asked)
  return dated === undefined || existing(pack, asked.taxClass) === undefined || !isDate(asked.from) ? undefined : { pack: pack.id, taxClass: asked.taxClass, ...dated }
}

/**
 * What is kept where head office says the rates of one class: its own, and of those that the store entered what has begun and head office says nothing of. A rate of the
 * store's that is still to come goes: whoever keeps the rates says what comes.
 */
export function withRatesOfHeadOffice(added: readonly AddedRate[], of: Pick<AddedRate, 'pack' | 'taxClass'>, rates: readonly AddedRate[], businessDate: string): readonly AddedRate[] {
  const isOfClass = ({ pack, taxClass }: AddedRate): boolean => pack === of.pack && taxClass === of.taxClass
  const begun = added.filter((rate) => isOfClass(rate) && rate.from <= businessDate && !rates.some(({ from }) => from === rate.from))
  return [...added.filter((rate) => !isOfClass(rate)), ...[...begun, ...rates].toSorted((a, b) => (a.from < b.from ? -1 : 1))]
}

/**
 * Whether head office may keep `after` in the place of `before` on that business date, of one class: `pack` as it comes. What has begun stays as it is, and what is
 * added begins later. Refuses as `rateToAdd` does.
 */
export function ratesToKeep(pack: TaxPack, taxClass: string, before: readonly DatedRate[], after: readonly AskedRate[], businessDate: string): Result<readonly AddedRate[]> {
  const kept = after.map((asked) => rateOfPack(pack, { ...asked, taxClass }))
  const all = kept.flatMap((rate) => (rate === undefined ? [] : [rate]))
  if (all.length < kept.length) return refuse('tax.rateInvalid', { taxClass })
  const twice = all.find(({ from }, index) => all.findIndex((one) => one.from === from) !== index || existing(pack, taxClass)?.some((rate) => rate.from === from) === true)
  if (twice !== undefined) return refuse('tax.rateTwice', { from: twice.from })
  const stays = (rate: DatedRate): boolean => rate.from > businessDate || all.some((one) => one.from === rate.from && rateWord(one) === rateWord(rate))
  const isNew = (rate: AddedRate): boolean => !before.some((one) => one.from === rate.from && rateWord(one) === rateWord(rate))
  if (!before.every(stays) || all.some((rate) => rate.from <= businessDate && isNew(rate))) return refuse('tax.ratePast', { businessDate })
  return accept(all.toSorted((a, b) => (a.from < b.from ? -1 : 1)))
}

/** What is left without it. Refuses `tax.rateUnknown` for one nobody added, `tax.ratePast` for one that counts already. */
export function withoutRate(added: readonly AddedRate[], { pack, taxClass, from }: Pick<AddedRate, 'pack' | 'taxClass' | 'from'>, businessDate: string): Result<readonly AddedRate[]> {
  const isIt = (rate: AddedRate): boolean => rate.pack === pack && rate.taxClass === taxClass && rate.from === from
  if (!added.some(isIt)) return refuse('tax.rateUnknown', { taxClass })
  if (from <= businessDate) return refuse('tax.ratePast', { businessDate })
  return accept(added.filter((rate) => !isIt(rate)))
}

/** A rate in one line of the journal, which holds integers and strings: "130000", or its parts by name. */
export function rateWord(dated: Pick<DatedRate, 'rate' | 'parts'>): string {
  return taxGroupOf(dated) ?? String(dated.rate)
}

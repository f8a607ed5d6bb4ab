import type { FedRate, FedSetting } from '../../contracts/replication/index.ts'
import { type DatedRate, stacked, type TaxPack } from '../../domain/tax/index.ts'
import { button, element } from './dom.ts'
import { dateText } from './format.ts'
import { type Language } from './languages.ts'
import { percentText, ppmOf } from './percent.ts'
import { field } from './put-away.ts'
import { type SettingWords } from './setting-words.ts'
import type { Fields } from './typed-fields.ts'

interface TaxParts {
  readonly pack: TaxPack
  readonly taxClass: string
  readonly kept: Extract<FedSetting, { kind: 'taxRates' }> | undefined
  /** Today's: a rate may be added from the next one on. */
  readonly businessDate: string
  readonly language: Language
  readonly said: SettingWords
}

/** The rates of one tax class, those of its pack and those that head office added; and one more, from a day to come. */
export function taxFields({ pack, taxClass, kept, businessDate, language, said }: TaxParts): Fields {
  let rates: readonly FedRate[] = kept?.rates ?? []
  const list = element('ul', 'rows')
  const from = field(said.taxFrom, 10)
  from.input.type = 'date'
  from.input.min = dayAfter(businessDate)
  const all = (): readonly (DatedRate | FedRate)[] => [...(pack.classes[taxClass] ?? []), ...rates].toSorted((a, b) => (a.from < b.from ? 1 : -1))
  // A class of several authorities is asked for authority by authority: what they come to is nobody's to type.
  const names = all()[0]?.parts ?? []
  const typed = (names.length === 0 ? [said.taxRate] : names.map(({ name }) => `${name} (%)`)).map((label) => {
    const made = field(label, 9)
    made.input.inputMode = 'decimal'
    return made
  })

  function draw(): void {
    const inForce = all().find((rate) => rate.from <= businessDate)?.from
    list.replaceChildren(...all().map((rate) => element('li', 'row', [
      element('span', 'main', [`${percentText(rate.rate)} %`, element('span', 'sub', [`${rate.from < '1000' ? said.taxAlways : said.taxSince(dateText(rate.from, language))} · ${rate.from > businessDate ? said.taxComing : rate.from === inForce ? said.taxInForce : said.taxPast}`])]),
      ...(rate.from > businessDate && rates.some((one) => one.from === rate.from)
        ? [button(said.taxDrop, 'plain', () => {
            rates = rates.filter((one) => one.from !== rate.from)
            draw()
            from.input.focus()
          })]
        : []),
    ])))
  }

  draw()
  return {
    rows: [list, element('h3', 'label', [said.taxAdd]), from.row, ...typed.map(({ row }) => row), element('p', 'note', [said.taxHow])],
    first: from.input,
    read: () => {
      const setting = (more: readonly FedRate[]): FedSetting => ({ kind: 'taxRates', pack: pack.id, taxClass, rates: [...rates, ...more].toSorted((a, b) => (a.from < b.from ? -1 : 1)) })
      const isEmpty = from.input.value === '' && !from.input.validity.badInput && typed.every(({ input }) => input.value.trim() === '')
      if (isEmpty) return { ok: true, setting: setting([]) }
      if (from.input.value <= businessDate) return { ok: false, why: said.taxDateFirst(dateText(dayAfter(businessDate), language)), where: from.input }
      if (all().some((rate) => rate.from === from.input.value)) return { ok: false, why: said.taxTwice, where: from.input }
      const ppm = typed.map(({ input }) => ppmOf(input.value))
      const wrong = typed.find((_, index) => ppm[index] === undefined)
      if (wrong !== undefined) return { ok: false, why: said.percentWrong, where: wrong.input }
      const rate = madeRate(from.input.value, names, ppm.map((one) => one ?? 0))
      return rate === undefined ? { ok: false, why: said.percentWrong, where: from.input } : { ok: true, setting: setting([rate]) }
    },
  }
}

/** Parts of nothing are no parts, as on the register: they would stand on every receipt. */
function madeRate(from: string, names: NonNullable<DatedRate['parts']>, ppm: readonly number[]): FedRate | undefined {
  const [only = 0] = ppm
  if (names.length === 0) return { from, rate: only }
  const parts = names.map((part, index) => ({ ...part, rate: ppm[index] ?? 0 })).filter(({ rate }) => rate !== 0)
  const [first, ...rest] = parts
  if (first === undefined) return { from, rate: 0 }
  try {
    const { rate, parts: made = [] } = stacked(from, [{ ...first, on: 'net' }, ...rest])
    return { from, rate, parts: made.map((part) => ({ ...part })) }
  } catch {
    return undefined
  }
}

export function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

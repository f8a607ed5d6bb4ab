import { labelOf, type LabelDocument, type LabelFacts, type LabelWords } from '../../domain/label/index.ts'
import { minor } from '../../domain/money/index.ts'
import { thousandths } from '../../domain/quantity/index.ts'

export const englishWords: LabelWords = {
  pieces: 'for {n}', itemNumber: 'No. {text}', printed: '{text}', netWeight: 'Net {text}', bestBefore: 'Best before {text}', units: { kg: 'kg', l: 'l', m: 'm' },
}

export const beans: LabelFacts = {
  item: { sku: '1001', names: { en: 'Baked beans in tomato sauce 415 g', 'zh-CN': '茄汁焗豆 415 克' }, unit: 'each', price: { minor: minor(120), per: thousandths(1000) } },
  barcodes: ['05000157024671'],
  currency: 'GBP',
  language: 'en',
  words: englishWords,
  kind: 'shelf',
  size: '50x30',
  today: '2026-11-22',
}

/** Beans, unless something else is said. */
export function label(facts: Partial<LabelFacts> = {}): LabelDocument {
  const made = labelOf({ ...beans, ...facts })
  if (!made.ok) throw new Error(made.refusal.code)
  return made.value
}

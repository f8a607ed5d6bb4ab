import { type LabelWords } from '../../domain/label/index.ts'

const english: LabelWords = {
  pieces: 'for {n}',
  itemNumber: 'No. {text}',
  printed: '{text}',
  netWeight: 'Net {text}',
  bestBefore: 'Best before {text}',
  units: { kg: 'kg', l: 'l', m: 'm' },
}

const chinese: LabelWords = {
  pieces: '/{n}件',
  itemNumber: '货号 {text}',
  printed: '{text}',
  netWeight: '净重 {text}',
  bestBefore: '此日期前食用 {text}',
  units: { kg: '公斤', l: '升', m: '米' },
}

/** A label's words by BCP 47 tag. Any Chinese tag gets the simplified ones, everything else English. */
export function labelWords(language: string): LabelWords {
  return /^zh\b/i.test(language) ? chinese : english
}

import { expect, test } from 'vitest'
import { groupSeparator as gs, parseDigitalLink, parseElementString, type Element } from './index.ts'

/** The part of @point-of-sale/barcode-parser that is compared. It has no types of its own, and its README names another function. */
interface OtherParser {
  readonly GS1: { parse(read: { readonly value: string; readonly fnc1?: number; readonly symbology?: string }): { readonly elements: readonly { readonly ai?: string; readonly value: string }[] } | undefined }
}
const name: string = '@point-of-sale/barcode-parser'
const { GS1 } = (await import(name)) as OtherParser

const ours = (text: string): readonly Element[] | string => {
  const parsed = text.startsWith('http') ? parseDigitalLink(text, 2026) : parseElementString(text, 2026)
  return parsed.ok ? parsed.value : parsed.refusal.code
}
const theirs = (text: string): readonly Partial<Element>[] | undefined =>
  GS1.parse(text.startsWith('http') ? { value: text, symbology: 'qr-code' } : { value: text, fnc1: 1 })?.elements.map(({ ai, value }) => (ai === undefined ? { value } : { ai, value }))

const gtin = '06901234567892'

test.each([
  `01${gtin}`,
  `01${gtin}17261231${'10ABC-1'}`,
  `01${gtin}10ABC-1${gs}17261231`,
  `01${gtin}3103001284`,
  `01${gtin}310300128439221656`,
  `01${gtin}15261130${'21SN/1'}${gs}10L7`,
  `${gs}01${gtin}${gs}17261231`,
  '00106141411234567897',
  '02069012345678923712',
  `01${gtin}1126010213260103`,
  `01${gtin}240PART${gs}30${'6'}`,
  `01${gtin}39321561299`,
  `01${gtin}20${'07'}`,
  '8005001299',
  'https://id.gs1.org/01/09506000134352',
  'https://example.com/01/09506000134352/10/ABC/21/12345',
])('[GS1-10] another parser reads %j as we do', (text) => {
  expect(ours(text)).toEqual(theirs(text))
})

test('[GS1-10] an address\'s elements stand in the order they were written; the other parser sorts them', () => {
  const text = 'https://example.com/a/01/09506000134352/21/1?17=261231&10=A'
  const byIdentifier = (elements: readonly Partial<Element>[] = []): readonly Partial<Element>[] => elements.toSorted((a, b) => (a.ai ?? '').localeCompare(b.ai ?? ''))
  const our = ours(text)
  expect(typeof our === 'string' ? our : byIdentifier(our).map(({ ai }) => ai)).toEqual(['01', '10', '17', '21'])
  // A folder in front shifts its pairs by one, and it finds nothing in the path at all.
  expect(byIdentifier(theirs(text)).map(({ ai }) => ai)).toEqual(['10', '17'])
})

test.each<[string, string, string]>([
  ['a wrong check digit', '0106901234567893', 'gs1.checkDigit'],
  ['an impossible date', '17261301', 'gs1.impossibleDate'],
  ['a value that is too long', '10ABCDEFGHIJKLMNOPQRSTUVW', 'gs1.wrongLength'],
  ['a value cut short', '3103001', 'gs1.wrongLength'],
  ['a lot that is two', `10A${gs}10B`, 'gs1.repeated'],
  ['an identifier nobody assigned', '5ABC', 'gs1.unknownIdentifier'],
])('[GS1-10] %s is read by the other parser, and refused here', (_, text, refusal) => {
  expect(theirs(text)?.length).toBeGreaterThan(0)
  expect(ours(text)).toBe(refusal)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bitmap, type ReceiptBlock } from '../../domain/receipt/index.ts'
import { answeringCommands, commands, setLogo } from './index.ts'
import { papersOf, staffedRegister, type TestRegister, value } from './register.fixture.ts'

let register: TestRegister
beforeEach(() => {
  register = staffedRegister()
})
afterEach(() => register.remove())

const picture = (width: number, height: number, ink = 'f'): Bitmap => ({ width, height, rows: Array.from({ length: height }, () => ink.repeat(Math.ceil(width / 8) * 2)) })
const entries = (): unknown[] => register.database.entriesAfter(1, 0, 99).filter(({ type }) => type === 'setting.changed').map(({ text }) => (JSON.parse(text) as { body: unknown }).body)
function sell(): string {
  const { basket } = value(commands.scan(register.context(), { barcode: '6901234567892' }))
  const { lastSale } = value(commands['complete-sale'](register.context(), { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'cash' }] }))
  return lastSale?.id ?? ''
}
function logosOf(saleId: string): (Bitmap | undefined)[] {
  return papersOf(register, saleId).map(({ blocks }) => blocks.find((block): block is Extract<ReceiptBlock, { kind: 'logo' }> => block.kind === 'logo')?.bitmap)
}

test('[LOGO-1] the next sale prints it, the sale before stays without, and a reprint shows what its sale had', () => {
  const before = sell()
  expect(value(setLogo(register.context(), { bitmap: picture(16, 2) }))).toEqual({ changed: true })
  const first = sell()
  value(setLogo(register.context(), { bitmap: picture(24, 3, '0') }))
  for (const saleId of [before, first]) value(answeringCommands.reprint(register.context(), { saleId }))
  value(setLogo(register.context(), {}))
  value(answeringCommands.reprint(register.context(), { saleId: first }))
  expect([logosOf(before), logosOf(first), logosOf(sell())]).toEqual([[undefined, undefined], [picture(16, 2), picture(16, 2), picture(16, 2)], [undefined]])
})

test('[LOGO-2] each change is one entry that names both logos; the same again changes and writes nothing', () => {
  value(setLogo(register.context(), { bitmap: picture(16, 2) }))
  const hash = register.database.logoHash()
  expect(value(setLogo(register.context(), { bitmap: picture(16, 2) }))).toEqual({ changed: false })
  expect(value(setLogo(register.context(), {}))).toEqual({ changed: true })
  expect(value(setLogo(register.context(), {}))).toEqual({ changed: false })
  expect(hash).toMatch(/^[\da-f]{32}$/)
  expect(entries()).toEqual([{ setting: 'logo', from: '', to: hash }, { setting: 'logo', from: hash, to: '' }])
})

test.each([
  ['too wide for any paper', picture(577, 2), 'logo.tooWide', { dots: 577, most: 576 }],
  ['too tall', picture(8, 401), 'logo.tooTall', { dots: 401, most: 400 }],
  ['short of a row', { ...picture(16, 2), height: 3 }, 'request.malformed', { field: 'logo' }],
  ['short of a dot', { ...picture(16, 2), width: 17 }, 'request.malformed', { field: 'logo' }],
  ['no picture', { width: 0, height: 0, rows: [] }, 'request.malformed', { field: 'logo' }],
])('[LOGO-3] a logo that is %s is refused, and the one there stays', (_what, bitmap, code, params) => {
  value(setLogo(register.context(), { bitmap: picture(576, 400) }))
  expect(setLogo(register.context(), { bitmap })).toEqual({ ok: false, refusal: { code, params } })
  expect([register.database.facts().logo, entries().length]).toEqual([picture(576, 400), 1])
})

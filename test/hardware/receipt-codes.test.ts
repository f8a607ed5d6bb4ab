import { spawnSync } from 'node:child_process'
import jsQR from 'jsqr'
import qrcode from 'qrcode-generator'
import { expect, test } from 'vitest'
import { longestDigest } from '../../src/domain/refund/index.ts'
import { encode, type PrinterProfile, profiles, toSvg } from '../../src/drivers/printer/index.ts'
import { developPaper } from '../../src/drivers/printer/simulator-paper.ts'
import { pgmOf, type Pixels, pixelsOfSvg, rgbaOf } from './paper-pixels.fixture.ts'

// The code of a sale in full is the largest that a receipt carries. Other people's readers say whether it can be read.
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ+-./:'
const every = Object.entries<PrinterProfile>(profiles)
const hasZbar = spawnSync('zbarimg', ['--version']).status === 0

/** As long as they get, and in letters that compress no better than a real one's. */
function digest(length: number): string {
  let state = 20_261_122
  const next = (): number => (state = (state * 48_271) % 2_147_483_647)
  return `TW2:${Array.from({ length: length - 4 }, () => letters.charAt(next() % letters.length)).join('')}`
}

function paper(text: string, profile: PrinterProfile): Pixels {
  const { bytes } = encode({ version: 1, language: 'en', blocks: [{ kind: 'qr', data: text }, { kind: 'cut' }] }, profile)
  const { items, errors } = developPaper(bytes, profile.columns)
  expect(errors).toEqual([])
  return pixelsOfSvg(toSvg({ number: 1, columns: profile.columns, bytes, items, errors, complete: true }))
}

/** A hot head, or ink that runs: each dark dot darkens the one behind it. */
function bled({ grey, ...size }: Pixels): Pixels {
  return { ...size, grey: grey.map((value, at) => (value === 0 || grey[at - 1] === 0 ? 0 : 255)) }
}
const byJsqr = (pixels: Pixels): string | undefined => jsQR(rgbaOf(pixels), pixels.width, pixels.height)?.data
const byZbar = (pixels: Pixels): string => spawnSync('zbarimg', ['--quiet', '--raw', '-'], { input: pgmOf(pixels) }).stdout.toString('utf8').trim()

/** Modules across, drawn as letters of its own mode, and as bytes by a printer that knows no closer one. */
function modulesOf(text: string): readonly number[] {
  return (['Alphanumeric', 'Byte'] as const).map((mode) => {
    const code = qrcode(0, 'M')
    code.addData(text, mode)
    code.make()
    return code.getModuleCount()
  })
}

test('[RETQ-3] the longest code is 97 modules across, or 117 where a printer takes it for bytes', () => {
  expect(modulesOf(digest(longestDigest))).toEqual([97, 117])
  expect(modulesOf(digest(longestDigest + 1))).toEqual([101, 117])
})

test.each(every)('[RETQ-3] jsqr reads it off the paper of %s, and one of three lines', (_name, profile) => {
  for (const text of [digest(240), digest(longestDigest)]) expect(byJsqr(paper(text, profile))).toBe(text)
})

test.runIf(hasZbar)('[RETQ-3] zbar reads it off every paper, also where the dots run into each other', () => {
  const text = digest(longestDigest)
  for (const [name, profile] of every) {
    const page = paper(text, profile)
    expect([name, byZbar(page) === text, byZbar(bled(page)) === text]).toEqual([name, true, true])
  }
})

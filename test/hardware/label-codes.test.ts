import { spawnSync } from 'node:child_process'
import path from 'node:path'
import jsQR from 'jsqr'
import { beforeAll, describe, expect, test } from 'vitest'
import { label } from '../../src/drivers/label-printer/label.fixture.ts'
import { labelResolutions, labelSizes, type LabelDpi, type LabelSize } from '../../src/domain/label/index.ts'
import { type Bitmap } from '../../src/domain/receipt/index.ts'
import { labelBitmap } from '../../src/drivers/label-printer/simulator-label.ts'
import { readyLabel } from '../../src/drivers/label-printer/ready-label.ts'
import { tspl, zpl } from '../../src/drivers/label-printer/index.ts'
import { tsplWalker } from '../../src/drivers/label-printer/tspl-walker.ts'
import { zplWalker } from '../../src/drivers/label-printer/zpl-walker.ts'
import { inkReader } from '../../src/drivers/printer/bitmap.ts'
import { openTextDrawer, type TextDrawer } from '../../src/drivers/printer/index.ts'

// Whoever reads these codes shares no line with whoever drew them: zbar and jsqr look at the dots the simulated printers burnt in.
let drawer: TextDrawer
beforeAll(async () => {
  drawer = await openTextDrawer(path.resolve(import.meta.dirname, '../../node_modules'))
})

const languages = {
  zpl: { language: zpl, walker: zplWalker },
  tspl: { language: tspl(2), walker: tsplWalker },
} as const
type Name = keyof typeof languages

function burnt(name: Name, barcode: string, size: LabelSize, dpi: LabelDpi): Bitmap {
  const bitmaps: Bitmap[] = []
  const errors: string[] = []
  const { language, walker } = languages[name]
  walker({ print: (label) => void bitmaps.push(labelBitmap(label)), ask: () => undefined, error: (what) => void errors.push(what) }, dpi).read(language.encode(readyLabel(label({ size, barcodes: [barcode] }), dpi, drawer).label, 1))
  expect(errors).toEqual([])
  const [bitmap] = bitmaps
  if (bitmap === undefined) throw new Error('no label')
  return bitmap
}

/** A grey picture on a white sheet, as a camera sees a label: readers want paper around it. */
function pgmOf(bitmap: Bitmap): Buffer {
  const border = 40
  const [width, height] = [bitmap.width + 2 * border, bitmap.height + 2 * border]
  const inked = inkReader(bitmap)
  const grey = Buffer.alloc(width * height, 255)
  for (let y = 0; y < bitmap.height; y += 1) for (let x = 0; x < bitmap.width; x += 1) if (inked(x, y)) grey[(y + border) * width + x + border] = 0
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), grey])
}

const byZbar = (bitmap: Bitmap): string[] => spawnSync('zbarimg', ['--quiet', '-Supca.enable', '-Sean8.enable', '-'], { input: pgmOf(bitmap) }).stdout.toString('utf8').split('\n').filter((line) => line !== '')
function byJsqr(bitmap: Bitmap): string | undefined {
  const inked = inkReader(bitmap)
  const pixels = new Uint8ClampedArray(bitmap.width * bitmap.height * 4).fill(255)
  for (let at = 0; at < bitmap.width * bitmap.height; at += 1) if (inked(at % bitmap.width, Math.floor(at / bitmap.width))) pixels.fill(0, at * 4, at * 4 + 3)
  return jsQR(pixels, bitmap.width, bitmap.height)?.data
}
const hasZbar = spawnSync('zbarimg', ['--version']).status === 0
const rolls = (Object.keys(labelSizes) as LabelSize[]).flatMap((size) => labelResolutions.map((dpi) => [size, dpi] as const))

describe.each(Object.keys(languages) as Name[])('off a %s label', (name) => {
  test.runIf(hasZbar)('[LAB-13] zbar reads the number that was laid out, on every roll and every head', () => {
    const read = rolls.map(([size, dpi]) => [size, dpi, ...byZbar(burnt(name, '05000157024671', size, dpi))])
    expect(read).toEqual(rolls.map(([size, dpi]) => [size, dpi, 'EAN-13:5000157024671']))
  })

  test.runIf(hasZbar)('[LAB-13] zbar reads every kind of code as its kind', () => {
    const read = (barcode: string, size: LabelSize = '50x30'): string[] => byZbar(burnt(name, barcode, size, 203))
    expect(read('00000096385074')).toEqual(['EAN-8:96385074'])
    expect(read('00012345678905')).toEqual(['UPC-A:012345678905'])
    expect(read('10012345678902', '60x40')).toEqual(['CODE-128:10012345678902'])
    // Fourteen digits as bars are wider than this roll.
    expect(read('10012345678902')).toEqual(['QR-Code:10012345678902'])
    expect(read('AB-12 c/9')).toEqual(['CODE-128:AB-12 c/9'])
    expect(read('https://example.org/01/05000157024671')).toEqual(['QR-Code:https://example.org/01/05000157024671'])
    // Without a declared character set zbar guesses: two letters of this script it takes for Japanese, which is why there are more.
    expect(read('门店"^~ 新鲜牛奶')).toEqual(['QR-Code:门店"^~ 新鲜牛奶'])
  })

  test('[LAB-13] jsqr reads the QR code on every roll and every head', () => {
    for (const [size, dpi] of rolls) expect(byJsqr(burnt(name, 'https://example.org/7', size, dpi)), `${size} ${dpi}`).toBe('https://example.org/7')
    expect(byJsqr(burnt(name, '牛奶"^~', '60x40', 203))).toBe('牛奶"^~')
  })
})

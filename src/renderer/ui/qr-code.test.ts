import jsQR from 'jsqr'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { QrCode } from './qr-code.tsx'

/** The dots of the drawing, at some pixels each on white, as a camera that stands straight sees them. */
function readBack(text: string): string | undefined {
  const svg = renderToStaticMarkup(createElement(QrCode, { text, label: 'code', size: 340 }))
  const side = Number(/viewBox="-2 -2 (\d+) /.exec(svg)?.[1]) + 8
  const scale = 3
  const width = side * scale
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255)
  for (const [, column, row] of svg.matchAll(/M(\d+) (\d+)h1/g)) {
    for (let dot = 0; dot < scale * scale; dot += 1) {
      const at = (((Number(row) + 6) * scale + Math.floor(dot / scale)) * width + (Number(column) + 6) * scale + (dot % scale)) * 4
      pixels.fill(0, at, at + 3)
    }
  }
  const found = jsQR(pixels, width, width)
  return found === null ? undefined : new TextDecoder().decode(new Uint8Array(found.binaryData))
}

test('[QR-1] what is drawn reads back as it was said, Chinese and a whole receipt as well', () => {
  for (const text of ['tw1:3-7:0193-5d3c', '万家超市\n合计  ￥3.50', `${'牛奶  3.50\n'.repeat(70)}合计`]) expect(readBack(text)).toBe(text)
})

/** A picture for readers of codes: one byte of grey for each dot. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly grey: Uint8Array
}

function blank(width: number, height: number): { readonly width: number; readonly height: number; readonly grey: Uint8Array } {
  return { width, height, grey: new Uint8Array(width * height).fill(255) }
}

/** The simulator's own picture, with every shape it drew and without its letters: codes stand where a person sees them. */
export function pixelsOfSvg(svg: string): Pixels {
  const [, width = '0', height = '0'] = /^<svg [^>]*viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  const page = blank(Number(width), Number(height))
  const [, left = '0', top = '0'] = /<g transform="translate\((\d+) (\d+)\)" fill/.exec(svg) ?? []
  for (const item of svg.matchAll(/<g transform="translate\(0 (\d+)\)">(.*?)<\/g>/gs)) {
    for (const path of (item[2] ?? '').matchAll(/<path data-(?:qr|ean13|picture)="[^"]*" d="([^"]*)"/g)) {
      for (const [, x = '0', y = '0', wide = '0', high = '0'] of (path[1] ?? '').matchAll(/M(\d+) (\d+)h(\d+)v(\d+)h-\d+z/g)) {
        const from = { x: Number(left) + Number(x), y: Number(top) + Number(item[1]) + Number(y) }
        for (let row = from.y; row < from.y + Number(high); row += 1) page.grey.fill(0, row * page.width + from.x, row * page.width + from.x + Number(wide))
      }
    }
  }
  return page
}

/** Bands of GS v 0, each with its eight bytes of head, one right below the other, with a white margin around them. */
export function pixelsOfBands(bands: readonly (readonly number[])[], margin = 24): Pixels {
  const heads = bands.map(([, , , , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0]) => ({ bytes: xLow + xHigh * 256, rows: yLow + yHigh * 256 }))
  const page = blank((heads[0]?.bytes ?? 0) * 8 + margin * 2, heads.reduce((sum, { rows }) => sum + rows, 0) + margin * 2)
  let top = margin
  bands.forEach((band, index) => {
    const { bytes, rows } = heads[index] ?? { bytes: 0, rows: 0 }
    for (let y = 0; y < rows; y += 1) {
      for (let x = 0; x < bytes * 8; x += 1) {
        if (((band[8 + y * bytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0) page.grey[(top + y) * page.width + margin + x] = 0
      }
    }
    top += rows
  })
  return page
}

export function rgbaOf({ grey }: Pixels): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(grey.length * 4).fill(255)
  grey.forEach((value, at) => rgba.fill(value, at * 4, at * 4 + 3))
  return rgba
}

/** Portable grey map: the one picture format that needs no library. */
export function pgmOf({ width, height, grey }: Pixels): Uint8Array {
  return Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1'), grey])
}

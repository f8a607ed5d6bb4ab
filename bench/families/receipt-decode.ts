import iconv from 'iconv-lite'
import jsQR from 'jsqr'
import { type PlainReceipt } from '../generators/receipts.ts'

/**
 * What a customer would find wrong, or undefined. Generous to the others: Chinese has to be there as a run of GB18030 codes
 * that Kanji mode prints, the codes with their content; columns, modes, pulses and other scripts are not asked for.
 */
export function faultIn(bytes: Uint8Array, { rows, ean13, qr }: PlainReceipt): string | undefined {
  const job = Buffer.from(bytes)
  const faults: string[] = []
  const chinese = rows.flatMap(([name]) => [...name.matchAll(/\p{Script=Han}+/gu)].map(([run]) => run))
  const missing = chinese.filter((run) => !job.includes(iconv.encode(run, 'gb18030')))
  if (missing.length > 0) faults.push(`${missing.length} of ${chinese.length} Chinese names are not on the paper${job.includes('???') ? ' ("?" instead)' : ''}`)
  if (ean13 !== undefined && !hasBars(job, ean13)) faults.push('no EAN-13')
  if (qr !== undefined) {
    const found = qrOf(job)
    if (found !== qr) faults.push(found === undefined ? 'no QR code that Epson printers know' : `the QR code says ${JSON.stringify(found)}`)
  }
  return faults.length === 0 ? undefined : faults.join('; ')
}

/** GS k in either form, with or without the check digit a printer adds itself; or drawn, which we do not read: bars are then taken for right. */
function hasBars(job: Buffer, digits: string): boolean {
  for (const content of [digits, digits.slice(0, 12)]) {
    if (job.includes(Buffer.concat([Buffer.from([0x1d, 0x6b, 2]), Buffer.from(content), Buffer.from([0])]))) return true
    if (job.includes(Buffer.concat([Buffer.from([0x1d, 0x6b, 67, content.length]), Buffer.from(content)]))) return true
  }
  return pictures(job).length > 1
}

/** The text of the code the printer was told, or of the one that was drawn. */
function qrOf(job: Buffer): string | undefined {
  for (let at = job.indexOf(Buffer.from([0x1d, 0x28, 0x6b])); at >= 0; at = job.indexOf(Buffer.from([0x1d, 0x28, 0x6b]), at + 3)) {
    if (job[at + 6] !== 0x50) continue
    const length = (job[at + 3] ?? 0) + 256 * (job[at + 4] ?? 0) - 3
    return job.subarray(at + 8, at + 8 + length).toString('utf8')
  }
  for (const picture of pictures(job)) {
    const read = jsQR(picture.rgba, picture.width, picture.height)
    if (read) return read.data
  }
  return undefined
}

/** How many pictures are on the paper. */
export const picturesIn = (job: Buffer): number => pictures(job).length

interface Picture {
  readonly rgba: Uint8ClampedArray
  readonly width: number
  readonly height: number
}

/** GS v 0 rasters, each with a white edge, for a reader of codes wants one. */
function pictures(job: Buffer): readonly Picture[] {
  const found: Picture[] = []
  for (let at = 0; at < job.length - 8; at += 1) {
    if (job[at] === 0x1d && job[at + 1] === 0x76 && job[at + 2] === 0x30) {
      const widthBytes = job.readUInt16LE(at + 4)
      const rows = job.readUInt16LE(at + 6)
      const end = at + 8 + widthBytes * rows
      if (widthBytes > 0 && rows > 8 && widthBytes < 80 && end <= job.length) found.push(pictureOf(job.subarray(at + 8, end), widthBytes, rows))
    }
  }
  return found
}

const edge = 16

function pictureOf(dots: Uint8Array, widthBytes: number, rows: number): Picture {
  const width = widthBytes * 8 + 2 * edge
  const height = rows + 2 * edge
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < rows; y += 1) {
    for (let x = 0; x < widthBytes * 8; x += 1) {
      if (((dots[y * widthBytes + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) === 0) continue
      const pixel = ((y + edge) * width + x + edge) * 4
      rgba.fill(0, pixel, pixel + 3)
    }
  }
  return { rgba, width, height }
}

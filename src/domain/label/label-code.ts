import { isGtin } from '../catalogue/index.ts'
import { type LabelCode } from './label-document.ts'

/** Code 128 of what every printer takes as it stands: no sign that one of them reads as an order. Longer ones fit no label. */
const takenAsItIs = /^[0-9A-Za-z .\-/+]{1,20}$/
/** Bytes that QR version 6 holds at level M, the largest that a small label has room for. */
export const mostQrBytes = 106

/**
 * What is to be scanned for this item: its GTIN in the symbology it was given out in, else another barcode of its own, else
 * its SKU, which a till knows it by, too. `barcodes` as they are kept: a GTIN padded to 14 digits.
 */
export function codeOf(barcodes: readonly string[], sku: string): LabelCode | undefined {
  const gtin = barcodes.find(isPaddedGtin)
  if (gtin !== undefined) return asPrinted(gtin)
  const text = barcodes[0] ?? sku
  if (takenAsItIs.test(text) && text.trim() === text) return { symbology: 'code128', data: text }
  return text !== '' && utf8Length(text) <= mostQrBytes ? { symbology: 'qr', data: text } : undefined
}

function isPaddedGtin(code: string): boolean {
  return code.length === 14 && isGtin(code)
}

/** The shortest number that was padded to it: a bottle with a UPC-A gets a UPC-A. */
function asPrinted(gtin: string): LabelCode {
  if (gtin.startsWith('000000')) return { symbology: 'ean8', data: gtin.slice(6) }
  if (gtin.startsWith('00')) return { symbology: 'upca', data: gtin.slice(2) }
  return gtin.startsWith('0') ? { symbology: 'ean13', data: gtin.slice(1) } : { symbology: 'code128', data: gtin }
}

export function utf8Length(text: string): number {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
  }
  return bytes
}

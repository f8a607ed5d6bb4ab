/**
 * A typed beginning of a barcode or SKU. GTINs are stored as 14 digits, but printed as 13, 12 or 8: what a person reads off
 * the pack begins after that padding.
 */
const paddings = ['', '0', '00', '000000'] as const

/** Fewer digits than this are more likely a size on the pack than a barcode: names come first then. */
const sizeDigits = 4

export interface CodeQuery {
  /** Every beginning of a stored barcode this may be. */
  readonly barcodes: readonly string[]
  readonly skus: readonly string[]
  readonly beforeNames: boolean
}

/** Undefined for what does not look like a code: it begins with a digit, has no spaces, and letters only behind. */
export function codeQuery(text: string): CodeQuery | undefined {
  const plain = text.normalize('NFKC').trim()
  if (!/^\d[\d.\-a-z]*$/i.test(plain)) return undefined
  const barcodes = /^\d+$/.test(plain) ? paddings.map((padding) => padding + plain) : [plain]
  return { barcodes: barcodes.filter((code) => code.length <= 14), skus: [...new Set([plain, plain.toUpperCase(), plain.toLowerCase()])], beforeNames: plain.length > sizeDigits }
}

/** The first text after everything that begins with `start`: codes hold no character above it. */
export function endOfPrefix(start: string): string {
  return `${start}\u{10ffff}`
}

/** As it is printed on the pack: 8 or 13 digits, 14 on a case. A code that is no padded GTIN stays what it is. */
export function printedBarcode(code: string): string {
  if (!/^0\d{13}$/.test(code)) return code
  return code.startsWith('000000') ? code.slice(6) : code.slice(1)
}

/** Decimal digits, two to a byte, leading zeros first. Throws RangeError on what is no such number: half an amount is another one. */
export function toBcd(value: number | string, bytes: number): readonly number[] {
  const digits = String(value).padStart(bytes * 2, '0')
  if (!/^\d+$/.test(digits) || digits.length !== bytes * 2) throw new RangeError(`not ${bytes * 2} digits`)
  return Array.from({ length: bytes }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
}

/** The digits; undefined where a nibble is none. */
export function bcdDigits(bytes: Uint8Array): string | undefined {
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return /^\d*$/.test(text) ? text : undefined
}

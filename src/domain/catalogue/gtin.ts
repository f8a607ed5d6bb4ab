/** The check digit of a GTIN without it: weights 3 and 1 from the right, up to the next ten. Throws RangeError on anything but digits. */
export function checkDigit(digits: string): number {
  if (!/^\d+$/.test(digits)) throw new RangeError(`not digits: ${digits}`)
  let sum = 0
  for (let place = 0; place < digits.length; place += 1) {
    sum += Number(digits.at(-1 - place)) * (place % 2 === 0 ? 3 : 1)
  }
  return (10 - (sum % 10)) % 10
}

/** GTIN-8, -12 (UPC-A), -13 or -14 with the right check digit. A misread digit is caught here, not at the shelf. */
export function isGtin(code: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(code) && checkDigit(code.slice(0, -1)) === Number(code.at(-1))
}

/** As long as a GTIN, and none: a digit was misread or mistyped. */
export function isGtinMistyped(code: string): boolean {
  return /^(?:\d{8}|\d{12,14})$/.test(code) && !isGtin(code)
}

/** One spelling for one number: 14 digits, padded on the left. Undefined when it is no GTIN. */
export function gtin14(code: string): string | undefined {
  return isGtin(code) ? code.padStart(14, '0') : undefined
}

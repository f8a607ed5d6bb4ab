import { receiptStart } from './verification.ts'

/** What a gun may put in front of any code when it is set to. Left standing it would be the cashier's search text. */
const aimPrefix = /\][A-Za-z][0-9A-Za-z]$/

/**
 * The code that says a sale in full (docs/decisions/0033): up to 970 letters, which take a slow gun ten seconds and more. Its
 * letters are a QR code's own, in the one case or the other; one that was torn is told too, since goods it is not.
 */
const inFull = /tw2:[0-9A-Z+\-./:]*$/i

/** Where the code of a receipt begins in all that was typed before Enter, or -1. By its content alone, however slowly it came. */
export function receiptCodeStart(text: string): number {
  const named = receiptStart(text)
  const start = named >= 0 ? named : text.search(inFull)
  if (start < 0) return -1
  return start - (aimPrefix.exec(text.slice(0, start))?.[0].length ?? 0)
}

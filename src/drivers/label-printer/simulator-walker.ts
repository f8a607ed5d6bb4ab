import { checkDigit } from '../../domain/catalogue/index.ts'
import { barsOf } from '../../domain/label/index.ts'
import { type DrawnLabel, type LabelItem } from './simulator-label.ts'

/** What a printer of that language makes of the bytes it is given, one order at a time. */
export interface LabelWalker {
  /** Reads on; what is not whole yet stays for the next call. */
  read(bytes: Uint8Array): void
  /** A label has begun to come in and did not end. */
  half(): boolean
  /** What is left unread at the end of a connection. */
  rest(): number
}

export interface WalkerEvents {
  readonly print: (label: DrawnLabel, copies: number) => void
  readonly ask: () => void
  readonly error: (what: string) => void
}

/** The number that is printed under a symbology, of the digits a printer is given. Undefined: it prints no bars at all. */
export function barsItem(symbology: 'ean13' | 'ean8' | 'upca' | 'code128', data: string, place: { readonly x: number; readonly y: number; readonly module: number; readonly height: number }): LabelItem | undefined {
  const digits = { ean13: 12, ean8: 7, upca: 11, code128: 0 }[symbology]
  if (digits > 0 && !new RegExp(`^\\d{${digits}}$`).test(data)) return undefined
  if (digits === 0 && !/^[\x20-\x7e]+$/.test(data)) return undefined
  const codeText = digits === 0 ? data : data + String(checkDigit(data))
  return { kind: 'bars', symbology, codeText, ...place, bars: barsOf(symbology, codeText) }
}

import { type DisplayEncoding } from './characters.ts'
import { type DisplayLamp } from './port.ts'

interface ProtocolBase {
  readonly name: string
  /** 8N1. */
  readonly baud: number
  /** Puts every state it depends on where it belongs: whoever had the line before may have left any. */
  readonly begin: (encoding: DisplayEncoding) => readonly number[]
  readonly clear: readonly number[]
}

/** Two rows of twenty. */
export interface TextProtocol extends ProtocolBase {
  readonly kind: 'text'
  /** What its letters are when the shop says nothing. */
  readonly usual: DisplayEncoding
  /** Writes both rows over what stands there, without a flicker between: twenty bytes each, none of them a control byte. */
  readonly rows: (upper: readonly number[], lower: readonly number[]) => readonly number[]
}

export interface DigitsProtocol extends ProtocolBase {
  readonly kind: 'digits'
  /** `text` as digitsText() gives it. */
  readonly amount: (text: string, lamp: DisplayLamp) => readonly number[]
}

export type DisplayProtocol = TextProtocol | DigitsProtocol

import { type Thousandths } from '../../domain/quantity/index.ts'
import { type Decimal } from './decimal.ts'
import { type ActOutcome, type NetOrGross, type Priced, type WeightUnit } from './port.ts'

/** What a whole, checked frame says. */
export type ScaleFrame = WeightFrame | StateFrame | ReplyFrame | BadFrame

export interface WeightFrame {
  readonly kind: 'weight'
  readonly settled: boolean
  readonly weight: Decimal
  /** A unit no shop sells in stands as the scale wrote it. */
  readonly unit: WeightUnit | { readonly other: string }
  readonly net: NetOrGross
  readonly tare?: Decimal
  readonly priced?: Priced
  /** So many of the last digit make one division. */
  readonly step?: number
  readonly raw: readonly number[]
}

export type ScaleState =
  /** Nothing is wrong, and no weight was asked for. */
  | 'well'
  | 'in-motion'
  | 'under-zero'
  | 'over-capacity'
  | 'needs-zero'
  | 'below-minimum'
  | 'same-load'
  | 'scale-error'
  | 'unconfigured'

export interface StateFrame {
  readonly kind: 'state'
  readonly state: ScaleState
  /** Where the status has a bit for it. */
  readonly atZero?: boolean
  readonly net?: boolean
  readonly raw: readonly number[]
}

/** A step of a dialogue: an acknowledgement, a record by its number. */
export interface ReplyFrame {
  readonly kind: 'reply'
  readonly reply: string
  readonly text?: string
  readonly raw: readonly number[]
}

/** It began like a frame and was none. */
export interface BadFrame {
  readonly kind: 'bad'
  readonly raw: readonly number[]
}

export type Turn<T> = { readonly send: readonly number[] } | { readonly end: T }

/** One question with all that belongs to it: what is said first, and what is said or known after each frame heard. */
export interface Dialogue<T> {
  readonly first: readonly number[]
  /** Undefined: that frame is no part of it, go on listening. */
  hear(frame: ScaleFrame): Turn<T> | undefined
}

export interface WeighRequest {
  readonly unitPrice?: number
  /** Held by the till for protocols whose tare travels with each question. */
  readonly tare?: Thousandths
}

export type Command = { readonly kind: 'zero' } | { readonly kind: 'tare' } | { readonly kind: 'clear' } | { readonly kind: 'preset'; readonly tare: Thousandths; readonly unit: WeightUnit }

/** `watched`: the scale answers nothing, its next readings have to show it. `held`: the till sends it with each question. */
export type Act =
  | { readonly kind: 'dialogue'; readonly dialogue: Dialogue<ActOutcome> }
  | { readonly kind: 'watched'; readonly send: readonly number[]; proof(frame: ScaleFrame): boolean }
  | { readonly kind: 'held' }

/** How the port has to be set, where the scale's own menu was left alone. */
export interface LineSettings {
  readonly baudRate: number
  readonly dataBits: 7 | 8
  readonly parity: 'none' | 'even' | 'odd'
}

interface ProtocolBase {
  readonly name: string
  readonly line: LineSettings
  /** Bytes in, frames out, in any pieces. */
  reader(hear: (frame: ScaleFrame) => void): (bytes: Uint8Array) => void
  /** 'refused': the value does not fit the command. Undefined: there is no such command. */
  act(command: Command): Act | 'refused' | undefined
}

export interface AskedProtocol extends ProtocolBase {
  readonly mode: 'asked'
  weigh(request: WeighRequest): Dialogue<ScaleFrame>
  /** Asks how it is, without taking a weight from a scale that gives each load one. */
  poll(): Dialogue<ScaleFrame>
  /** A weight is sold after this many equal frames running. */
  readonly frames: 1 | 2
}

export interface ContinuousProtocol extends ProtocolBase {
  readonly mode: 'continuous'
  readonly frames: 2
}

export type ScaleProtocol = AskedProtocol | ContinuousProtocol

/** The commonest dialogue: one question, and the first frame that answers it. */
export function question<T>(first: readonly number[], answer: (frame: ScaleFrame) => T | undefined): Dialogue<T> {
  return {
    first,
    hear(frame) {
      const end = answer(frame)
      return end === undefined ? undefined : { end }
    },
  }
}

/** A weight, or the reason why there is none. */
export function weightOrState(frame: ScaleFrame): ScaleFrame | undefined {
  return frame.kind === 'weight' || (frame.kind === 'state' && frame.state !== 'well') ? frame : undefined
}

export function ascii(text: string): number[] {
  return Array.from(text, (letter) => letter.charCodeAt(0))
}

import { type Thousandths } from '../../domain/quantity/index.ts'
import { type Device, type Off } from '../device/port.ts'

export type WeightUnit = 'kg' | 'g' | 'lb' | 'oz'

/** `unsaid`: the protocol has no place for it. A scale that says nothing has not said "gross". */
export type NetOrGross = 'net' | 'gross' | 'unsaid'

export interface Priced {
  readonly unitPrice: number
  readonly amount: number
}

/** A settled weight above nothing. Integers throughout: a weight that met a float is another weight. */
export interface Weight {
  /** Thousandths of `unit`: 1284 is 1.284 kg. What lies on the platter less the tare, as the scale shows it. */
  readonly quantity: Thousandths
  /** The unit the shop sells in. */
  readonly unit: WeightUnit
  /** e: the step of the scale's display, in thousandths of `unit`. */
  readonly division: Thousandths
  readonly net: NetOrGross
  /** In thousandths of `unit`; absent when the scale does not say it. */
  readonly tare?: Thousandths
  /** By a scale that works it out itself (Dialog 06): minor units a kilogram that it was asked with, and what it came to. */
  readonly priced?: Priced
  /** The frame it was read from, in hexadecimal, for whoever has to find out afterwards. */
  readonly raw: string
}

/** What a scale says. Only `stable` may be sold. */
export type Reading =
  | { readonly kind: 'stable'; readonly weight: Weight }
  /** Settled, but lighter than the law lets this scale weigh; without a weight where the scale kept it to itself. */
  | { readonly kind: 'below-minimum'; readonly weight?: Weight }
  /** Settled at zero. */
  | { readonly kind: 'empty' }
  /** `shown` is text, for the screen: nobody can multiply a string by a price. */
  | { readonly kind: 'in-motion'; readonly shown?: string }
  | { readonly kind: 'under-zero' }
  | { readonly kind: 'over-capacity' }
  /** Switched on under load: nothing it says counts until it has been zeroed. */
  | { readonly kind: 'needs-zero' }
  /** The scale gives one load one weight (Dialog 06): lift it and put it down again. */
  | { readonly kind: 'same-load' }
  /** It weighs in a unit the shop does not sell in, or finer than a thousandth of the unit. Never converted. */
  | { readonly kind: 'wrong-unit'; readonly unit: string }
  /** It reports a memory or calibration error of its own. */
  | { readonly kind: 'scale-error' }
  /** It demands the till's certified checksums, and has none or refuses them. */
  | { readonly kind: 'unconfigured' }
  /** It is there, and tells a weight only when it is asked to weigh (Dialog 06): nothing of the load is known before. Live only. */
  | { readonly kind: 'on-request' }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'bad-frame' }

export interface ReadOptions {
  /** 3,000 when absent. */
  readonly timeoutMs?: number
  readonly signal: AbortSignal
  /** Minor units for 1.000 of the unit, for scales that show a price (Dialog 06). Others take no notice of it. */
  readonly unitPrice?: number
  /** In thousandths of the unit, for scales whose tare travels with each question (Dialog 06), which then give the net. */
  readonly tare?: Thousandths
}

/**
 * `refused`: the scale said no, or the value does not fit its command. `unconfirmed`: sent, and three seconds of readings
 * did not show it. `unsupported`: the protocol has no such command.
 */
export type ActOutcome = 'done' | 'refused' | 'in-motion' | 'unconfirmed' | 'unsupported' | 'no-answer'

/** `platter`: what lies on it now. A quantity is in thousandths of the unit the shop sells in. */
export type TareWhat = 'platter' | 'clear' | Thousandths

export interface Scale extends Device {
  /**
   * Waits for a settled weight above nothing; at the end of its time, what the scale said last. Throws DeviceError, always
   * with `retry: 'safe'`, when there is no line to the scale, or (`cancelled`) when the signal or close() ends it.
   */
  read(options: ReadOptions): Promise<Reading>
  /** Hears every reading, for the screen. While somebody listens the scale is asked four times a second. */
  onLive(listener: (reading: Reading) => void): Off
  /** Throws like read(). */
  zero(signal: AbortSignal): Promise<ActOutcome>
  tare(what: TareWhat, signal: AbortSignal): Promise<ActOutcome>
  /** Begins to watch the scale: its state, and the live weight. Does nothing the second time. */
  start(): void
  /** Ends everything under way and lets go of the line. */
  close(): Promise<void>
}

import { type Socket } from 'node:net'

/** What a person typed, done: a sentence that says what is so now, or what was wrong with what stood there. */
export type Done = { readonly said: string } | { readonly wrong: string }

/** One thing that can be done to a device: typed while it runs, and most of them also before it starts (`--cut-after 120`). */
export interface Knob {
  /** As typed, in lower case: "cut after". */
  readonly words: string
  /** What stands behind the words, in capitals; absent when nothing does. */
  readonly takes?: string
  readonly help: string
  /** False: it is an act, which means nothing before a till is there. */
  readonly atStart: boolean
  act(argument: string): Done | Promise<Done>
}

/** Chosen once, when it starts: what a device is, and not how it is. */
export interface StartOption {
  readonly name: string
  readonly takes: string
  /** What it is without. */
  readonly usual: string
  readonly help: string
}

export interface RunningDevice {
  /** A till is at the other end. The device ends the socket only where a real one would hang up. */
  attach(till: Socket): void
  readonly knobs: readonly Knob[]
  /** One line. */
  status(): string
  /** How a till is told to use it, given where it is. */
  address(where: string): string
  close(): Promise<void>
}

export interface Surroundings {
  /** By name, each with its usual value where nobody gave one. */
  readonly options: ReadonlyMap<string, string>
  /** Tells whoever watches; each line on its own. */
  say(line: string): void
}

/** A kind of device this program can be. A new one is one of these and a line in kinds.ts. */
export interface SimulatedKind {
  readonly summary: string
  readonly options: readonly StartOption[]
  /** Rejects with WrongOption for a value that means nothing. */
  start(surroundings: Surroundings): Promise<RunningDevice>
}

/** A start option with a value that means nothing. A class, because it is thrown. */
export class WrongOption extends Error {}

export const said = (text: string): Done => ({ said: text })

/** A knob that takes nothing. */
export function plain(words: string, help: string, act: () => string, atStart = true): Knob {
  return { words, help, atStart, act: () => said(act()) }
}

/** A knob that takes a whole number. */
export function counted(words: string, takes: string, help: string, act: (count: number) => string, { least = 0, most = 1_000_000 } = {}): Knob {
  return {
    words,
    takes,
    help,
    atStart: true,
    act(argument) {
      const count = /^\d{1,7}$/.test(argument) ? Number(argument) : Number.NaN
      return count >= least && count <= most ? said(act(count)) : { wrong: `${words} takes a whole number from ${least} to ${most}` }
    },
  }
}

/** A knob that takes bytes as pairs of hexadecimal digits, blanks between them or not. */
export function inBytes(words: string, help: string, act: (bytes: readonly number[]) => Done, atStart = false): Knob {
  return {
    words,
    takes: 'HEX',
    help,
    atStart,
    act(argument) {
      const pairs = argument.replaceAll(/\s/g, '')
      return /^(?:[\da-f]{2})+$/i.test(pairs) ? act(bytesOf(pairs)) : { wrong: `${words} takes bytes as pairs of hexadecimal digits` }
    },
  }
}

function bytesOf(pairs: string): number[] {
  return (pairs.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
}

/** Bytes as a person reads them: letters as letters, everything else in angle brackets. */
export function readable(bytes: Uint8Array | readonly number[]): string {
  return Array.from(bytes, (byte) => (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `<${byte.toString(16).padStart(2, '0')}>`)).join('')
}

import { type IncomingHttpHeaders } from 'node:http'
import { type Socket } from 'node:net'
import { type Chance } from '../chance.ts'

export interface Asked {
  /** Its id, from the address; empty where there is none in it. */
  readonly register: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** A request of a register that has arrived here whole, and the ways there are to answer it. */
export interface Passing {
  readonly asked: Asked
  readonly socket: Socket
  answer(answered: Answered): void
  /** These bytes, whatever they are, and nothing after them. */
  raw(bytes: Buffer): void
  /** The connection ends with its answer. */
  last(): void
  cut(): void
  /** RST instead of FIN. */
  reset(): void
}

/** How bytes are sent that do not all go at once. */
export interface Dribble {
  readonly pieces: number
  readonly everyMs: number
}

export interface LineTools {
  readonly chance: Chance
  /** After this a register gives up. */
  readonly deadlineMs: number
  send(asked: Asked, how?: Dribble): Promise<Answered>
  /** So many bytes of the body reach head office, which was promised all of them. */
  sendPart(asked: Asked, bytes: number): Promise<void>
  wait(ms: number): Promise<void>
  /** Done once a later request has gone through, or when the line heals. */
  hold(act: () => Promise<unknown>): void
  /** Acknowledgements that this register was given before, oldest first. */
  earlier(register: string): readonly Answered[]
  ofOthers(register: string): readonly Answered[]
  /** Nothing comes on this connection any more. */
  silence(socket: Socket): void
}

/** Piece by piece, with pauses between them. */
export async function dribble(bytes: Buffer, { pieces, everyMs }: Dribble, put: (piece: Buffer) => void): Promise<void> {
  const size = Math.max(1, Math.ceil(bytes.length / pieces))
  for (let from = 0; from < bytes.length; from += size) {
    if (from > 0) await new Promise((resolve) => setTimeout(resolve, everyMs))
    put(bytes.subarray(from, from + size))
  }
}

import { type RebuildAnswer } from '../../contracts/replication/index.ts'
import { type Result } from '../../domain/errors/index.ts'

export interface RebuildPlace {
  readonly epoch: number
  readonly seq: number
  readonly hash: string
}

export interface RebuildEnd {
  /** Where head office stands in the newest epoch that it has; absent: it has nothing of this register. */
  readonly newest?: RebuildPlace
  /** Of each epoch there the last sale or refund, verbatim. */
  readonly latest: readonly string[]
  readonly instance: string
  /** Who signs on first, and gives the others their PINs. */
  readonly manager: { readonly name: string; readonly pin: string }
}

/** A register as it was rebuilt, waiting for the next start. */
export interface Rebuilt {
  readonly registerNumber: number
  readonly chainName: string
  readonly storeName: string
  /** Entries that are not at head office yet: those that say what was done here. */
  readonly waiting: number
  /** The last receipt number that is not given out any more: the next one is behind it. */
  readonly receiptNumbersTo: number
}

/** A register that is being made of head office's copy of its journal, beside one that is nobody's. What is not whole is never opened as a register. */
export interface RebuildStage {
  /** Made once and kept: head office answers the same key the same. */
  key(): Result<{ readonly publicKey: string }>
  sign(text: string): Result<string>
  /** The file, with what head office says of it; where an earlier try came to, when it is of the same register. */
  begin(bound: RebuildAnswer, headOfficeUrl: string, firstEpoch: number): Result<RebuildPlace>
  /** The next entries of an epoch, verbatim. Refuses `rebuild.broken` {epoch, seq} for what does not follow. */
  take(epoch: number, texts: readonly string[]): Result<RebuildPlace>
  /** Everything is there: the register goes on in an epoch of its own, and the next start opens it. */
  finish(end: RebuildEnd): Promise<Result<Rebuilt>>
}

/** The same, over the port. */
export type AnsweringStage = { readonly [N in keyof RebuildStage]: (...given: Parameters<RebuildStage[N]>) => Promise<Awaited<ReturnType<RebuildStage[N]>>> }

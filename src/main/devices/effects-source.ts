import { type Effect, type EffectState } from '../../db/index.ts'
import { type NamedEvent } from '../log.ts'

/** The part of the core that the devices need. They own no record: what has begun and how it ended is on the core's disk. */
export interface EffectsSource {
  /** Every kick before any ink, then oldest first: a stack of waiting receipts hides no drawer. */
  effectsToDo(limit: number): Promise<readonly Effect[]>
  /** Resolves when it is durable: only then may the first byte leave. */
  effectStarted(id: number): Promise<void>
  /** With state `waiting`: it has not begun, this is what it waits for, and it will be tried again. `standIn`: the id of the device that did it in another's place. */
  effectFinished(id: number, state: EffectState, fault?: string, standIn?: string): Promise<void>
  /** Calls back when there may be new work. Without it the owner calls wake() itself. */
  onWake?(listener: () => void): () => void
}

/** One line of diagnostics: codes and ids, never what a receipt says. */
export type DevicesLog = (line: { readonly level: 'info' | 'error'; readonly event: NamedEvent; readonly detail?: string }) => void

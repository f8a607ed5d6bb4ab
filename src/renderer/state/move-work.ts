import { type Refusal } from '../../domain/errors/index.ts'

/** Before a register is moved: its passphrase, twice. */
export interface MoveWork {
  readonly kind: 'move'
  /** `asking`: main has not said yet whether it could be moved now. `blocked`: why it cannot. */
  readonly stage: { readonly name: 'asking' } | { readonly name: 'blocked'; readonly refusal: Refusal } | { readonly name: 'first' } | { readonly name: 'again' }
}

/** `packing`: it is on its way into its file, and nobody is signed on any more. `asking` and `taking`: it was moved, and somebody takes it back. */
export type Moving = 'packing' | 'asking' | 'taking'

import { type Output, type SecondFactorView } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'

/** A code is asked for. `trouble`: what was wrong with the one before. */
export interface FactorAsk {
  readonly sending: boolean
  readonly trouble: Refusal | undefined
}

/** What stands in the work area while somebody makes or looks after their second factor. */
export interface SecondFactorWork {
  readonly kind: 'secondFactor'
  /**
   * `look`: how it stands. `show`: a new secret waits for its first code. `codes`: the recovery codes, this once. `drop`: one is
   * about to be removed, one's own with a code. `renew`: new recovery codes, for a code.
   */
  readonly stage: { readonly name: 'look' } | { readonly name: 'show'; readonly shown: Output<'begin-second-factor'> } | { readonly name: 'codes'; readonly codes: readonly string[] } | { readonly name: 'drop'; readonly of: string } | { readonly name: 'renew' }
  /** Undefined until main answered. */
  readonly view: SecondFactorView | undefined
  readonly sending: boolean
}

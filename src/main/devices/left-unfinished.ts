import { type EffectState, type EffectWork } from '../../db/index.ts'

/** Something that may have left the machine: the core has it as begun, and nobody has said how it ended. */
export interface InHand {
  readonly id: number
  readonly kind: EffectWork['kind']
  /** It was said, and the core did not take it. */
  readonly told?: { readonly state: EffectState; readonly fault?: string; readonly standIn?: string }
}

export interface Unfinished {
  readonly id: number
  readonly state: EffectState
  readonly fault?: string
  readonly standIn?: string
}

/**
 * How work ends that died in somebody's hands. Ink waits again, and comes out marked, for its attempts are counted. A
 * drawer may be open already: it is never opened again by itself. Of a label some copies may be out, and nobody is owed one.
 */
export function leftUnfinished(inHand: readonly InHand[]): readonly Unfinished[] {
  return inHand.map(({ id, kind, told }) => {
    if (told) return { id, ...told }
    return kind !== 'print' ? { id, state: 'unconfirmed', fault: 'interrupted' } : { id, state: 'waiting', fault: 'interrupted' }
  })
}

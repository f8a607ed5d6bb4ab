import { type EffectView } from '../../contracts/ipc/index.ts'

/** What a person sees to at a printer. Each is a sentence of the catalogues. */
const todos: ReadonlySet<string> = new Set(['paper-out', 'cover-open', 'cutter', 'overheat'])

export interface PaperAdvice {
  /**
   * `torn`: ink may be on a slip, whole or not, and a person looks and prints it again. `waits`: nothing of it is on paper,
   * and it prints by itself when the printer is well. `again`: it was printed once more, marked, for nobody knew what had
   * become of the first; two slips that differ by one word are two refunds.
   */
  readonly kind: 'torn' | 'waits' | 'again'
  readonly todo: string
}

/** A shop without a printer or a drawer has no fault that somebody could see to: red after every sale taught nobody anything but to look past red. */
export function isNothingThere({ state, fault }: Pick<EffectView, 'state' | 'fault'>): boolean {
  return state === 'failed' && fault === 'unconfigured'
}

/** What is to be done about a sale's paper; undefined when there is nothing. The newest paper decides: printed again, all is well. */
export function paperAdvice(effects: readonly EffectView[]): PaperAdvice | undefined {
  const last = effects.findLast(({ kind }) => kind === 'print')
  const fault = last?.fault
  if (last?.again === true && (last.state === 'printed' || last.state === 'processed' || last.state === 'sentOnly')) return { kind: 'again', todo: 'first' }
  // Without a printer there is no slip to look at, and nothing to put in.
  if (last === undefined || fault === undefined || fault === 'unconfigured') return undefined
  const todo = todos.has(fault) ? fault : 'other'
  if (last.state === 'failed') return { kind: 'torn', todo }
  return last.state === 'waiting' && fault !== 'interrupted' ? { kind: 'waits', todo } : undefined
}

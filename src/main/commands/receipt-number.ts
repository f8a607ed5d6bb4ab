import { type RegisterFacts } from '../../db/index.ts'

/** "3-17": the register that sells, and a counter of its own. In training "T3-17", which no shop's register ever gives out. */
export function receiptNumberOf({ mode, registerNumber }: Pick<RegisterFacts, 'mode' | 'registerNumber'>, counter: number): string {
  return `${mode === 'training' ? 'T' : ''}${registerNumber}-${counter}`
}

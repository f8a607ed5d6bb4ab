import { refuse } from '../errors/index.ts'
import { liabilityName, type Liability } from '../liability/index.ts'
import { type Basket, type LiabilityLine } from './basket.ts'

/** The refusal for what stands in the basket already, or undefined. */
export function repeatedLiability(basket: Pick<Basket, 'lines'>, owes: Liability): ReturnType<typeof refuse> | undefined {
  const name = liabilityName(owes)
  const standing = basket.lines.find((line): line is LiabilityLine => line.kind === 'liability' && !line.removed && liabilityName(line.owes) === name)
  return standing === undefined ? undefined : refuse('liability.repeated', { lineNo: standing.lineNo })
}

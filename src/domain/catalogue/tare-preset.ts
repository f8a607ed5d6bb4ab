import { type Thousandths } from '../quantity/index.ts'
import { type Names } from './item.ts'

/** A packaging whose weight is known: a paper bag, a tray. */
export interface TarePreset {
  readonly id: string
  readonly names: Names
  /** In thousandths of a kilogram, above 0. */
  readonly weight: Thousandths
}

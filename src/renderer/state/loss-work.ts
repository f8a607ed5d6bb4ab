import { type Input, type LossCardView, type LossesView } from '../../contracts/ipc/index.ts'
import { type DocumentList } from './report-work.ts'

/**
 * What should be looked at. What is typed is the word about an open card, or a new limit. `looked`: the look that was written down, which
 * everything else is asked with. `chosen` is -1 until an arrow key was pressed.
 */
export interface LossWork {
  readonly kind: 'lossWatch'
  readonly days: Input<'look-at-losses'>['days']
  readonly page: 'cards' | 'limits'
  /** Opened for the limits, out of the settings: Esc goes back there. */
  readonly fromSettings: boolean
  readonly looked: Input<'losses'>['looked'] | undefined
  readonly view: LossesView | undefined
  readonly chosen: number
  /** `read`: how many of its places were asked for. */
  readonly card: { readonly of: LossCardView; readonly documents: DocumentList; readonly read: number } | undefined
  readonly saving: boolean
}

/** Typed as it is shown: acts as a whole number, a share in per cent. Undefined for what is no limit; nothing typed is the preset. */
export function typedLimit(text: string, unit: 'count' | 'ppm'): number | 'preset' | undefined {
  const plain = text.trim().replace(/\s*%$/u, '')
  if (plain === '') return 'preset'
  if (!(unit === 'ppm' ? /^\d{1,3}(?:\.\d{1,2})?$/ : /^\d{1,6}$/).test(plain)) return undefined
  const limit = unit === 'ppm' ? Math.round(Number(plain) * 10_000) : Number(plain)
  return limit >= 1 && limit <= 1_000_000 ? limit : undefined
}

/** 2.5 % of 25000 ppm, or the number as it is. */
export function figureText(value: number, unit: 'count' | 'ppm'): string {
  return unit === 'ppm' ? `${Math.round(value / 100) / 100} %` : String(value)
}

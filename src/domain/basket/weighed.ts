import { type Item } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { thousandths, type Thousandths } from '../quantity/index.ts'
import { addedLine } from './add.ts'
import { type Basket, type Tare } from './basket.ts'
import { type Act, type BasketEdit } from './edit.ts'
import { type Traits } from './traits.ts'

type Lines = Pick<Basket, 'lines' | 'trail'>

/** A settled weight as a scale gave it, in thousandths of a kilogram. */
export interface ScaleWeight {
  /** What it shows: less its own tare, where it has taken one. */
  readonly quantity: Thousandths
  /** e: the step of its display, above 0. */
  readonly division: Thousandths
  /** The least it may be used for. */
  readonly minimum: Thousandths
  readonly net: 'net' | 'gross' | 'unsaid'
  /** Its own tare, where it says it. */
  readonly tare?: Thousandths
  /** `tare` is the preset one: the scale was asked with it, has taken it off and shows the net. */
  readonly tareAsked?: true
}

export interface NetWeight {
  /** What is sold. */
  readonly quantity: Thousandths
  readonly tare?: Tare
}

/**
 * A preset tare as this scale can take it off: up to the next of its divisions, for a scale has no weight between two, and
 * rounded down the customer would pay for packaging.
 */
export function tareOn(preset: Thousandths, division: Thousandths): Thousandths {
  return thousandths(Math.ceil(preset / division) * division)
}

/**
 * What is sold of what the scale shows, with a preset tare taken off or none: net + tare = what it shows. The least a scale
 * may be used for holds for the net, which is what the price is made of, and so for the load too. Refuses `scale.taredTwice`
 * where the scale has taken a tare off itself: nobody can say whether it was the same bowl. Refuses `scale.tareTooHeavy`
 * when nothing is left, and `scale.belowMinimum`.
 */
export function netWeight({ quantity, division, minimum, net, tare = thousandths(0), tareAsked }: ScaleWeight, preset?: Thousandths): Result<NetWeight> {
  if (tareAsked === true && preset !== undefined && tare === tareOn(preset, division)) {
    return quantity < minimum ? refuse('scale.belowMinimum') : accept({ quantity, tare: { weight: tare, by: 'preset' } })
  }
  if (preset !== undefined && (net === 'net' || tare > 0)) return refuse('scale.taredTwice')
  const off = preset === undefined ? 0 : tareOn(preset, division)
  const left = thousandths(quantity - off)
  if (left <= 0) return refuse('scale.tareTooHeavy')
  if (left < minimum) return refuse('scale.belowMinimum')
  if (off > 0) return accept({ quantity: left, tare: { weight: thousandths(off), by: 'preset' } })
  return accept({ quantity: left, ...(tare > 0 ? { tare: { weight: tare, by: 'scale' } as const } : {}) })
}

/** The line of what a scale weighed, always one of its own. Refuses `quantity.invalid` for an item that is not sold by the kilogram. */
export function weighedLine(basket: Lines, item: Item, { quantity, tare }: NetWeight, act: Act): Result<BasketEdit> {
  // Half a kilogram is not half a litre.
  if (item.unit !== 'kg') return refuse('quantity.invalid')
  const added = addedLine(basket, item, quantity, act)
  if (!added.ok || added.value.line.kind !== 'item') return added
  return accept({ ...added.value, line: { ...added.value.line, weighed: 'scale', ...(tare === undefined ? {} : { tare }) } })
}

/** As addedLine, for a quantity that a person keyed in or none: a weight that no scale gave says so, on the receipt too. */
export function keyedLine(basket: Lines, item: Item, quantity: Thousandths | undefined, act: Act & { readonly barcode?: string }, traits: Traits = {}): Result<BasketEdit> {
  const added = addedLine(basket, item, quantity, act, traits)
  if (!added.ok || added.value.line.kind !== 'item' || item.unit !== 'kg') return added
  return accept({ ...added.value, line: { ...added.value.line, weighed: 'typed' } })
}

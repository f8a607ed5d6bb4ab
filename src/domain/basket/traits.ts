import { refuse } from '../errors/index.ts'
import { type BasketLine, type ItemLine } from './basket.ts'

/** What tells one piece of an item from another. */
export type Traits = Pick<ItemLine, 'lot' | 'expiry' | 'serial'>

/** Only the facts that are there: an absent field has to be absent in a sale. */
export function traitsOf({ lot, expiry, serial }: { readonly lot?: string; readonly expiry?: string; readonly serial?: string }): Traits {
  return { ...(lot === undefined ? {} : { lot }), ...(expiry === undefined ? {} : { expiry }), ...(serial === undefined ? {} : { serial }) }
}

/** Whether one line may hold both. What has a serial number is a line of its own; a recall asks for the lot. */
export function haveEqualTraits(a: Traits, b: Traits): boolean {
  return a.lot === b.lot && a.expiry === b.expiry && a.serial === undefined && b.serial === undefined
}

/** The refusal for a serial number that stands in the basket already, or undefined: there is one such piece in the world. */
export function serialRefusal(basket: { readonly lines: readonly BasketLine[] }, itemId: string, { serial }: Traits): ReturnType<typeof refuse> | undefined {
  if (serial === undefined) return undefined
  const standing = basket.lines.some((line) => line.kind === 'item' && !line.removed && line.itemId === itemId && line.serial === serial)
  return standing ? refuse('serial.repeated', { serial }) : undefined
}

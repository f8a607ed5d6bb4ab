import { type Item } from '../catalogue/index.ts'
import { refuse } from '../errors/index.ts'
import { type ItemLine } from './basket.ts'

/** The refusal for an act on a line that has its parent's fate (params: the parent's lineNo), or undefined. */
export function linkedRefusal({ link }: Pick<ItemLine, 'link'>): ReturnType<typeof refuse> | undefined {
  return link === undefined ? undefined : refuse('line.linked', { lineNo: link.to })
}

/** The same for a discount or another price by hand. */
export function priceActRefusal(line: Pick<ItemLine, 'link' | 'noDiscount' | 'lineNo'>): ReturnType<typeof refuse> | undefined {
  return linkedRefusal(line) ?? (line.noDiscount === true ? refuse('line.notDiscounted', { lineNo: line.lineNo }) : undefined)
}

/** Whether a line was rung up by the rules that the item has now: by others, the next piece is another line. */
export function haveEqualRules(line: ItemLine, item: Item): boolean {
  if (line.minimumAge !== item.minimumAge || line.noDiscount !== item.noDiscount) return false
  return JSON.stringify(line.links ?? []) === JSON.stringify(item.links ?? [])
}

/** The rules of an item that its line keeps. */
export function rulesOf({ minimumAge, noDiscount, links }: Item): Pick<ItemLine, 'minimumAge' | 'noDiscount' | 'links'> {
  return {
    ...(minimumAge === undefined ? {} : { minimumAge }),
    ...(noDiscount === undefined ? {} : { noDiscount }),
    ...(links === undefined ? {} : { links }),
  }
}

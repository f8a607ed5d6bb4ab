import { type ReturnLineView } from '../../contracts/ipc/index.ts'
import { type ItemLine, type ReturnLine } from '../../domain/basket/index.ts'
import { type PricedLine } from '../../domain/pricing/index.ts'

type CountedLine = Pick<ReturnLineView, 'lineNo' | 'itemId' | 'sku' | 'names' | 'quantity' | 'unit' | 'price' | 'gross' | 'discount' | 'total' | 'removed'>

/** A removed line counts nothing, and its figures say so: whoever adds up the column gets the total. */
export function countedLineOf(line: ItemLine | ReturnLine, counted: PricedLine | undefined): CountedLine {
  return {
    lineNo: line.lineNo,
    itemId: line.itemId,
    sku: line.sku,
    names: { ...line.names },
    quantity: line.quantity,
    unit: line.unit,
    price: { minor: line.price.minor, per: line.price.per },
    gross: counted?.gross ?? 0,
    discount: counted?.discount ?? 0,
    total: counted?.total ?? 0,
    removed: line.removed,
  }
}

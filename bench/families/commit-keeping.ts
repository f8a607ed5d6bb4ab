import { plainSales, type PlainSale } from '../generators/sales.ts'
import { type Arm } from '../harness.ts'

/** An arm that keeps plain sales, told apart by how it writes and how it is read back. */
export function keeping(name: string, write: (sale: PlainSale) => unknown, read: (seq: number) => Promise<Kept | undefined> | Kept | undefined, note: string, close: () => unknown): Arm {
  const make = plainSales(7)
  let seq = 0
  let sale = make((seq += 1))
  return {
    name,
    kind: 'peer',
    note,
    prepare() {
      sale = make((seq += 1))
    },
    run: () => write(sale),
    async check() {
      for (let count = 0; count < 3; count += 1) {
        await write(sale)
        const kept = await read(sale.seq)
        if (kept?.total !== sale.total || kept.lines !== 5 || kept.tenders !== 2) return `wrote ${sale.total}, read back ${JSON.stringify(kept)}`
        sale = make((seq += 1))
      }
      return undefined
    },
    close,
  }
}

export interface Kept {
  readonly total: number
  readonly lines: number
  readonly tenders: number
}

export interface EffectMemory {
  /** An id that none of the sale's effects is below: 0 when this writer does not know where they begin. */
  first(saleId: string): number
  /** A sale that is new, and so has no effects but those added from now on. */
  began(saleId: string): void
  added(saleId: string, id: number): void
}

/** The last sale of a seat or two, and a few more. The rest are looked for as a reader does. */
const mostKept = 16

/**
 * Where the effects of the newest sales begin. An index would be two more pages of every sale's commit; and without either,
 * the answer to a sale read through the whole table, receipts and all: half a millisecond of a millisecond.
 *
 * Safe because one connection writes and ids only grow: one that a rollback took back is given out again, never one below it,
 * so what is kept stays a bound. A reprint of a sale that began before must not hide its first effects.
 */
export function effectMemory(): EffectMemory {
  const firsts = new Map<string, number>()
  function keep(saleId: string, first: number): void {
    if (firsts.size >= mostKept) firsts.clear()
    firsts.set(saleId, first)
  }
  return {
    first: (saleId) => firsts.get(saleId) ?? 0,
    began(saleId) {
      if (!firsts.has(saleId)) keep(saleId, Infinity)
    },
    added(saleId, id) {
      const first = firsts.get(saleId)
      if (first === undefined) keep(saleId, 0)
      else if (first === Infinity) firsts.set(saleId, id)
    },
  }
}

import { type SaleBody } from '../../../src/domain/sale/index.ts'
import { openStore } from '../../../src/headoffice/store/open-store.ts'
import { type Chance, chanceOf } from '../chance.ts'
import { type Fault, resultOfBooks } from '../fault.ts'
import { type Books } from '../kill-oracle.ts'
import { type Parts, withParts } from '../network/network.ts'
import { judgeAll, untilDrained } from '../network/play.ts'
import { openSite, type Site } from '../network/site.ts'

const pace = 10
/** What the item costs, and the card is good for. */
const price = 200
const item = 'water'
const one = 1000

/** Two registers that can not hear of each other sell the last one of an item, and are paid by the same card. */
export const twoRegistersFault: Fault = {
  name: 'two-registers',
  runs: 20,
  run: (runs, seed, say) =>
    withParts(async (parts) => {
      if (parts.databases.missing !== undefined) say(`SKIPPED, PostgreSQL: ${parts.databases.missing}`)
      const met = await meetings(runs, seed, parts)
      say(`${runs} times on each of ${parts.databases.kinds.map(({ name }) => name).join(' and ')}: ${met.flatMap(({ shelves }) => shelves).length} shelves below nothing, ${met.flatMap(({ cards }) => cards).length} cards spent twice`)
      const controlCaught = met.every(({ shelves }) => shelves.every((shelf) => problemsOfShelf(lastWord(shelf)).length > 0))
      return { ...resultOfBooks('two-registers', runs, met.flatMap(({ books }) => books), met.flatMap(problemsOf)), controlCaught }
    }),
}

/** One of the item was there; what each register's sales say of it since, in the order they came to head office. */
export interface Shelf {
  readonly before: number
  readonly movements: readonly number[]
  readonly onHand: number
}

export interface Met {
  readonly name: string
  readonly books: readonly Books[]
  readonly shelves: readonly Shelf[]
  readonly cards: readonly Spent[]
}

/** The case that head office made of a card by itself, after both registers were heard. */
export interface Spent {
  readonly card: string
  /** Absent: it made none. */
  readonly balance?: number
  readonly documents: number
}

export function meetings(runs: number, seed: number, { folder, databases, certificates }: Parts): Promise<readonly Met[]> {
  return Promise.all(
    databases.kinds.map(async (kind): Promise<Met> => {
      const site = await openSite(kind, { folder, registers: 2, pace, ...(certificates !== undefined && { certificates }) })
      try {
        const chance = chanceOf(seed)
        const met: { readonly shelf: Shelf; readonly card: Spent }[] = []
        for (let run = 0; run < runs; run += 1) met.push(await meet(site, chance, run))
        return { name: kind.name, books: await site.books(), shelves: met.map(({ shelf }) => shelf), cards: met.map(({ card }) => card) }
      } finally {
        await site.close()
      }
    }),
  )
}

async function meet(site: Site, chance: Chance, run: number): Promise<{ readonly shelf: Shelf; readonly card: Spent }> {
  const [a, b] = site.registers
  if (a === undefined || b === undefined) throw new Error('no two registers')
  const number = `6364${String(run).padStart(4, '0')}${String(chance.below(10_000)).padStart(4, '0')}`
  await a.issue(number, price)
  await mustDrain(site)
  const known = (await movements(site)).length
  site.line.play({ name: 'cut off', isShut: true }, run)
  // One may come first, or both at once.
  const [first, second] = chance.happens(0.5) ? [a, b] : [b, a]
  await first.spend(number)
  await Promise.all([second.spend(number), chance.happens(0.5) ? first.sell(1) : undefined])
  await site.line.heal()
  await mustDrain(site)
  const since = (await movements(site)).slice(known)
  const card = await lookAt(site, number)
  return { card, shelf: { before: one, movements: since, onHand: since.reduce((sum, moved) => sum + moved, one) } }
}

async function mustDrain(site: Site): Promise<void> {
  if (!(await untilDrained(site))) throw new Error(`${site.name}: not everything came to head office`)
}

/** Of the item, by every sale that head office has, in the order it heard of them. */
async function movements({ database }: Site): Promise<readonly number[]> {
  const rows = (await database.rows("SELECT text FROM ledger WHERE type = 'sale.completed' ORDER BY received_at, register, seq")) as { text: string }[]
  return rows.flatMap(({ text }) => (JSON.parse(text) as { body: SaleBody }).body.movements.flatMap(({ itemId, quantity }) => (itemId === item ? [Number(quantity)] : [])))
}

/** As somebody at head office does who looks at the case, and puts it away: both sales stand. */
async function lookAt({ database }: Site, number: string): Promise<Spent> {
  const store = await openStore(database.location, Date.now(), () => undefined)
  try {
    const found = (await store.overview(Date.now())).overspent.filter(({ printed }) => printed === `....${number.slice(-4)}`)
    for (const { store: inStore, documentId } of found) await store.putAwayOverspent(inStore, documentId, { by: 'Ma', at: Date.now(), note: 'sold offline' })
    const [first] = found
    return { card: number, documents: found.length, ...(first !== undefined && { balance: first.balance }) }
  } finally {
    await store.close()
  }
}

export function problemsOf({ name, books, shelves, cards }: Met): readonly string[] {
  return [
    ...judgeAll(books),
    ...shelves.flatMap(problemsOfShelf),
    ...cards.flatMap(({ card, balance, documents }) => (balance === -price && documents === 2 ? [] : [`card ${card} was spent twice, and head office made of it: ${balance ?? 'nothing'} by ${documents} documents`])),
  ].map((problem) => `${name}: ${problem}`)
}

/** Both took one; each further sale took another. */
export function problemsOfShelf({ before, movements: moved, onHand }: Shelf): readonly string[] {
  return [
    ...(moved.length >= 2 && moved.every((quantity) => quantity === -one) ? [] : [`of two sales of the last one head office knows ${moved.length}`]),
    ...(onHand === before - moved.length * one && onHand < 0 ? [] : [`${before / one} was there, ${moved.length} were sold, and ${onHand / one} are said to be there`]),
  ]
}

/** What a head office would say that kept what each register believed was left, and not what it moved. */
export const lastWord = (shelf: Shelf): Shelf => ({ ...shelf, onHand: shelf.before + (shelf.movements.at(-1) ?? 0) })

import { expect, test } from 'vitest'
import { withParts } from '../network/network.ts'
import { lastWord, meetings, problemsOf, problemsOfShelf } from './two-registers.ts'

/** Stock has no room at head office yet: what is held here is that both sales stand, and that what they moved adds up to less than nothing. */
test('[REP-15] [GIF-8] two registers that are cut off sell the last one and take the same card for it: both sales stand, the shelf is below nothing, and the card is named', { timeout: 180_000 }, async () => {
  await withParts(async (parts) => {
    const sqlite = { ...parts, databases: { ...parts.databases, kinds: parts.databases.kinds.slice(0, 1) } }
    const met = await meetings(2, Number(process.env['TILLWRIGHT_SEED'] ?? Date.now() % 1_000_000), sqlite)
    expect(met.flatMap(problemsOf)).toEqual([])
    const [shelf, ...others] = met.flatMap(({ shelves }) => shelves)
    expect(others).toHaveLength(1)
    expect(shelf?.onHand).toBeLessThan(0)
    // A head office that believed what each register thought was left would have found nothing odd.
    if (shelf !== undefined) expect(problemsOfShelf(lastWord(shelf))).toHaveLength(1)
  })
})

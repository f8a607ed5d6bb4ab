import { expect, test } from 'vitest'
import { credulityIsCaught, playThrough, withParts } from './network.ts'
import { scenariosOf } from './scenarios.ts'

/** Every one of them with three seeds, and on PostgreSQL, is `npm run test:faults -- --only network`. */
const played = ['everything at once', 'everything is committed and nothing is heard of it', "another register's acknowledgement after the commit", 'the page of a captive portal', 'down and up']

test('[NET-1] [REP-5] [REP-11] [REP-17] two registers sell over a line that cuts, doubles, holds, bends and lies: once it is whole, every sale is at head office once', { timeout: 240_000 }, async () => {
  const seed = Number(process.env['TILLWRIGHT_SEED'] ?? Date.now() % 1_000_000)
  const said: string[] = []
  await withParts(async (parts) => {
    const plays = scenariosOf(parts.certificates !== undefined).filter(({ name }) => played.includes(name)).map((scenario) => ({ scenario, seed }))
    expect(plays).toHaveLength(played.length)
    const sqlite = { ...parts, databases: { ...parts.databases, kinds: parts.databases.kinds.slice(0, 1) } }
    // What takes any 200 for an acknowledgement has to be seen, beside it: most of both is waiting.
    const [{ books, problems }, isCaught] = await Promise.all([playThrough(plays, sqlite, (line) => said.push(line)), credulityIsCaught(sqlite, (line) => said.push(line))])
    expect(problems, said.join('\n')).toEqual([])
    expect(books.map(({ acknowledged }) => acknowledged.length)).toEqual([8 * played.length, 8 * played.length])
    expect(isCaught, said.join('\n')).toBe(true)
  })
})

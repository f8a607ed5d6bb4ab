import { expect, test } from 'vitest'
import { pepperFetcher } from './fetch-pepper.ts'
import { type Reply, type Transport } from './transport.ts'

const chain = Buffer.alloc(32, 7).toString('base64')
const acknowledged = { instance: '7b0e2c7e-5f3e-4f6e-9d61-0d6c0a0d9f11', capabilities: ['gzip', 'chain-pepper'] }
const register = '0a6f0f83-9c5b-4f0e-8f0a-1c2f3a4b5c6d'

/** What is asked, and what head office answers, one after the other; undefined: no answer. */
function fetching(answers: readonly (Partial<Reply> | undefined)[], known = false) {
  const asked: string[] = []
  const kept: string[] = []
  const logged: string[] = []
  const time = { now: 0 }
  const door: Pick<Transport, 'post'> = {
    post: async (path) => {
      asked.push(path)
      const answer = answers[asked.length - 1]
      if (answer === undefined) throw new Error('no answer')
      return { status: 200, body: undefined, retryAfterMs: 0, ...answer }
    },
  }
  const source = { hasChainPepper: async () => known || kept.length > 0, keepChainPepper: async (pepper: string) => void kept.push(pepper), sign: async () => 'signed' }
  const fetch = pepperFetcher(source, { clock: () => time.now, log: (event) => void logged.push(event) })
  return { asked, kept, logged, time, fetch: (said = acknowledged) => fetch(door, register, said) }
}

test('[PEP-8] it is asked for once, kept, and asked for no more', async () => {
  const one = fetching([{ body: { chainPepper: chain } }])
  await one.fetch()
  await one.fetch()
  expect([one.asked, one.kept, one.logged]).toEqual([[`/v1/registers/${register}/chain-pepper`], [chain], ['replication.pepper-kept']])
})

test('[PEP-8] a register that has it, and a head office that has no such door, are left alone', async () => {
  const has = fetching([], true)
  await has.fetch()
  const older = fetching([])
  await older.fetch({ ...acknowledged, capabilities: ['gzip'] })
  expect([has.asked, older.asked]).toEqual([[], []])
})

test('[PEP-8] a no ends it, an answer that is none too; a silence or a failure is asked about again, minutes later', async () => {
  for (const answer of [{ status: 401 }, { status: 404 }, { body: { chainPepper: 'short' } }]) {
    const no = fetching([answer, { body: { chainPepper: chain } }])
    await no.fetch()
    no.time.now = 3_600_000
    await no.fetch()
    expect([no.asked.length, no.kept, no.logged]).toEqual([1, [], ['replication.pepper-refused']])
  }
  for (const answer of [undefined, { status: 503 }]) {
    const away = fetching([answer, { body: { chainPepper: chain } }])
    await away.fetch()
    away.time.now = 299_999
    await away.fetch()
    expect([away.asked.length, away.logged]).toEqual([1, ['replication.pepper-missed']])
    away.time.now = 300_000
    await away.fetch()
    expect([away.asked.length, away.kept]).toEqual([2, [chain]])
  }
})

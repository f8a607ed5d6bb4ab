import { expect, test } from 'vitest'
import { type NotTakenThere } from '../../db/index.ts'
import { notTakenListener } from './hear-not-taken.ts'

const here = 'https://ho.example'
const problem = (slug: string) => ({ type: `/problems/${slug}`, title: slug, status: 403 })
const taken = { epoch: 1, seq: 0, hash: '0'.repeat(64), instance: '018f3c8e-0000-7000-8000-00000000000b', capabilities: [] }
const retired = { status: 403, body: problem('register-retired') }

function listener(kept?: NotTakenThere, fails = 0) {
  const written: (NotTakenThere | undefined)[] = []
  let left = fails
  const made = notTakenListener(
    {
      hearNotTaken: async (there) => {
        left -= 1
        if (left >= 0) throw new Error('the core stopped')
        written.push(there)
      },
    },
    { log: () => undefined },
  )
  return { ...made, written, standing: made.standing(kept, here) }
}

test('[REP-14] what head office said before the start holds until it says another thing, and a busy one, a proxy or a page between say none', async () => {
  const { standing, hear, written } = listener({ address: here, why: 'retired' })
  expect(standing).toBe('retired')
  for (const reply of [{ status: 503, body: problem('busy') }, { status: 502, body: undefined }, { status: 200, body: '<p>Please accept our terms.' }, { status: 409, body: undefined }, { status: 413, body: {} }, retired]) expect(await hear(here, reply)).toBe('retired')
  expect(written).toEqual([])
  expect(await hear(here, { status: 200, body: taken })).toBeUndefined()
  expect(await hear(here, { status: 200, body: taken })).toBeUndefined()
  expect(written).toEqual([undefined])
  expect(await hear(here, { status: 401, body: problem('signature-wrong') })).toBe('otherKey')
  expect(await hear(here, { status: 409, body: problem('chain-conflict') })).toBeUndefined()
  expect(written).toEqual([undefined, { address: here, why: 'otherKey' }, undefined])
})

test('[REP-14] head office at another address has not said it, and a word that could not be kept is kept with the next answer', async () => {
  const elsewhere = listener({ address: 'https://old.example', why: 'unknown' })
  expect(elsewhere.standing).toBeUndefined()
  const { hear, written } = listener(undefined, 1)
  expect(await hear(here, retired)).toBe('retired')
  expect(written).toEqual([])
  expect(await hear(here, retired)).toBe('retired')
  expect(await hear(here, retired)).toBe('retired')
  expect(written).toEqual([{ address: here, why: 'retired' }])
})

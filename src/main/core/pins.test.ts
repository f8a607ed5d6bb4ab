import { describe, expect, test } from 'vitest'
import { hashPin, pinVerifier } from './pins.ts'

const pepper = Buffer.alloc(32, 7)

describe('PINs', () => {
  test('[HASH-1] a PIN is kept as argon2id with a salt of its own, at the agreed cost', async () => {
    const [one, other] = await Promise.all([hashPin('1234', pepper), hashPin('1234', pepper)])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
  })

  test('[HASH-2] only the right PIN under the right pepper matches', async () => {
    const kept = await hashPin('1234', pepper)
    expect(await pinVerifier()({ hash: kept, pepper }, '1234')).toBe(true)
    expect(await pinVerifier()({ hash: kept, pepper }, '1235')).toBe(false)
    expect(await pinVerifier()({ hash: kept, pepper: Buffer.alloc(32, 8) }, '1234')).toBe(false)
  })

  test('[HASH-3] an unknown operator matches nothing, not even what the stand-in hash was made of', async () => {
    const check = pinVerifier()
    expect(await check(undefined, '1234')).toBe(false)
    expect(await check(undefined, 'no operator')).toBe(false)
  })

  test('[HASH-4] guesses are answered in turn, and a broken hash fails alone', async () => {
    const kept = await hashPin('1234', pepper)
    const check = pinVerifier()
    const order: string[] = []
    const note = (name: string) => (matches: boolean) => order.push(`${name} ${matches}`)
    const broken = check({ hash: 'not a hash', pepper }, '1234').catch(() => order.push('broken'))
    await Promise.all([broken, check({ hash: kept, pepper }, '1234').then(note('first')), check(undefined, '1234').then(note('second')), check({ hash: kept, pepper }, '1234').then(note('third'))])
    expect(order).toEqual(['broken', 'first true', 'second false', 'third true'])
  })
})

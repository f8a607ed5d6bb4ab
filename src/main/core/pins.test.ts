import { describe, expect, test } from 'vitest'
import { hashPin, pinVerifier } from './pins.ts'

const pepper = Buffer.alloc(32, 7)

describe('PINs', () => {
  test('[PIN-1] a PIN is kept as argon2id with a salt of its own, at the agreed cost', async () => {
    const [one, other] = await Promise.all([hashPin('1234', pepper), hashPin('1234', pepper)])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
  })

  test('[PIN-2] only the right PIN under the right pepper matches', async () => {
    const kept = await hashPin('1234', pepper)
    expect(await pinVerifier(pepper)(kept, '1234')).toBe(true)
    expect(await pinVerifier(pepper)(kept, '1235')).toBe(false)
    expect(await pinVerifier(Buffer.alloc(32, 8))(kept, '1234')).toBe(false)
  })

  test('[PIN-3] an unknown operator matches nothing, not even what the stand-in hash was made of', async () => {
    const check = pinVerifier(pepper)
    expect(await check(undefined, '1234')).toBe(false)
    expect(await check(undefined, 'no operator')).toBe(false)
  })

  test('[PIN-4] guesses are answered in turn, and a broken hash fails alone', async () => {
    const kept = await hashPin('1234', pepper)
    const check = pinVerifier(pepper)
    const order: string[] = []
    const note = (name: string) => (matches: boolean) => order.push(`${name} ${matches}`)
    const broken = check('not a hash', '1234').catch(() => order.push('broken'))
    await Promise.all([broken, check(kept, '1234').then(note('first')), check(undefined, '1234').then(note('second')), check(kept, '1234').then(note('third'))])
    expect(order).toEqual(['broken', 'first true', 'second false', 'third true'])
  })
})

import { describe, expect, test } from 'vitest'
import { actOf, bindings } from './keys.ts'

const plain = { ctrlKey: false, altKey: false, metaKey: false }

describe('the key registry', () => {
  test('[KEY-1] a key means one thing on a screen', () => {
    const seen = bindings.flatMap((binding) => binding.screens.map((screen) => `${screen} ${String(binding.control ?? false)} ${binding.key}`))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('[KEY-2] plus and minus change the quantity unless something is being typed', () => {
    expect(actOf({ ...plain, key: '-' }, 'sell', '')).toBe('less')
    expect(actOf({ ...plain, key: '-' }, 'sell', 'ABC')).toBeUndefined()
  })

  test('[KEY-3] a letter alone is typing; with Control it acts', () => {
    expect(actOf({ ...plain, key: 'l' }, 'sell', '')).toBeUndefined()
    expect(actOf({ ...plain, ctrlKey: true, key: 'L' }, 'sell', '')).toBe('lock')
  })

  test('[KEY-4] no key sells before anybody signed on', () => {
    for (const key of ['F9', 'F10', 'F11', 'F12', 'Delete', '+']) expect(actOf({ ...plain, key }, 'sign-on', '')).toBeUndefined()
  })
})

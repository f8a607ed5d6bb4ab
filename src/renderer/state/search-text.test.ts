import { describe, expect, test } from 'vitest'
import { isWords, searchTextOf } from './search-text.ts'

describe('what is looked up while typing', () => {
  test('[SEARCH-1] words of any script are, at the first letter, and the quantity before them is not', () => {
    expect(searchTextOf('m')).toBe('m')
    expect(searchTextOf('牛')).toBe('牛')
    expect(searchTextOf('3*milk 1 l')).toBe('milk 1 l')
    expect(searchTextOf("niu'nai")).toBe('niunai')
  })

  test('[SEARCH-2] an amount of cash or a PLU is not, part of a barcode is', () => {
    expect(searchTextOf('200')).toBeUndefined()
    expect(searchTextOf('4011')).toBeUndefined()
    expect(searchTextOf('3*')).toBeUndefined()
    expect(searchTextOf('69010')).toBe('69010')
  })

  test('[SEARCH-3] digits alone stay a code for Enter', () => {
    expect(isWords('6901028')).toBe(false)
    expect(isWords('ab-1')).toBe(true)
  })
})

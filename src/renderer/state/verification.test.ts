import { describe, expect, test } from 'vitest'
import { receiptIn, receiptStart, saleIdIn } from './verification.ts'

const id = '0193c0de-7b1a-7000-8000-00000000abcd'

describe('the code on a receipt', () => {
  test('[RECEIPT-1] names its sale, in whatever case a scanner types it', () => {
    expect(saleIdIn(`tw1:3-10428:${id}`)).toBe(id)
    expect(saleIdIn(`TW1:3-10428:${id.toUpperCase()}`)).toBe(id)
  })

  test('[RECEIPT-1] nothing else does', () => {
    for (const text of ['6901028075831', `x tw1:3-10428:${id}`, 'tw1:3-10428:', `tw2:3-10428:${id}`, `tw1:${id}`]) expect(saleIdIn(text), text).toBeUndefined()
  })

  test('[RECEIPT-2] is found behind what was typed before it', () => {
    expect(receiptStart(`20tw1:3-1:${id}`)).toBe(2)
    expect(receiptStart('6901028075831')).toBe(-1)
  })

  test('[RETS-24] a code with the whole sale in it is one too, in either letter case, and nothing that only begins like one', () => {
    const digest = `TW2:${'A1+-./:'.repeat(30)}`
    for (const text of [digest, digest.toLowerCase(), `tw1:3-10428:${id}`]) expect(receiptIn(text), text).toBe(text)
    for (const text of ['TW2:', `TW2:${'A'.repeat(19)}`, `${digest} `, `x${digest}`, `${digest}_`, `TW2:${'A'.repeat(1021)}`, 'TW3:AAAAAAAAAAAAAAAAAAAAAAAA', '6901028075831']) expect(receiptIn(text), text).toBeUndefined()
    expect(saleIdIn(digest)).toBeUndefined()
    expect(receiptStart(`20${digest}`)).toBe(2)
  })
})

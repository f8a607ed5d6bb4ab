import { describe, expect, test } from 'vitest'
import { codeAlphabet, enrolmentProofText, normaliseCode, showCode } from './enrolment.ts'

describe('enrolment codes', () => {
  test('[REP-14] a code survives being shown, read aloud and typed', () => {
    expect(showCode('0123456789AB')).toBe('0123-4567-89AB')
    expect(normaliseCode(showCode('0123456789AB'))).toBe('0123456789AB')
    expect(normaliseCode(' o123 4567–89ab ')).toBe('0123456789AB')
    expect(normaliseCode('il23-4567-89ab')).toBe('1123456789AB')
  })

  test('[REP-14] what can not be a code is refused before it is sent', () => {
    for (const typed of ['', '0123-4567-89A', '0123-4567-89ABC', '0123-4567-89AU', '0'.repeat(1000)]) expect(normaliseCode(typed)).toBeUndefined()
  })

  test('[REP-14] 12 symbols of this alphabet are 60 bits', () => {
    expect(new Set(codeAlphabet).size).toBe(32)
  })

  test('[REP-14] the proof names the code and the register, and can not be a batch', () => {
    expect(enrolmentProofText('A', 'B')).not.toBe(enrolmentProofText('B', 'A'))
    expect(enrolmentProofText('A', 'B').startsWith('{')).toBe(false)
  })
})

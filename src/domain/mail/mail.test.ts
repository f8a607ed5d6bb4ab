import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isMailHost, longestAddress, mailAddress, maskedAddress } from './mail-address.ts'
import { mailBackOffMs, outcomeOfAnswer } from './mail-fault.ts'

test.each([
  ['ada@example.com', 'ada@example.com'],
  [' Ada.L+till@mail.example.co.uk ', 'Ada.L+till@mail.example.co.uk'],
  ['ada＠example。com', 'ada@example.com'],
  ['客@例子.公司', undefined],
  ['ada@例子.公司', 'ada@例子.公司'],
  ['ada', undefined],
  ['ada@example', undefined],
  ['ada@@example.com', undefined],
  ['ada@example.com, bob@example.com', undefined],
  ['ada@example.com\r\nBcc: bob@example.com', undefined],
  ['"ada" <ada@example.com>', undefined],
  ['.ada@example.com', undefined],
  ['a..a@example.com', undefined],
  [`${'a'.repeat(250)}@example.com`, undefined],
  ['', undefined],
])('[EML-1] %j is sent to %j', (typed, address) => {
  expect(mailAddress(typed)).toBe(address)
})

test('[EML-1] whatever is typed, what is sent to is one address of one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.constantFrom('', '@example.com', '\n@x.io', ',a@b.co'), (text, end) => {
      const address = mailAddress(text + end)
      if (address === undefined) return
      expect(address).toMatch(/^[^\s,;<>"@]+@[^\s,;<>"@]+$/)
      expect(address.length).toBeLessThanOrEqual(longestAddress)
    }),
  )
})

test('[EML-2] an address that is shown gives away one letter and where it is', () => {
  expect(maskedAddress('ada@example.com')).toBe('a...@example.com')
})

test('[EML-3] the wait doubles from 5 s to a quarter of an hour, and half of it is chance', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, chance) => {
      const whole = Math.min(900_000, 5_000 * 2 ** (attempt - 1))
      const wait = mailBackOffMs(attempt, () => chance)
      expect(wait).toBeGreaterThanOrEqual(Math.floor(whole / 2))
      expect(wait).toBeLessThanOrEqual(whole)
    }),
  )
  expect([mailBackOffMs(1, () => 0), mailBackOffMs(1, () => 0.999_999), mailBackOffMs(99, () => 0)]).toEqual([2_500, 4_999, 450_000])
})

test('[EML-4] 4xx waits, 5xx ends, 421 is about everybody, and what is no such number says nothing', () => {
  expect([450, 554, 421, 250, 0].map((answer) => outcomeOfAnswer(answer)?.kind)).toEqual(['later', 'refused', 'later', undefined, undefined])
  expect([outcomeOfAnswer(450), outcomeOfAnswer(421)]).toMatchObject([{ scope: 'mail' }, { scope: 'server' }])
})

test.each([['mail.example.com', true], ['127.0.0.1', true], ['mail', true], ['', false], ['a b', false], ['smtp://x', false], ['-a', false], ['a\nb', false]])('[EML-5] %j as a server: %s', (host, is) => {
  expect(isMailHost(host)).toBe(is)
})

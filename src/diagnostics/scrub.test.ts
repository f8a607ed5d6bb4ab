import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createScrubber, scrub } from './scrub.ts'

const pick = (letters: string, minLength: number, maxLength = minLength): fc.Arbitrary<string> => fc.array(fc.constantFrom(...letters.split('')), { minLength, maxLength }).map((all) => all.join(''))
const digit = '0123456789'
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

function withCheckDigit(payload: string): string {
  const sum = payload.split('').toReversed().reduce((total, one, at) => {
    const value = Number(one) * (at % 2 === 0 ? 2 : 1)
    return total + (value > 9 ? value - 9 : value)
  }, 0)
  return payload + String((10 - (sum % 10)) % 10)
}

const card = fc.tuple(pick(digit, 12, 18), fc.constantFrom(1, 3, 4, 19), fc.constantFrom(' ', '-', ' - ', '.')).map(([payload, group, between]) => {
  const whole = withCheckDigit(payload)
  return (whole.match(new RegExp(`.{1,${group}}`, 'g')) ?? []).join(between)
})
const groups = (text: string, size: number): string => (text.match(new RegExp(`.{${size}}`, 'g')) ?? []).join('-')
/** Keys are drawn from so many that one without a digit is never met. */
const keyed = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => text.filter((one) => /\d/.test(one))

const secrets = {
  pin: pick(digit, 4, 8),
  card,
  badge: pick(digit, 8, 14),
  enrolmentCode: keyed(pick(crockford, 12)).map((code) => groups(code, 4)),
  recoveryCode: keyed(pick(crockford.toLowerCase(), 10)).map((code) => groups(code, 5)),
  token: keyed(pick(base64url, 22, 43)),
  key: fc.uint8Array({ minLength: 32, maxLength: 48 }).map((bytes) => Buffer.from(bytes).toString('base64')).filter((one) => one.split('/').every((part) => /\d/.test(part) || part.length < 12)),
  hash: pick('0123456789abcdef', 32, 64),
  email: fc.emailAddress(),
  homePath: fc.tuple(fc.constantFrom('/home/', '/Users/', 'C:\\Users\\', '/root/'), pick('abcdefghijklmnopqrstuvwxyz', 5, 9)).map(([root, name]) => `${root}${name}`),
} as const

/** As they are found in what errors say: quoted, named, in the middle of a sentence, in an address, at the end of a stack. */
const sentences: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `cannot use ${secret} here`,
  (secret) => `Unexpected token in "${secret}" at position 3`,
  (secret) => `ENOENT: no such file, open '${secret}'`,
  (secret) => `pin=${secret}; then more`,
  (secret) => `Error: token: ${secret} | at look (${secret}/src/core-writer.cjs:12:3)`,
  (secret) => `{${secret}}(${secret})`,
  (secret) => `收到 ${secret}，被拒绝`,
]

test.each(Object.entries(secrets))('[LOG-3] no %s gets through, wherever it stands in what was said', (_kind, secret) => {
  fc.assert(
    fc.property(secret as fc.Arbitrary<string>, fc.constantFrom(...sentences), (hidden, sentence) => {
      expect(scrub(sentence(hidden))).not.toContain(hidden)
    }),
    { numRuns: 400 },
  )
})

test('[LOG-4] a name it was told of goes, whatever its case, in any writing', () => {
  const clean = createScrubber(['Annabel Lee', '李梅', 'José', 'X'])
  expect(clean('annabel lee and LEE sold to 李梅, josé, X')).toBe('‹name› and ‹name› sold to ‹name›, ‹name›, X')
  expect(clean('a fleet of sleepers'), 'a part of a word is no name').toBe('a fleet of sleepers')
  const name = fc.tuple(pick('abcdefghijklmnopqrstuvwxyz', 3, 9), pick('abcdefghijklmnopqrstuvwxyz', 3, 9)).map(([first, last]) => `${first} ${last}`)
  fc.assert(fc.property(name, fc.constantFrom(...sentences), (hidden, sentence) => {
    expect(createScrubber([hidden])(sentence(hidden).toUpperCase())).not.toContain(hidden.toUpperCase())
  }))
})

test('[LOG-4] whatever a name is made of, it is taken out and stops nothing', () => {
  expect(createScrubber(['Anne-Marie O\'Neil (temp.)'])('by anne-marie o\'neil (temp.)')).not.toContain('anne')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
      expect(typeof createScrubber([name])(`of ${name} here`)).toBe('string')
    }),
  )
})

test('[LOG-5] what a fault is found by stays: ids, codes, the places in the program, a machine\'s address', () => {
  for (const said of [
    'sale 019f3c8e-0000-7000-8000-00000000ab01 epoch 1 seq 17: hash',
    'TypeError SQLITE_CONSTRAINT_TRIGGER ERR_SOCKET_CLOSED: an entry must follow the one before it',
    'connect ECONNREFUSED tcp://127.0.0.1:9100',
    '409 chain-conflict',
  ]) expect(scrub(said)).toBe(said)
  expect(scrub('at append (/home/zoe/till/out/main/chunk-writer.cjs:1204:17)')).toBe('at append (chunk-writer.cjs:1204:17)')
  expect(scrub('https://zoe:hunter2@shop.example:4470/enrol?code=ABCD')).toBe('https://shop.example:4470')
})

test('[LOG-5] a day stays whole, with its time: without its year a line does not say when', () => {
  for (const said of ['2026-11-23', 'closed for 2026-11-23, again on 2031-01-02.', 'day 2026-11-23: refused', 'since 2026-11-23 10:05', 'at 2026-11-23T10:05:22.123Z ended', '(2026-11-23)', '2026-11-23：已结', 'main.2026-11-23.log']) expect(scrub(said)).toBe(said)
  // A birthday, a day that there is not, and what goes on behind it.
  for (const said of ['1987-05-12', '2026-13-01', '2026-11-32', '2026-11-23-4821', '2026-11-23 4821', '4821 2026-11-23', '4821-2026-11-23', 'x2026-11-23', 'pin 2026-11-23', "'2026-11-23'"]) expect(scrub(said)).not.toMatch(/\d{4}/u)
  expect(scrub('2026-11-23 10:05 4821')).not.toContain('4821')
})

/** Digits in any grouping at all, and often in that of a day. */
const day = fc.tuple(fc.integer({ min: 2019, max: 2101 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })).map(([year, ...rest]) => [year, ...rest.map((one) => String(one).padStart(2, '0'))].join('-'))
const grouped = fc.array(fc.tuple(fc.oneof(pick(digit, 1, 6), day), fc.constantFrom('', ' ', '-', '.', '/', ' - ', ' / ', '–', '—')), { minLength: 2, maxLength: 6 }).map((parts) => parts.map(([part, sign], at) => (at === 0 ? part : `${sign}${part}`)).join(''))

test('[LOG-3] a number of twelve digits or more leaves none of them, also where it is grouped like a day', () => {
  const long = grouped.filter((text) => text.replaceAll(/\D/g, '').length >= 12)
  fc.assert(fc.property(long, fc.constantFrom<(secret: string) => string>((secret) => secret, (secret) => `cannot use ${secret} here`, (secret) => `{${secret}}(${secret})`, (secret) => `收到 ${secret}，被拒绝`), (hidden, sentence) => {
    expect(scrub(sentence(hidden))).not.toMatch(/\d/u)
  }), { numRuns: 2000 })
})

test('[LOG-3] beside other digits no day passes', () => {
  fc.assert(fc.property(grouped, (text) => {
    expect(scrub(text)).not.toMatch(/\d{4}/u)
  }), { numRuns: 2000 })
})

test('[LOG-6] scrubbing twice changes nothing any more', () => {
  const pieces = fc.string({ maxLength: 30, unit: fc.constantFrom('\\', '/', '*', 'a', '"', "'", 'pin ', '12', '.', '.js:1', 'https://', ':', '@', '|', '(', '-') })
  fc.assert(fc.property(fc.oneof(fc.string({ maxLength: 80 }), pieces), (text) => {
    expect(scrub(scrub(text))).toBe(scrub(text))
  }), { numRuns: 1000 })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson, canonicalValue, entryText, GENESIS_HASH, hashEntry, makeEntry, parseEntry, verifyChain, type CanonicalValue, type Entry, type EntryContent } from './index.ts'

/**
 * A stand-in of 64 hex digits: eight FNV-1a sums. Each step of FNV is one-to-one in the character and in the state, so a
 * single changed character always shows, and a failure here is a failure of the chain and never of the stand-in.
 */
function sha256(text: string): string {
  let digest = ''
  for (let seed = 0; seed < 8; seed += 1) {
    let state = 0x811c9dc5 + seed
    for (let index = 0; index < text.length; index += 1) state = Math.imul(state ^ text.charCodeAt(index), 0x01000193)
    digest += (state >>> 0).toString(16).padStart(8, '0')
  }
  return digest
}

const content = (seq: number, more: Partial<EntryContent> = {}): EntryContent => ({
  register: 'r-1', epoch: 1, seq, id: `id-${seq}`, type: 'sale.completed', schemaVersion: 1, at: 1_700_000_000_000 + seq, tzOffset: 480,
  bootId: 'boot', monoMs: seq, businessDate: '2026-11-21', operator: 'op-1', catalogueVersion: 3, body: { total: 100 + seq, name: '牛奶' }, ...more,
})
function chain(contents: readonly EntryContent[]): Entry[] {
  const entries: Entry[] = []
  for (const one of contents) entries.push(makeEntry(one, entries.at(-1)?.hash ?? GENESIS_HASH, sha256))
  return entries
}
const sound = chain([1, 2, 3, 4].map((seq) => content(seq)))

const canonical = fc.letrec<{ value: CanonicalValue; object: { [key: string]: CanonicalValue } }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }), fc.array(tie('value'), { maxLength: 4 }), tie('object')),
  object: fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 8 }), tie('value'), { maxKeys: 5, noNullPrototype: true }),
}))

function reversed(value: CanonicalValue): CanonicalValue {
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map((part: CanonicalValue) => reversed(part))
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, part]) => [key, reversed(part ?? '')]))
}

test('[JRN-1] the order of keys does not matter, at any depth', () => {
  fc.assert(fc.property(canonical.object, (value) => canonicalJson(reversed(value)) === canonicalJson(value)))
  expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe('{"a":"x","b":[{"c":2,"d":1}]}')
})

test('[JRN-1] keys are sorted as in RFC 8785 section 3.2.3', () => {
  const keys = { '\u20ac': 'Euro Sign', '\r': 'Carriage Return', '\ufb33': 'Hebrew Letter Dalet With Dagesh', '1': 'One', '\ud83d\ude00': 'Emoji: Grinning Face', '\u0080': 'Control', '\u00f6': 'Latin Small Letter O With Diaeresis' }
  const values = Object.values(JSON.parse(canonicalJson(keys)) as Record<string, string>)
  // "1" is an integer key, which JSON.parse moves to the front; in the text it stands second.
  expect(values.filter((value) => value !== 'One')).toEqual(['Carriage Return', 'Control', 'Latin Small Letter O With Diaeresis', 'Euro Sign', 'Emoji: Grinning Face', 'Hebrew Letter Dalet With Dagesh'])
  expect(canonicalJson(keys)).toMatch(/^\{"\\r":"Carriage Return","1":"One","\u0080":/)
})

test('[JRN-1] strings are escaped as in RFC 8785 section 3.2.2.2, and numbers are plain digits', () => {
  expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/\u007f')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\u007f"')
  expect(canonicalJson([0, -1, Number.MAX_SAFE_INTEGER])).toBe('[0,-1,9007199254740991]')
})

test('[JRN-1] every character of ASCII is spelt alike, alone, at the end of a word and in a key', () => {
  for (let code = 0; code < 0x80; code += 1) {
    for (const text of [String.fromCharCode(code), `ab${String.fromCharCode(code)}`]) {
      expect(canonicalJson(text)).toBe(JSON.stringify(text))
      expect(canonicalJson({ [text]: 1 })).toBe(JSON.stringify({ [text]: 1 }))
    }
  }
})

test.each<[string, unknown, string]>([
  ['a float', { lines: [{ price: 1.5 }] }, '$.lines.0.price: 1.5'],
  ['negative zero', { a: -0 }, '$.a: -0'],
  ['an unsafe integer', [2 ** 53], '$.0: 9007199254740992'],
  ['NaN', Number.NaN, '$: NaN'],
  ['null', { a: null }, '$.a: null'],
  ['a boolean', { a: true }, '$.a: boolean'],
  ['undefined in a list', [1, undefined], '$.1: undefined'],
  ['a hole in a list', Array(1), '$.0: undefined'],
  ['undefined itself', undefined, '$: undefined'],
  ['a bigint', 1n, '$: bigint'],
  ['half a surrogate pair', { a: 'x\ud83d' }, '$.a: half'],
  ['half a pair in a key', { '\ude00': 1 }, '$.\ude00: half'],
  ['a date', { a: new Date(0) }, '$.a: not a plain object'],
  ['a map', new Map(), '$: not a plain object'],
])('[JRN-2] %s is refused with its path', (_, value, path) => {
  expect(() => canonicalValue(value)).toThrow(path)
  expect(() => canonicalJson(value)).toThrow(TypeError)
})

test('[JRN-2] what has one spelling is given back with its type', () => {
  const value: unknown = { a: [1, 'x', {}] }
  expect(canonicalValue(value)).toBe(value)
})

test('[JRN-3] an undefined field is left out', () => {
  expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}')
  expect(entryText(content(1, {}))).not.toContain('approver')
  expect(entryText(content(1, { approver: 'op-2' }))).toContain('"approver":"op-2"')
})

test('[JRN-4] a canonical text read again is the same value and the same text', () => {
  fc.assert(
    fc.property(canonical.value, (value) => {
      const read = JSON.parse(canonicalJson(value)) as CanonicalValue
      expect(read).toEqual(value)
      expect(canonicalJson(read)).toBe(canonicalJson(value))
    }),
  )
})

test('[JRN-5] the text holds exactly the fields of an entry', () => {
  const carrying = { ...content(1), secret: 'not for the journal' }
  expect(entryText(carrying)).toBe(
    '{"at":1700000000001,"body":{"name":"牛奶","total":101},"bootId":"boot","businessDate":"2026-11-21","catalogueVersion":3,"epoch":1,"id":"id-1","monoMs":1,"operator":"op-1","register":"r-1","schemaVersion":1,"seq":1,"type":"sale.completed","tzOffset":480}',
  )
})

test('[JRN-5] the hash is that of prevHash followed by the text', () => {
  const heard: string[] = []
  const entry = makeEntry(content(1), GENESIS_HASH, (text) => {
    heard.push(text)
    return 'f'.repeat(64)
  })
  expect(entry).toEqual({ prevHash: '0'.repeat(64), hash: 'f'.repeat(64), text: entryText(content(1)) })
  expect(heard).toEqual([GENESIS_HASH + entry.text])
  expect(hashEntry('a', 'b', (text) => text)).toBe('ab')
})

test('[JRN-6] an entry is read back as it was', () => {
  expect(parseEntry(entryText(content(7, { approver: 'op-2' })))).toEqual(content(7, { approver: 'op-2' }))
})

const text = entryText(content(1))
test.each<[string, string]>([
  ['no JSON', '{'],
  ['no object', '[]'],
  ['white space', text.replace(':', ': ')],
  ['another order', text.replace(/^\{("at":\d+),(.*)\}$/, '{$2,$1}')],
  ['a repeated field', text.replace('{"at":', '{"at":5,"at":')],
  ['one field more', text.replace(',"bootId"', ',"boot":1,"bootId"')],
  ['a field less', text.replace('"bootId":"boot",', '')],
  ['an empty field', text.replace('"boot"', '""')],
  ['another type of field', text.replace('"seq":1', '"seq":"1"')],
  ['seq 0', text.replace('"seq":1', '"seq":0')],
  ['another spelling of a number', text.replace('"seq":1', '"seq":1e0')],
  ['an escaped letter', text.replace('sale', '\\u0073ale')],
  ['no date', text.replace('2026-11-21', '21.11.2026')],
  ['null for absent', text.replace(',"bootId"', ',"approver":null,"bootId"')],
])('[JRN-6] %s is no entry', (_, wrong) => {
  expect(wrong).not.toBe(text)
  expect(parseEntry(wrong)).toBeUndefined()
})

test('[JRN-7] a sound chain has no break, from its beginning or from any head', () => {
  expect(verifyChain(sound, GENESIS_HASH, sha256)).toBeUndefined()
  expect(verifyChain(sound.slice(2), sound[1]!.hash, sha256)).toBeUndefined()
  expect(verifyChain([], GENESIS_HASH, sha256)).toBeUndefined()
})

test('[JRN-7] any one changed character breaks it, at that entry', () => {
  fc.assert(
    fc.property(fc.nat(sound.length - 1), fc.constantFrom('text' as const, 'hash' as const, 'prevHash' as const), fc.nat(), fc.string({ minLength: 1, maxLength: 1 }), (index, field, place, letter) => {
      const entry = sound[index]!
      const at = place % entry[field].length
      fc.pre(entry[field][at] !== letter)
      const changed = { ...entry, [field]: entry[field].slice(0, at) + letter + entry[field].slice(at + 1) }
      expect(verifyChain(sound.with(index, changed), GENESIS_HASH, sha256)?.index).toBe(index)
    }),
    { numRuns: 500 },
  )
})

test('[JRN-7] a hash made anew for a changed text breaks the next entry', () => {
  const forged = makeEntry(content(2, { body: { total: 1 } }), sound[0]!.hash, sha256)
  expect(verifyChain(sound.with(1, forged), GENESIS_HASH, sha256)).toEqual({ index: 2, seq: 3, reason: 'prevHash' })
})

test('[JRN-7] what was hashed and is no entry is named', () => {
  const bare = { prevHash: GENESIS_HASH, hash: sha256(`${GENESIS_HASH}{}`), text: '{}' }
  expect(verifyChain([bare], GENESIS_HASH, sha256)).toEqual({ index: 0, reason: 'text' })
})

test('[JRN-8] a missing, swapped or foreign entry shows, even with good hashes', () => {
  const broken = (...contents: readonly EntryContent[]): unknown => verifyChain(chain(contents), GENESIS_HASH, sha256)
  expect(broken(content(1), content(3))).toEqual({ index: 1, seq: 3, reason: 'seq' })
  expect(broken(content(1), content(1))).toEqual({ index: 1, seq: 1, reason: 'seq' })
  expect(broken(content(2))).toEqual({ index: 0, seq: 2, reason: 'seq' })
  expect(broken(content(1), content(2, { register: 'r-2' }))).toEqual({ index: 1, seq: 2, reason: 'register' })
  expect(broken(content(1), content(2, { epoch: 2 }))).toEqual({ index: 1, seq: 2, reason: 'register' })
  expect(verifyChain([sound[0]!, sound[2]!], GENESIS_HASH, sha256)).toEqual({ index: 1, seq: 3, reason: 'prevHash' })
})

import Database from 'better-sqlite3'
import { pinyin } from 'pinyin-pro'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshRegister, openForTest, type TestFolder, write } from '../fixture.ts'
import { itemByCode } from '../items.ts'
import { type NewItem, type RegisterWriter } from '../register-database.ts'
import { catalogue, random } from './catalogue.fixture.ts'
import { searchStatements } from './search-items.ts'

let folder: TestFolder
let register: RegisterWriter
const items = catalogue(5000, 9)
const data = process.env['TILLWRIGHT_DATA']
const realNames = data === undefined ? '' : join(data, 'off_2019_gtin_name.tsv.gz')

beforeAll(() => {
  ({ folder, register } = freshRegister())
  write(register, () => { register.saveItems(items) })
  return folder.remove
})

/*
 * The oracles: what each class of query means, said once more and more plainly than the search says it, over every name.
 * They share nothing with it but the definition: their own folding, their own pinyin from the package, regular expressions.
 */
const han = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]'
function plain(text: string): string {
  const special: Record<string, string> = { œ: 'oe', ß: 'ss' }
  return text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[œß]/g, (letter) => special[letter] ?? '').normalize('NFC')
}
/** Once a name: an oracle may be plain, but it is asked some million times. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const made = make(key)
    known.set(key, made)
    return made
  }
}
const namesOf = once(({ item }: NewItem) => plain(Object.values(item.names).join('\n')))
const sounds = once((character: string): readonly string[] => {
  const given = pinyin(character, { multiple: true, toneType: 'none', type: 'array' }).filter((sound) => /^[a-zü]+$/.test(sound))
  return given.flatMap((sound) => [sound.replace('ü', 'v'), sound.replace('ü', 'u')])
})
/** One pattern a character: any of its sounds, or what is left of the query when it ends inside one. */
function spells(characters: readonly string[], letters: string, initialsOnly: boolean): boolean {
  if (letters === '') return true
  const [first, ...rest] = characters
  if (first === undefined) return false
  return sounds(first).some((sound) => {
    if (initialsOnly) return letters.startsWith(sound.slice(0, 1)) && spells(rest, letters.slice(1), true)
    return sound.startsWith(letters) || (letters.startsWith(sound) && spells(rest, letters.slice(sound.length), false))
  })
}
const hanRuns = once((name: string): readonly string[] => name.match(new RegExp(`${han}+`, 'gu')) ?? [])
const runSounds = once((letters: string) => once((run: string) => Array.from(run).some((_, at, all) => spells(all.slice(at), letters, true) || spells(all.slice(at), letters, false))))
const soundsLike = (name: string, letters: string): boolean => hanRuns(name).some(runSounds(letters))
const words = once((name: string): readonly string[] => name.replace(new RegExp(han, 'gu'), ' ').split(/[^\p{L}\p{N}\p{M}]+/u))
const inWords = (name: string, part: string): boolean => words(name).some((word) => (part.length < 3 ? word.startsWith(part) : word.includes(part)))
const latin = (name: string, part: string): boolean => inWords(name, part) || (/^[a-z]+$/.test(part) && soundsLike(name, part))
const digits = (entry: NewItem, part: string): boolean =>
  entry.item.sku.startsWith(part) || entry.barcodes.some((code) => code.startsWith(part) || `0${code}`.startsWith(part)) || inWords(namesOf(entry), part)

function expectAll(query: string, isHit: (entry: NewItem) => boolean): void {
  const expected = new Set(items.filter(isHit).map(({ item }) => item.id))
  const found = new Set(register.searchItems(query, items.length + 1).map(({ item }) => item.id))
  expect({ query, missing: [...expected].filter((id) => !found.has(id)).slice(0, 3), wrong: [...found].filter((id) => !expected.has(id)).slice(0, 3) }).toEqual({ query, missing: [], wrong: [] })
  const few = register.searchItems(query, 7)
  expect(few).toHaveLength(Math.min(7, expected.size))
  expect(few.filter(({ item }) => !expected.has(item.id))).toEqual([])
}

/** Queries cut from the names themselves, and some that are in none. */
const below = random(77)
const entry = (): NewItem => items[below(items.length)] ?? { item: { id: '', sku: '', names: {}, unit: 'each', taxClass: '' }, barcodes: [] }
function drawn(count: number, draw: (entry: NewItem) => string | undefined): readonly string[] {
  const queries = new Set<string>()
  for (let tries = 0; queries.size < count && tries < 20_000; tries += 1) {
    const query = draw(entry())
    if (query !== undefined && query !== '') queries.add(query)
  }
  return [...queries]
}
function part(text: string | undefined, length: number): string | undefined {
  const characters = Array.from(text ?? '')
  if (characters.length < length) return undefined
  const at = below(characters.length - length + 1)
  return characters.slice(at, at + length).join('')
}
const hanOf = (one: NewItem): string | undefined => hanRuns(namesOf(one))[0]
const soundOf = (text: string | undefined): string => Array.from(text ?? '').map((character) => sounds(character)[below(sounds(character).length)] ?? '').join('')

// Thousands of answers are compared whole, so a machine with other work needs longer than the usual five seconds.
describe('search finds every item of its class and no other', { timeout: 60_000 }, () => {
  test.each([1, 2, 3, 4, 6])('[DB-13] %i Chinese characters, anywhere in a name', (length) => {
    for (const query of [...drawn(10, (one) => part(hanOf(one), length)), '囧'.repeat(length)]) expectAll(query, (one) => namesOf(one).includes(query))
  })

  test.each([1, 2, 3, 4, 5, 7])('[DB-13] initials of %i characters, any of their readings', (length) => {
    const queries = drawn(10, (one) => Array.from(part(hanOf(one), length) ?? '').map((character) => sounds(character)[below(sounds(character).length)]?.slice(0, 1) ?? '').join(''))
    for (const query of queries) expectAll(query, (one) => latin(namesOf(one), query))
  })

  test.each([1, 2, 3, 5, 8])('[DB-13] full pinyin of %i characters, and each beginning of it', (length) => {
    for (const whole of drawn(6, (one) => soundOf(part(hanOf(one), length)))) {
      for (let end = Math.max(1, whole.length - 3); end <= whole.length; end += 1) expectAll(whole.slice(0, end), (one) => latin(namesOf(one), whole.slice(0, end)))
    }
  })

  test('[DB-13] full pinyin cut after any letter, also where its first syllable has six', () => {
    for (const whole of ['shuangzhuangyuanwei', 'chuangchuangjiating', 'kekoukeleyuanwei', 'xianxiatianjia']) {
      for (let end = 1; end <= whole.length; end += 1) expectAll(whole.slice(0, end), (one) => latin(namesOf(one), whole.slice(0, end)))
    }
  })

  test.each([1, 2, 3, 4, 5, 8])('[DB-13] %i letters of a word, with or without its accents', (length) => {
    const queries = drawn(10, (one) => (length < 3 ? words(namesOf(one))[below(4)]?.slice(0, length) : part(words(namesOf(one))[below(4)], length)))
    for (const query of [...queries, 'zzzz']) expectAll(query, (one) => latin(namesOf(one), query) || digits(one, query))
  })

  test.each([['Brûlée', 'brulee'], ['BRULEE', 'brulee'], ['bœuf', 'boeuf'], ['STRASSE', 'strasse'], ['full', 'full'], ['ＣＯＬＡ', 'cola'], ['jalapeno', 'jalapeno']])('[DB-13] %s is found however it is written', (typed, folded) => {
    expectAll(typed, (one) => latin(namesOf(one), folded))
    expect(register.searchItems(typed, 1)).toHaveLength(1)
  })

  test('[DB-13] several words are all found, in any order and writing', () => {
    const pairs = drawn(20, (one) => {
      const characters = part(hanOf(one), 2)
      const size = words(namesOf(one)).find((word) => /^\d{2,}/.test(word))
      return characters === undefined || size === undefined ? undefined : `${size.slice(0, 3)} ${characters}`
    })
    for (const query of pairs) {
      const [size = '', characters = ''] = query.split(' ')
      expectAll(query, (one) => inWords(namesOf(one), size) && namesOf(one).includes(characters))
      expectAll(characters + size, (one) => inWords(namesOf(one), size) && namesOf(one).includes(characters))
    }
    expectAll('cola milk', (one) => latin(namesOf(one), 'cola') && latin(namesOf(one), 'milk'))
    expectAll('hongcha x', (one) => latin(namesOf(one), 'hongcha') && latin(namesOf(one), 'x'))
  })

  test.each([2, 3, 4, 5, 8, 12, 13])('[DB-13] the first %i digits of a barcode or SKU', (length) => {
    for (const query of drawn(10, ({ item, barcodes }) => (below(2) === 0 ? item.sku.replace('A', '') : (barcodes[0] ?? '')).slice(0, length))) expectAll(query, (one) => digits(one, query))
  })

  test('[DB-13] nothing is found by nothing, and the index’s own signs are only signs', () => {
    for (const query of ['', '  ', '*', '"', '-', '~ _ .', '" OR "', '()']) expect(register.searchItems(query, 10)).toEqual([])
    for (const query of ['cola" OR "milk', 'cola AND milk', '_co', 'co*', '~ola', '^cola', 'tokens:cola', 'NEAR(cola milk)']) expect(() => register.searchItems(query, 10)).not.toThrow()
    expect(register.searchItems('cola', 0)).toEqual([])
  })

  test.skipIf(!existsSync(realNames))('[DB-13] real names of many languages, by parts of their words', async () => {
    const real = openForTest(`${folder.path}-real`)
    const rows: { gtin14: string; name: string }[] = []
    let line = 0
    const lines = createInterface({ input: createReadStream(realNames).pipe(createGunzip()) })
    for await (const text of lines) {
      line += 1
      const [code = '', name = ''] = text.split('\t')
      if (line % 200 === 2) rows.push({ gtin14: code.padStart(14, '0'), name })
    }
    expect(rows.length).toBeGreaterThan(4000)
    write(real, () => real.importItems(rows))
    const everyName = rows.map(({ name }) => plain(name))
    for (let round = 0; round < 60; round += 1) {
      const word = words(everyName[below(everyName.length)] ?? '').find((one) => /^[a-z]{3,}$/.test(one))
      const query = word === undefined ? undefined : part(word, Math.min(word.length, 3 + below(4)))
      if (query === undefined) continue
      expect([query, real.searchItems(query, rows.length).length]).toEqual([query, everyName.filter((name) => latin(name, query)).length])
    }
    real.close()
  })
})

describe('search and look-up read what they need', () => {
  const plan = (sql: string, ...given: readonly (string | number)[]): readonly string[] => {
    const raw = new Database(folder.path, { readonly: true })
    const steps = raw.prepare<(string | number)[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...given)
    raw.close()
    return steps.map(({ detail }) => detail)
  }

  test('[DB-13] a name search goes from the index to its items by key, sorts nothing and scans no table of items', () => {
    const steps = plan(searchStatements.byName, '"_c"')
    expect(steps).toEqual([
      expect.stringMatching(/^SCAN search VIRTUAL TABLE/u),
      'SEARCH item USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH price USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ])
  })

  test('[DB-13] code prefixes are ranges of their indexes, and the backlog is a subtraction', () => {
    const ranges = [...plan(searchStatements.byBarcode, '69', '6:', 5), ...plan(searchStatements.bySku, '69', '6:', 5), ...plan(searchStatements.barcodeOf, 1), ...plan(searchStatements.backlog)]
    expect(ranges.filter((step) => /SCAN (?!catalogue_state|CONSTANT)|TEMP B-TREE/u.test(step))).toEqual([])
    expect(ranges).toContain('SEARCH barcode USING PRIMARY KEY (code>? AND code<?)')
  })

  test('[DB-13] a scan is one descent from code to item, one to the item and one to its price', () => {
    expect(plan(itemByCode, '06901234567892')).toEqual([
      'SEARCH barcode USING PRIMARY KEY (code=?)',
      'SEARCH item USING INTEGER PRIMARY KEY (rowid=?)',
      'SEARCH price USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    ])
  })
})

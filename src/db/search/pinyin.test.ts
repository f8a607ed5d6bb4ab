import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { initialsOf, isSyllable, readingsOf, syllablesIn } from './pinyin.ts'

/** Every reading the package knows of a character; ü as v and as u. */
function readingsInPackage(character: string): readonly string[] {
  const given = pinyin(character, { multiple: true, toneType: 'none', type: 'array' })
  const spelled = given.flatMap((reading) => (reading.includes('ü') ? [reading.replace('ü', 'v'), reading.replace('ü', 'u')] : [reading]))
  return [...new Set(spelled)].filter((reading) => /^[a-z]+$/.test(reading))
}

/** The URO and Extension A: every character of GB 2312, GBK and the list of general-use characters. */
function* characters(): Generator<string> {
  for (let code = 0x3400; code <= 0x9fff; code += 1) yield String.fromCodePoint(code)
  yield '〇'
}

function tableSource(): string {
  const bySyllable = new Map<string, string>()
  for (const character of characters()) {
    for (const reading of readingsInPackage(character)) bySyllable.set(reading, (bySyllable.get(reading) ?? '') + character)
  }
  const lines = new Map<string, string>()
  for (const syllable of [...bySyllable.keys()].toSorted()) {
    const letter = syllable.slice(0, 1)
    lines.set(letter, `${lines.get(letter) ?? ''}${syllable}${bySyllable.get(syllable) ?? ''} `)
  }
  const text = [...lines.values()].map((line) => `  '${line}'`).join(' +\n')
  return `// Made from pinyin-pro (MIT, Copyright (c) 2021-present zh-lx) by pinyin.test.ts; \`vitest run -u\` makes it again.\n// A change of it needs a higher SEARCH_VERSION: indexes hold these readings.\nexport const pinyinTable: string = (\n${text}\n).trim()\n`
}

describe('pinyin', () => {
  test('[DB-13] the table is the package’s, reading for reading', async () => {
    await expect(tableSource()).toMatchFileSnapshot('./pinyin-table.ts')
  })

  test('[DB-13] a character has all its readings and each initial once; ü is v and u; what is no Chinese has none', () => {
    expect([readingsOf('重'), readingsOf('行'), initialsOf('重'), initialsOf('行')].map((list) => list.toSorted())).toEqual([['chong', 'zhong'], ['hang', 'heng', 'xing'], ['c', 'z'], ['h', 'x']])
    expect(readingsOf('绿')).toEqual(expect.arrayContaining(['lv', 'lu']))
    const letters = new Set([...characters()].flatMap(initialsOf))
    expect(Array.from('abcdefghijklmnopqrstuvwxyz').filter((letter) => !letters.has(letter))).toEqual(['i', 'u', 'v'])
    expect(initialsOf('绿')).toEqual(['l'])
    expect([readingsOf('a'), readingsOf('か'), initialsOf('7')]).toEqual([[], [], []])
  })

  test('[DB-13] letters are cut wherever a syllable may begin, and nowhere else', () => {
    expect(syllablesIn('xian')).toEqual([0, 2, 3])
    expect(syllablesIn('kekoukele')).toEqual([0, 2, 5, 7])
    expect(['qqq', 'saumon', 'kekz', 'i', ''].map(syllablesIn)).toEqual(Array(5).fill(undefined))
    expect(['zhuang', 'a', 'zhuan', 'zhua', 'zh', 'o'].filter(isSyllable)).toEqual(['zhuang', 'a', 'zhuan', 'zhua', 'o'])
    expect([...characters()].flatMap(readingsOf).every((reading) => reading.length <= 6)).toBe(true)
    expect(['kekouk', 'zho', 'k'].map(syllablesIn)).toEqual([[0, 2, 5], [0], [0]])
  })
})

import { copyFileSync } from 'node:fs'
import path from 'node:path'
import { openRegisterReader, type RegisterReader } from '../../src/db/index.ts'
import { itemId, openWriter, plainTable, registerWith } from '../generators/catalogue.ts'
import { keystrokes, type KeystrokeClass } from '../generators/keystrokes.ts'
import { names } from '../generators/names.ts'
import { fullPinyin, initials } from '../generators/pinyin.ts'
import { type Arm, armIn, effort, type Family, type Goal, type GroupResult, measure } from '../harness.ts'
import { value } from '../lib/register.ts'
import { bigramPostings } from './search-floor.ts'
import { memorySearches, sqlSearches } from './search-peers.ts'

/** As many as the counter's field asks for. */
const page = 20
const oursName = 'ours: searchItems'
const isPinyin = ({ name }: KeystrokeClass): boolean => name.includes('pinyin')

/** What stands on the screen after one more letter: the first hits of everything typed so far. Each kind of text is measured for itself. */
export const search: Family = async (options) => {
  const size = options.quick ? 100_000 : 1_000_000
  const all = [...names(size)]
  const classes = keystrokes(all)
  const file = path.join(options.scratch, 'register.db')
  copyFileSync(registerWith(size, options), file)
  openWriter(file).close()
  const reader = value(openRegisterReader({ path: file }))
  options.say('recall, each kind against its own rule')
  const recall = classes.map((one) => recallOf(reader, one, all))
  options.say('posting lists')
  const floors = { names: bigramPostings(all), initials: bigramPostings(all.map(initials)) }
  const sql = sqlSearches(plainTable(size, options, (name) => `${initials(name)}|${fullPinyin(name)}`))
  // Beyond 100,000 they take gigabytes; at that size they stand beside the same SQL.
  const memory = size === 100_000 ? await memorySearches(all) : []

  const groups: GroupResult[] = []
  for (const one of classes) {
    options.say(one.name)
    const text = (index: number): string => one.texts[index % one.texts.length] ?? ''
    const floor = isPinyin(one) ? floors.initials : floors.names
    const arms: Arm[] = [
      { name: 'floor: posting lists in memory', kind: 'floor', run: (index) => floor(text(index), page), ...(one.name.startsWith('full') || one.name.startsWith('barcode') ? { note: 'lists of another field: for its order of magnitude alone' } : {}) },
      { name: oursName, kind: 'ours', run: (index) => reader.searchItems(text(index), page) },
      ...[...sql, ...memory].filter((peer) => peer.takes(one)).map((peer): Arm => ({ name: peer.name, kind: 'peer', run: (index) => peer.find(text(index), page, one), check: () => peerFault(peer.find, one, all) })),
    ]
    groups.push(await measure(`${one.name} (${one.texts[0]})`, arms, effort(options.quick, 10)))
  }
  reader.close()
  return { groups, goals: goalsOf(groups, classes, recall, size), facts: { items: size, ...Object.fromEntries(classes.map(({ name }, at) => [`recall: ${name}`, recall[at] ?? 0])) } }
}

function goalsOf(groups: readonly GroupResult[], classes: readonly KeystrokeClass[], recall: readonly number[], size: number): readonly Goal[] {
  const goals = groups.flatMap((group, at): Goal[] => {
    const ours = armIn(group, oursName)
    const name = classes[at]?.name ?? group.name
    return [
      { name: `${name}: p50 at ${size}`, value: ours.p50 / 1_000, limit: 0.5, unit: 'ms' },
      { name: `${name}: p99 at ${size}`, value: ours.p99 / 1_000, limit: classes[at]?.limitMs ?? 5, unit: 'ms' },
    ]
  })
  // As what is missing, so that a goal is always something not to be exceeded; 1 text in 1 that misses anything is too much.
  return [...goals, { name: 'kinds of text that miss an item', value: recall.filter((part) => part < 1).length, limit: 0, unit: 'count' }]
}

/** Three texts of the kind, asked without a limit: which part of what its rule finds, the register finds too. */
function recallOf(reader: RegisterReader, one: KeystrokeClass, all: readonly string[]): number {
  let wanted = 0
  let found = 0
  for (const text of one.texts.slice(0, 3)) {
    const hits = new Set(reader.searchItems(text, all.length).map(({ item }) => item.id))
    all.forEach((name, index) => {
      if (!one.finds(name, text, index)) return
      wanted += 1
      if (hits.has(itemId(index))) found += 1
    })
  }
  if (wanted === 0 && !one.name.startsWith('no match')) throw new Error(`${one.name}: its own rule finds nothing`)
  return wanted === 0 ? 1 : found / wanted
}

/** Of 20 texts: a peer that shows fewer than a page although more are there, or one that does not match, is wrong. */
function peerFault(find: (text: string, limit: number, one: KeystrokeClass) => readonly number[] | Promise<readonly number[]>, one: KeystrokeClass, all: readonly string[]): Promise<string | undefined> {
  return judge(one.texts.slice(0, 20))
  async function judge(texts: readonly string[]): Promise<string | undefined> {
    let short = 0
    let strange = 0
    for (const text of texts) {
      const found = await find(text, page, one)
      if (found.some((index) => !one.finds(all[index] ?? '', text, index))) strange += 1
      if (found.length >= page) continue
      let there = 0
      for (let index = 0; index < all.length && there <= found.length; index += 1) if (one.finds(all[index] ?? '', text, index)) there += 1
      if (there > found.length) short += 1
    }
    return short + strange === 0 ? undefined : `of ${texts.length} texts ${short} miss items, ${strange} show others`
  }
}

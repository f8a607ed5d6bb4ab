import { type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, scan } from './fixture.ts'

/** Counts what a hand does on a page: taps and keys. What a gun types is no key, and a PIN is said apart, since its length is the person's. */
export interface Hands {
  /** A gun's scan: not counted. */
  readonly scan: (barcode: string) => Promise<void>
  /** What is no part of the act that is counted: not counted. */
  readonly aside: (act: () => Promise<unknown>) => Promise<void>
  /** Types a PIN: counted as one "PIN", however long it is. */
  readonly pin: (typing: () => Promise<unknown>) => Promise<void>
  /** What was done since the start or the last look, as the table writes it: `3`, `2 + PIN`. */
  readonly done: () => Promise<string>
}

/** The page itself counts, by the events it gets, so that a step of a test which does nothing on the page counts nothing. */
export async function countHands(page: Page): Promise<Hands> {
  await page.evaluate(`(() => {
    const known = window.hands !== undefined
    window.hands = { counting: true, taps: 0, keys: 0 }
    if (known) return
    const count = (what) => { if (window.hands.counting) window.hands[what] += 1 }
    window.addEventListener('pointerdown', (event) => { if (event.isTrusted) count('taps') }, true)
    window.addEventListener('keydown', (event) => { if (event.isTrusted && !event.repeat && !['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) count('keys') }, true)
  })()`)
  let pins = 0
  const uncounted = async (act: () => Promise<unknown>): Promise<void> => {
    await page.evaluate('window.hands.counting = false')
    await act()
    await page.evaluate('window.hands.counting = true')
  }
  return {
    scan: async (barcode) => uncounted(async () => scan(page, barcode)),
    aside: uncounted,
    pin: async (typing) => {
      pins += 1
      await uncounted(typing)
    },
    done: async () => {
      const counted: unknown = await page.evaluate('window.hands.taps + window.hands.keys')
      const said = `${String(counted)}${pins === 0 ? '' : ' + PIN'}`
      await page.evaluate('window.hands.taps = 0; window.hands.keys = 0')
      pins = 0
      return said
    },
  }
}

/** What docs/explain/taps.md says of ours. A table that nobody counted again would be believed. */
export function written(task: string): { readonly touch: string; readonly keys: string } {
  const rows = readFileSync(path.resolve('docs/explain/taps.md'), 'utf8').split('\n').map((line) => line.split('|').map((cell) => cell.trim()))
  const row = rows.find(([, first]) => first === task)
  const [touch, keys] = row?.slice(-3, -1) ?? []
  if (touch === undefined || keys === undefined) throw new Error(`docs/explain/taps.md has no row "${task}"`)
  // Behind the count stands what was pressed.
  const count = (cell: string): string => /^\d+(?: \+ (?:PIN|items))?/.exec(cell)?.[0] ?? cell
  return { touch: count(touch), keys: count(keys) }
}

/** `items`: pieces of which each took one more, where the table says "+ items". */
export async function expectWritten(task: string, hand: 'touch' | 'keys', hands: Hands, items = 0): Promise<void> {
  const said = written(task)[hand].replace(/^(\d+) \+ items$/, (_, alone: string) => String(Number(alone) + items))
  expect(await hands.done(), `${task}, ${hand}, as docs/explain/taps.md says`).toBe(said)
}

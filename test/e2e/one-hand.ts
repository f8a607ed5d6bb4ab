import { type Locator, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, goods, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { signOnByTouch, view } from './return-steps.ts'
import { keys, lines, signOnByKeys, slowly } from './walk-steps.ts'
import { tabTo } from './written-by-hand.ts'

export type Language = 'en' | 'zh-CN'

const catalogue = (language: Language): Readonly<Record<string, string>> => JSON.parse(readFileSync(path.resolve(`src/renderer/words/${language}.json`), 'utf8')) as Record<string, string>

/** A flow is written once, and gone by either hand in either language: what differs between the two hands stands side by side. */
export interface OneHand {
  readonly page: Page
  readonly language: Language
  /** The same act: pressed keys, or what a finger taps, by test id or as found. */
  readonly act: (pressed: readonly string[], ...tapped: readonly (string | Locator)[]) => Promise<void>
  /** A key of the screen that has no key of the keyboard: Tab and Space, or a tap. */
  readonly on: (testId: string) => Promise<void>
  /** Letters, digits and signs into a field of a page. */
  readonly write: (testId: string, text: string) => Promise<void>
  /** Into the field that everything typed goes to. */
  readonly type: (text: string) => Promise<void>
  readonly back: () => Promise<void>
  readonly told: (key: string) => Promise<void>
  /** What was told lies over the way back until it is read. */
  readonly read: (key: string) => Promise<void>
  readonly signOn: (name: string) => Promise<void>
  readonly lock: () => Promise<void>
  readonly sell: () => Promise<void>
  readonly toSell: () => Promise<void>
  /** From a page that is some steps away. */
  readonly toCounter: () => Promise<void>
  readonly toReceipts: () => Promise<void>
  readonly settings: (page: string) => Promise<void>
  /** A setting that is looked for, and opened from what was found. */
  readonly setting: (text: string, found: string) => Promise<void>
  /** As the catalogue of this language has it. */
  readonly say: (key: string) => string
  /** A picture; and in Chinese nothing on the page is English. */
  readonly look: (name: string) => Promise<void>
  /** The same, and what is on the page is whole, in its place and told to whoever cannot see it. */
  readonly lookWell: (name: string) => Promise<void>
}

/** Names, keys, marks and units that are the same in every language. */
const everywhere = /^(?:[A-Z]?\d.*|https?|Ctrl|Shift|Enter|Esc|Del|Ins|Tab|PgUp|PgDn|CSV|PIN|QR|SMTP|TLS|STARTTLS|UTC|mm|kg|CNY|GBP|EUR|USD|ml|Tillwright|Dmitri|Mei|Lin|Sara|Amin|Jonas|Otieno|English|[A-Z]{1,2})$/

/** Addresses, numbers and the types of entries are left out, as is what was written here. */
async function foreignWords(page: Page, own: ReadonlySet<string>): Promise<readonly string[]> {
  const text = await page.locator('body').innerText()
  return [...new Set(text.replaceAll(/\S+@\S+|\S*\d\S*|[a-zA-Z]+\.[a-zA-Z]+/g, ' ').match(/[A-Za-z]{2,}/g) ?? [])].filter((word) => !everywhere.test(word) && !own.has(word))
}

export function oneHand(page: Page, hand: 'keys' | 'touch', language: Language): OneHand {
  const byKeys = hand === 'keys'
  const said = catalogue(language)
  const say = (key: string): string => said[key] ?? said[`${key}_one`] ?? said[`${key}_other`] ?? `no words for ${key}`
  const back = async (): Promise<void> => {
    if (byKeys) await keys(page, 'Escape')
    // Above a list of documents the first way back is to the sale.
    else if (await page.getByTestId('documents-back').isVisible()) await page.getByTestId('documents-back').tap()
    else await page.getByRole('main').getByRole('button', { name: /^(?:Back|返回)/ }).first().tap()
  }
  // What stands in braces is another number each time.
  const told = (key: string): Locator => page.locator('[role=status], [role=alert]').filter({ hasText: say(key).split(/\{\{.*?\}\}/).toSorted((one, other) => other.length - one.length)[0] ?? key })
  async function tapLetters(field: Locator, text: string): Promise<void> {
    const keyboard = page.getByTestId('touch-keyboard')
    await field.getByTestId('keyboard-key').tap()
    await expect(keyboard).toBeVisible()
    for (const letter of text) {
      const key = keyboard.getByRole('button', { name: letter === ' ' ? say('keyboard.space') : letter, exact: true })
      if ((await key.count()) === 0) await page.getByTestId('keyboard-signs').tap()
      await key.first().tap()
    }
    await page.getByTestId('keyboard-done').tap()
    await expect(keyboard).toBeHidden()
  }
  const act: OneHand['act'] = async (pressed, ...tapped) => {
    if (byKeys) await keys(page, ...pressed)
    else for (const each of tapped) await (typeof each === 'string' ? page.getByTestId(each).first() : each).tap()
  }
  const own = new Set<string>()
  const type: OneHand['type'] = async (text) => {
    own.add(text)
    if (byKeys) await page.keyboard.type(text, slowly)
    else await tapLetters(page.locator('[data-field]').filter({ has: page.locator('[data-entry-field]') }), text)
    await expect(page.locator('[data-entry-field]')).toHaveValue(text)
  }
  const look: OneHand['look'] = async (name) => {
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) })
    if (language === 'zh-CN') expect.soft(await foreignWords(page, own), `English on a Chinese page: ${name}`).toEqual([])
  }
  const rail = (name: string): Locator => page.getByRole('navigation').getByRole('button', { name: say(`rail.${name}`) })
  const toCounter: OneHand['toCounter'] = async () => {
    if (byKeys) for (let steps = 0; steps < 4 && !(await view(page, 'sell').isVisible()); steps += 1) await keys(page, 'Escape')
    else if (!(await view(page, 'sell').isVisible())) await rail('sell').tap()
    await expect(view(page, 'sell')).toBeVisible()
  }
  const toSettings = async (): Promise<void> => {
    if (!(await view(page, 'settings').isVisible())) await act(['Control+,'], rail('settings'))
    await expect(view(page, 'settings')).toBeVisible()
  }
  return {
    page,
    language,
    act,
    back,
    say,
    on: async (testId) => {
      if (!byKeys) return page.getByTestId(testId).tap()
      await tabTo(page, testId)
      await keys(page, 'Space')
    },
    write: async (testId, text) => {
      if (byKeys) {
        await tabTo(page, testId)
        await keys(page, 'Control+a')
        await page.keyboard.type(text, slowly)
      } else {
        if ((await page.getByTestId(testId).inputValue()) !== '') await page.getByTestId(testId).selectText()
        await tapLetters(page.locator('[data-field]').filter({ has: page.getByTestId(testId) }), text)
      }
      await expect(page.getByTestId(testId)).toHaveValue(text)
    },
    type,
    told: async (key) => expect(told(key)).toBeVisible(),
    read: async (key) => {
      await expect(told(key)).toBeVisible()
      if (byKeys) await keys(page, 'Escape')
      else await told(key).getByRole('button', { name: say('notice.dismiss') }).tap()
      await expect(told(key)).toHaveCount(0)
    },
    signOn: async (name) => (byKeys ? signOnByKeys(page, name) : signOnByTouch(page, name)),
    lock: async () => {
      await act(['Control+l'], 'operator-chip', 'chip-lock')
      await expect(view(page, 'sign-on')).toBeVisible()
    },
    sell: async () => {
      for (const { gtin } of [goods.milk, goods.cola]) await scan(page, gtin)
      await expect(lines(page)).toHaveCount(2)
      await act(['F10'], 'cash-key')
      await expect(view(page, 'finish')).toBeVisible()
      await expect(page.getByTestId('outcome-print-printed').last()).toBeVisible()
    },
    toSell: async () => {
      await act(['Enter'], view(page, 'finish').getByRole('button').filter({ hasText: 'Enter' }))
      await expect(view(page, 'sell')).toBeVisible()
    },
    toCounter,
    toReceipts: async () => {
      await toCounter()
      await act(['Control+r'], rail('receipts'))
      await expect(page.getByTestId('receipt-row').first()).toBeVisible()
    },
    settings: async (name) => {
      await toSettings()
      const wanted = page.getByTestId(`settings-${name}`)
      await expect(wanted).toBeVisible()
      if (!byKeys) return wanted.tap()
      // The chosen one shows its key.
      for (let presses = 0; presses < 20 && !(await wanted.innerText()).includes('Enter'); presses += 1) await keys(page, 'ArrowDown')
      await keys(page, 'Enter')
    },
    setting: async (text, found) => {
      await toSettings()
      await type(text)
      await expect(page.getByTestId(found)).toBeVisible()
      await act(['Enter'], found)
    },
    look,
    lookWell: async (name) => {
      await look(name)
      expect.soft(await shapeFaults(page), name).toEqual([])
      expect.soft(await axe(page), name).toEqual([])
    },
  }
}

import { type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { layers, views, type Screen } from '../../src/renderer/state/views.ts'
import { expect, test } from './fixture.ts'
import { axe, drawn, languages, picture, pictures, shapeFaults, sizes, themes } from './look.ts'
import { startTill, type Till } from './till.ts'
import { holdWire } from './wire.ts'
import { layerWalk, walk } from './walk.ts'
import { signOnByKeys, toEmptyCounter, type Walker } from './walk-steps.ts'

/** One look in every language and size, and in both themes: what axe finds, what is wrong with its shape, and a picture each where they are wanted. */
async function lookAt(page: Page, name: string): Promise<string[]> {
  const found: string[] = []
  const note = (where: string, faults: readonly string[]): void => void found.push(...faults.map((fault) => `${name} ${where}: ${fault}`))
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) await page.evaluate(`document.querySelector('[data-testid=language]').click()`)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height })
      // Themes differ in colours alone, and sizes in places: the dark one is drawn at one size, and judged in one language.
      for (const theme of width === 1366 ? themes : (['light'] as const)) {
        const judged = theme === 'light' || language === 'en'
        if (!judged && !pictures) continue
        await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
        await drawn(page)
        await picture(page, `${width}-${theme}-${language}-${name}`)
        if (theme === 'light') note(`${width} ${language}`, await shapeFaults(page))
        if (width !== 1366 || !judged) continue
        note(`${theme} ${language}`, await axe(page, theme === 'light' ? undefined : ['color-contrast']))
      }
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 })
  return found
}

/** The walk in two, of about as many looks each, for two workers: half as long to wait for as one. What lies over the views comes with the second. */
const screens = Object.keys(walk) as Screen[]
const looksBefore = (screen: Screen): number => screens.slice(0, screens.indexOf(screen)).reduce<number>((sum, one) => sum + views[one].looks.length, 0)
const all = screens.reduce<number>((sum, screen) => sum + views[screen].looks.length, layers.length)
const inFirstHalf = (screen: Screen): boolean => looksBefore(screen) < all / 2
test.describe.configure({ mode: 'parallel' })

/** A till and a page on it with somebody signed on. `stop` in the end, whatever happened. */
async function startWalk(page: Page, data: string) {
  const tills: Till[] = []
  const port = String(20_000 + (process.pid % 20_000))
  const start = async (): Promise<Till> => {
    const till = await startTill(data, 'gb', ['--port', port])
    tills.push(till)
    return till
  }
  const stop = async (): Promise<void> => {
    for (const each of tills) await each.stop()
  }
  const till = await start()
  try {
    page.setDefaultTimeout(8000)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const wire = await holdWire(page)
    await page.goto(till.address)
    await page.evaluate('document.fonts.ready.then(() => undefined)')
    await expect(page.getByTestId('operator').first()).toBeVisible()
    const walker: Walker = { page, till, wire, scan: (barcode) => scanAtOnce(page, barcode) }
    await signOnByKeys(page)
    return { walker, start, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function walkThrough(walker: Walker, some: readonly Screen[]): Promise<void> {
  for (const screen of some) {
    for (const [look, reach] of Object.entries(walk[screen])) {
      await toEmptyCounter(walker.page)
      await reach(walker)
      await expect(walker.page.getByTestId(`view-${screen}`), `${screen} ${look}`).toBeVisible()
      expect.soft(await lookAt(walker.page, `${screen}-${look}`)).toEqual([])
      walker.wire.letGo()
    }
    expect(Object.keys(walk[screen]).toSorted(), screen).toEqual([...views[screen].looks].toSorted())
  }
}

const wanted = 'in both languages, both themes and three sizes is one that axe, a thumb and a reader find nothing wrong with'

test(`[VIEW-6] every view of the first half ${wanted}`, async ({ page, data }) => {
  test.setTimeout(600_000)
  const { walker, stop } = await startWalk(page, data)
  try {
    await walkThrough(walker, screens.filter(inFirstHalf))
  } finally {
    await stop()
  }
})

test(`[VIEW-6] every view of the second half, and what lies over a view, ${wanted}`, async ({ page, data }) => {
  test.setTimeout(600_000)
  const { walker, start, stop } = await startWalk(page, data)
  try {
    await walkThrough(walker, screens.filter((screen) => !inFirstHalf(screen)))
    await toEmptyCounter(page)
    for (const layer of layers) {
      if (layer === 'job') await importMany(data)
      if (layer === 'connection-lost') await walker.till.kill()
      if (layer === 'connection-refused') await start()
      if (layer === 'keys' || layer === 'job') await layerWalk[layer](walker)
      await expect(page.getByTestId(layer === 'job' ? 'job-running' : layer), layer).toBeVisible({ timeout: 15_000 })
      expect.soft(await lookAt(page, `layer-${layer}`)).toEqual([])
      if (layer === 'keys') await toEmptyCounter(page)
    }
  } finally {
    await stop()
  }
})

/** A wedge scan in one go: what is looked at here is not the keyboard, and on a busy machine key by key takes seconds. */
async function scanAtOnce(page: Page, barcode: string): Promise<void> {
  await page.evaluate(`for (const key of [...'${barcode}', 'Enter']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))`)
}

/** Starts an import into the running till that takes longer than it is looked at. */
async function importMany(data: string): Promise<void> {
  const file = path.join(data, 'many.tsv')
  const rows = Array.from({ length: 400_000 }, (_, index) => `${gtin(String(200_000_000_000 + index))}\tItem ${index}\t1.00`)
  writeFileSync(file, `gtin\tname\tprice\n${rows.join('\n')}\n`)
  const child = spawn(process.execPath, [path.resolve('out/main/import-items.cjs'), file, '--data', data], { stdio: 'ignore' })
  child.unref()
}

function gtin(digits: string): string {
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

import { type Page } from '@playwright/test'
import { cpSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { ean, names } from '../generators/names.ts'
import { type ArmResult, type Family, type FamilyOptions, median, quantile, rounded } from '../harness.ts'
import { out, startTill } from '../lib/till.ts'
import { loadavg } from 'node:os'

const items = 100_000
const standing = 200
/** The demo store's own items have barcodes of real makers; these begin at a number none of them has. */
const firstOfOurs = 3_000_000
const frameMs = 1_000 / 60
const barcodeOf = (index: number): string => ean(firstOfOurs + index)

/** Enter after a scanned barcode to the frame that shows its line, and a click on nothing to its frame, in one page in turns. */
export const painted: Family = async (options) => {
  const data = path.join(options.scratch, 'till')
  cpSync(await preparedFolder(options), data, { recursive: true })
  const till = await startTill(data)
  const browser = await chromium.launch({ executablePath: process.env['TILLWRIGHT_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1_440, height: 900 } })
    await page.addInitScript(watchPage)
    await page.goto(till.address)
    await signOn(page)
    page.setDefaultTimeout(20_000)
    options.say(`${standing} lines into the basket`)
    const scan = async (index: number): Promise<number> => {
      // Armed before the first key: a page that is asked while the Enter is on its way hears of it too late.
      await page.evaluate((mark) => window.benchArm?.('scan', mark), markOf(index))
      await page.keyboard.type(barcodeOf(index))
      await page.keyboard.press('Enter')
      return (await page.evaluate(() => window.benchTook)) ?? Number.NaN
    }
    const click = async (): Promise<number> => {
      await page.evaluate(() => window.benchArm?.('click', ''))
      await page.mouse.click(3, 3)
      return (await page.evaluate(() => window.benchTook)) ?? Number.NaN
    }
    // Each is another item, spread over the catalogue.
    const itemAt = (line: number): number => (line * 487) % items
    for (let line = 0; line < standing; line += 1) await scan(itemAt(line))
    const scans: number[][] = []
    const clicks: number[][] = []
    const repetitions = options.quick ? 3 : 7
    let line = standing
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      const scanned: number[] = []
      const clicked: number[] = []
      for (let op = 0; op < 20; op += 1) clicked.push(await click())
      for (let op = 0; op < 20; op += 1) scanned.push(await scan(itemAt(line++)))
      if (repetition === 0) continue
      scans.push(scanned)
      clicks.push(clicked)
    }
    const shown = await page.getByRole('list', { name: 'Lines' }).innerText()
    if (!shown.includes(markOf(itemAt(line - 1)))) throw new Error('the last line scanned is not on the screen')
    const arms = [resultOf('floor: empty click', 'floor', clicks, clicks), resultOf('ours: scan', 'ours', scans, clicks)]
    const p95 = (samples: readonly (readonly number[])[]): number => median(samples.map((sample) => quantile(sample, 0.95)))
    return {
      groups: [{ name: `scan to painted line, ${items} items, ${standing} to ${line} lines`, load: loadavg()[0] ?? 0, arms }],
      goals: [{ name: 'scan p95 beyond an empty click p95', value: (p95(scans) - p95(clicks)) / frameMs, limit: 2, unit: 'frames' }],
      facts: { scanP95Ms: rounded(p95(scans)), clickP95Ms: rounded(p95(clicks)), browser: `Chromium ${browser.version()}, headless` },
    }
  } finally {
    await browser.close()
    await till.stop()
  }
}

const markOf = (index: number): string => `#${index}#`

function resultOf(name: string, kind: ArmResult['kind'], samples: readonly (readonly number[])[], floor: readonly (readonly number[])[]): ArmResult {
  const at = (of: readonly (readonly number[])[], part: number): number => median(of.map((sample) => quantile(sample, part))) * 1e3
  return { name, kind, p50: rounded(at(samples, 0.5)), p99: rounded(at(samples, 0.99)), toFloor: rounded(at(samples, 0.5) / at(floor, 0.5)), samples: samples.flat().length, verdict: 'right' }
}

declare global {
  interface Window {
    /** From now on: the next Enter until the list shows `mark`, or the next click. */
    benchArm?(kind: 'scan' | 'click', mark: string): void
    /** ms to the end of the frame that showed it. */
    benchTook?: Promise<number>
  }
}

/** Runs in the page. A frame is over when a message posted in its animation callback arrives. */
function watchPage(): void {
  const afterFrame = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now())
        port2.postMessage(undefined)
      })
    })
  // There before the till's own listener, which swallows the Enter of a scan.
  const waiting: { keydown?: (at: number) => void; pointerdown?: (at: number) => void } = {}
  window.addEventListener('keydown', (event) => { if (event.key === 'Enter') waiting.keydown?.(event.timeStamp) }, true)
  window.addEventListener('pointerdown', (event) => waiting.pointerdown?.(event.timeStamp), true)
  const next = (kind: 'keydown' | 'pointerdown'): Promise<number> =>
    new Promise((resolve) => {
      waiting[kind] = resolve
    })
  const scanned = async (mark: string): Promise<number> => {
    const pressed = next('keydown')
    const shown = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!(document.querySelector('ul[aria-label="Lines"]')?.textContent ?? '').includes(mark)) return
        observer.disconnect()
        resolve()
      }
      const observer = new MutationObserver(look)
      observer.observe(document.body, { childList: true, subtree: true, characterData: true })
    })
    const from = await pressed
    await shown
    return (await afterFrame()) - from
  }
  const clicked = async (): Promise<number> => {
    const from = await next('pointerdown')
    return (await afterFrame()) - from
  }
  window.benchArm = (kind, mark) => {
    window.benchTook = kind === 'scan' ? scanned(mark) : clicked()
  }
}

async function signOn(page: Page): Promise<void> {
  const operator = page.getByRole('button', { name: 'Mei Lin' })
  const pin = /PIN (\d{4,8})/.exec(await operator.innerText())?.[1]
  if (pin === undefined) throw new Error('no PIN is shown')
  await operator.click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Sale', exact: true }).waitFor()
}

/** The data folder of a demo store into which 100,000 items were imported, made once and kept. */
async function preparedFolder({ cache, say }: FamilyOptions): Promise<string> {
  const folder = path.join(cache, `till-${items}-v1`)
  if (existsSync(folder)) return folder
  say(`importing ${items} items into a till (once)`)
  const making = `${folder}.making`
  rmSync(making, { recursive: true, force: true })
  const till = await startTill(making)
  const file = path.join(cache, `items-${items}.tsv`)
  const rows = [...names(items)].map((name, index) => `${barcodeOf(index)}\t${name} ${markOf(index)}\t${1 + (index % 90)}.50`)
  writeFileSync(file, ['gtin\tname\tprice', ...rows].join('\n'))
  const run = spawnSync(process.execPath, [path.join(out, 'main', 'import-items.cjs'), file, '--data', making, '--json'], { encoding: 'utf8', maxBuffer: 64 << 20 })
  await till.stop()
  rmSync(file)
  if (run.status !== 0 || !run.stdout.includes(`"added":${items}`)) throw new Error(`the import failed: ${run.stdout.slice(-300)} ${run.stderr.slice(-300)}`)
  renameSync(making, folder)
  return folder
}

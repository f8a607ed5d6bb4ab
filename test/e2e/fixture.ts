import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = path.resolve(fileURLToPath(new URL('../..', import.meta.url)))
const built = path.join(root, 'out', 'main', 'start.cjs')

/** What `npm start` starts, as a person would: one process, its addresses read from what it prints. */
export interface Till {
  /** Opens the till once. */
  readonly address: string
  readonly headOffice: string
  /** The text of the paper printed last. */
  receipt(): string
  /** The address that is printed when the one before was used. */
  nextAddress(): Promise<string>
  /** The power cut. */
  kill(): Promise<void>
  stop(): Promise<void>
}

type Store = 'cn' | 'gb'

export async function startTill(data: string, store: Store): Promise<Till> {
  const child = spawn(process.execPath, [built, '--browser', '--data', data, '--store', store], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = linesOf(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal)
    return ended
  }
  try {
    const headOffice = await printed('head office: ')
    const papers = await printed('receipts: ')
    return {
      headOffice,
      address: await printed('till: '),
      receipt: () => readFileSync(path.join(papers, 'latest.txt'), 'utf8'),
      nextAddress: () => printed('till (another browser): '),
      kill: async () => void (await end('SIGKILL')),
      stop: async () => {
        // Told to stop, it stops by itself and calls that success.
        if (child.exitCode === null && child.signalCode === null) expect(await end('SIGTERM'), 'exit code').toBe(0)
      },
    }
  } catch (error) {
    await end('SIGKILL')
    throw error
  }
}

/** Waits for a line that begins with `label`, whether it came already or not, and gives what follows it. Rejects when the process ends first. */
function linesOf(child: ChildProcess): (label: string) => Promise<string> {
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let complaint = ''
  let over = false
  const look = (): void => {
    for (const one of waiting) one()
  }
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    look()
  })
  child.once('close', () => {
    over = true
    look()
  })
  return (label) =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        const found = lines.find((line) => line.startsWith(label))
        if (found === undefined && !over) return
        waiting.delete(check)
        if (found === undefined) reject(new Error(`the till ended before it printed "${label}"\n${lines.join('\n')}\n${complaint}`))
        else resolve(found.slice(label.length))
      }
      waiting.add(check)
      check()
    })
}

interface Options {
  readonly store: Store
}
interface Fixtures {
  /** A data folder of this test's own, gone afterwards. */
  readonly data: string
  /** A running till on it. */
  readonly till: Till
  /** The till's page, opened by its address. */
  readonly counter: Page
}

export const test = base.extend<Options & Fixtures>({
  store: ['gb', { option: true }],
  // Light and without movement: what is looked at must not depend on this machine's mood.
  colorScheme: 'light',
  data: async ({ store }, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), `tillwright-e2e-${store}-`))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },
  till: async ({ data, store }, use) => {
    const till = await startTill(data, store)
    await use(till)
    await till.stop()
  },
  counter: async ({ page, till }, use) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    await use(page)
  },
})

export { expect }

/** GTINs of the demo store. */
export const goods = {
  milk: { gtin: '6907992500942', en: 'Pure milk', zh: '伊利纯牛奶' },
  croissant: { gtin: '3291810746760', en: 'All butter croissant', zh: '黄油可颂' },
  cola: { gtin: '6901939691601', en: 'Coca-Cola', zh: '可口可乐汽水' },
} as const

/** What a keyboard-wedge scanner does: the digits faster than a hand, then Enter. */
export async function scan(page: Page, barcode: string): Promise<void> {
  await page.keyboard.type(barcode)
  await page.keyboard.press('Enter')
}

export const lines = (page: Page, name = 'Lines'): Locator => page.getByRole('list', { name }).getByRole('listitem')
export const basket = (page: Page, name = 'Sale'): Locator => page.getByRole('region', { name, exact: true })
/** The keys under the basket, on the right: Cash, Card, Pay. */
export const payKey = (page: Page): Locator => basket(page).getByRole('button').last()
export const outcomes = (page: Page, name = 'What was done'): Locator => page.getByRole('list', { name })

/** Taps the name, types the PIN that a demo store shows beside it, and waits for the counter: what is scanned before it is there is not rung up. */
export async function signOn(page: Page, name: string): Promise<void> {
  const operator = page.getByRole('button', { name })
  const pin = /PIN (\d{4,8})/.exec(await operator.innerText())?.[1]
  if (pin === undefined) throw new Error(`no PIN is shown for ${name}`)
  await operator.click()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /^(?:Sale|销售单)$/ })).toBeVisible()
}

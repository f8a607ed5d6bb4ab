import { type Page } from '@playwright/test'
import { systemTimer } from '../../src/drivers/device/index.ts'
import { startZvtSimulator, type ZvtSimulator } from '../../src/drivers/payment-terminal/index.ts'
import { startTill, type Store, type Till } from './till.ts'

/** Nobody's goods, and what becomes somebody's badge. */
export const unknown = '4006381333931'
export const badge = '5901234123457'

const currencies = { cn: ['0156', 'CNY'], gb: ['0826', 'GBP'] } as const

/** A till with a card terminal beside it. */
export async function withTerminal(page: Page, data: string, store: Store, use: (till: Till, terminal: ZvtSimulator) => Promise<void>): Promise<void> {
  const [number, currency] = currencies[store]
  const terminal = await startZvtSimulator({ timer: systemTimer, currency: number })
  const till = await startTill(data, store, ['--terminal', `zvt://127.0.0.1:${terminal.port}?currency=${currency}`])
  try {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto(till.address)
    await use(till, terminal)
  } finally {
    await till.stop()
    await terminal.close()
  }
}

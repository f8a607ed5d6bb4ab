import { type Page } from '@playwright/test'
import { test } from './fixture.ts'
import { startOwnTill, type OwnTill } from './till.ts'

/** Tills of a test's own, each opened with its page, and all stopped after it. Called once, at the top of a file. */
export function ownTills(): { readonly open: (page: Page, data: string, more?: readonly string[]) => Promise<OwnTill>; readonly stopAll: () => Promise<void> } {
  const tills: OwnTill[] = []
  async function stopAll(): Promise<void> {
    for (const till of tills.splice(0)) await till.stop()
  }
  test.afterEach(stopAll)
  return {
    open: async (page, data, more = []) => {
      const till = await startOwnTill(data, more)
      tills.push(till)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await page.goto(till.address)
      return till
    },
    stopAll,
  }
}

import { expect } from './fixture.ts'
import { type Walk, type Walker } from './walk-steps.ts'

/** A demo store belongs to somebody. Its page is told that it does not, and asks. */
const view = { provisioned: {}, machine: { timeZone: 'Europe/London', country: 'GB' }, taxPacks: [], cashRoundings: [], examples: [], moveFiles: [] }

async function asked({ page, wire }: Walker, pages: number): Promise<void> {
  wire.alter((text) =>
    text
      .replace(/^(.*"id":"[^"]+").*"registerId":.*$/, '$1,"ok":false,"refusal":{"code":"setup.needed"}}')
      .replace(/^(.*"id":"[^"]+").*"setup\.done".*$/, `$1,"ok":true,"value":${JSON.stringify(view)}}`),
  )
  await page.reload()
  await expect(page.getByTestId('view-setup')).toBeVisible()
  for (let turn = 0; turn < pages; turn += 1) {
    const name = page.getByTestId('setup-chainName')
    if (await name.isVisible()) await name.fill('Harbour Books')
    const rate = page.getByTestId('setup-ownStandard')
    if (await rate.isVisible()) await rate.fill('20')
    await page.getByTestId('setup-next').click()
  }
}

export const setupWalk: Pick<Walk, 'setup'> = {
  setup: {
    start: async (walker) => asked(walker, 0),
    store: async (walker) => {
      await asked(walker, 1)
      await walker.page.getByTestId('setup-chainName').fill('Harbour Books')
      await expect(walker.page.getByTestId('setup-preview')).toContainText('Harbour Books')
    },
    devices: async (walker) => {
      await asked(walker, 5)
      await expect(walker.page.getByTestId('setup-device-printer')).toBeVisible()
    },
    owner: async (walker) => {
      await asked(walker, 7)
      await walker.page.getByTestId('setup-next').click()
      await expect(walker.page.getByTestId('setup-fault')).toBeVisible()
    },
  },
}

import { expect } from './fixture.ts'
import { keys, type Walker, type Walk } from './walk-steps.ts'

async function matrix({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('grant-sell-cashier')).toBeVisible()
}

async function cell(walker: Walker, name: string, way: string): Promise<void> {
  await matrix(walker)
  await walker.page.getByTestId(`grant-${name}`).click()
  await walker.page.getByTestId(`grant-way-${way}`).click()
  await expect(walker.page.getByTestId(`grant-way-${way}`)).toHaveAttribute('aria-pressed', 'true')
}

/** Ways to the looks of what is set behind the rail. */
export const settingsWalk: Pick<Walk, 'settings' | 'rights' | 'grant'> = {
  settings: {
    list: async ({ page }) => {
      await keys(page, 'Control+,', 'ArrowDown')
      await expect(page.getByTestId('settings-rights')).toBeVisible()
    },
  },
  rights: {
    matrix: async (walker) => {
      await matrix(walker)
      await keys(walker.page, 'ArrowDown', 'ArrowRight')
    },
    refused: async (walker) => {
      walker.wire.alter((text) => text.replace(/^(.*"id":"[^"]+").*"permissions":.*$/, '$1,"ok":false,"refusal":{"code":"request.notAllowed"}}'))
      await keys(walker.page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('rights-refused')).toBeVisible()
    },
  },
  grant: {
    percent: async (walker) => {
      await cell(walker, 'discount-cashier', 'upTo')
      await keys(walker.page, '1', '5')
    },
    money: async (walker) => {
      await cell(walker, 'cancelBasket-cashier', 'upTo')
      await keys(walker.page, '2', '0')
    },
    'yes-or-no': async (walker) => cell(walker, 'seeJournal-cashier', 'no'),
    second: async (walker) => cell(walker, 'discount-second', 'upTo'),
  },
}

import { expect } from './fixture.ts'
import { keys, slowly, type Walker, type Walk } from './walk-steps.ts'

async function matrix({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('grant-sell-cashier')).toBeVisible()
}

async function cell(walker: Walker, name: string, way: string): Promise<void> {
  await matrix(walker)
  await walker.page.getByTestId(`grant-${name}`).click()
  await walker.page.getByTestId(`grant-way-${way}`).click()
  await expect(walker.page.getByTestId(`grant-way-${way}`)).toHaveAttribute('aria-pressed', 'true')
}

async function list({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
  await expect(page.getByTestId('person').first()).toBeVisible()
}

/** Ways to the looks of what is set behind the rail. */
export const settingsWalk: Pick<Walk, 'settings' | 'store' | 'templates' | 'mail' | 'rights' | 'grant' | 'people' | 'person' | 'pin' | 'taxes' | 'taxRate'> = {
  settings: {
    list: async ({ page }) => {
      await keys(page, 'Control+,', 'ArrowDown')
      await expect(page.getByTestId('settings-rights')).toBeVisible()
    },
    found: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.keyboard.type('print', slowly)
      await expect(page.getByTestId('found-slot.printer')).toBeVisible()
    },
  },
  store: {
    words: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-store').click()
      await expect(page.getByTestId('setup-preview')).toContainText('Harbour Market')
    },
  },
  mail: {
    account: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-mail').click()
      await expect(page.getByTestId('mail-save')).toBeVisible()
    },
  },
  templates: {
    paper: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-templates').click()
      await expect(page.getByTestId('template-paper').getByRole('img')).toBeVisible()
    },
  },
  rights: {
    matrix: async (walker) => {
      await matrix(walker)
      await keys(walker.page, 'ArrowDown', 'ArrowRight')
    },
    refused: async (walker) => {
      walker.wire.alter((text) => text.replace(/^(.*"id":"[^"]+").*"permissions":.*$/, '$1,"ok":false,"refusal":{"code":"request.notAllowed"}}'))
      await keys(walker.page, 'Control+,', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter')
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
  people: {
    list: async (walker) => {
      await list(walker)
      await keys(walker.page, 'ArrowDown')
    },
    refused: async (walker) => {
      walker.wire.alter((text) => text.replace(/^(.*"id":"[^"]+").*"people":.*$/, '$1,"ok":false,"refusal":{"code":"request.notAllowed"}}'))
      await keys(walker.page, 'Control+,', 'ArrowDown', 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('people-refused')).toBeVisible()
    },
  },
  person: {
    new: async (walker) => {
      await list(walker)
      await keys(walker.page, 'Control+n')
      await walker.page.getByRole('textbox').fill('Zoe')
    },
    known: async (walker) => {
      await list(walker)
      await walker.page.getByTestId('person').last().click()
      await walker.scan('TW-BADGE-0042')
      await expect(walker.page.getByTestId('person-badge')).toHaveText('TW-BADGE-0042')
    },
  },
  taxes: {
    list: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-taxes').click()
      await expect(page.getByTestId('tax-add-standard')).toBeVisible()
      // The till keeps it from the walk in the other light.
      if (await page.getByTestId('rate-withdraw').isHidden()) {
        await page.getByTestId('tax-add-standard').click()
        await page.getByTestId('rate-date-year').click()
        await keys(page, '1', '5', 'Enter')
      }
      await expect(page.getByTestId('rate-withdraw')).toBeVisible()
    },
    refused: async (walker) => {
      walker.wire.alter((text) => text.replace(/^(.*"id":"[^"]+").*"priceMode":.*$/, '$1,"ok":false,"refusal":{"code":"request.notAllowed"}}'))
      await keys(walker.page, 'Control+,')
      await walker.page.getByTestId('settings-taxes').click()
      await expect(walker.page.getByTestId('taxes-refused')).toBeVisible()
    },
  },
  taxRate: {
    rate: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-taxes').click()
      await page.getByTestId('tax-add-reduced').click()
      await keys(page, '2', '0', '2', '7', '0', '7', '0', '1')
      await expect(page.getByTestId('rate-field-0')).toContainText('2027-07-01')
    },
  },
  pin: {
    new: async (walker) => {
      await list(walker)
      await walker.page.getByTestId('person').last().click()
      await keys(walker.page, 'F2', '8', '3')
      await expect(walker.page.getByTestId('pin-new')).toBeVisible()
    },
    own: async ({ page }) => {
      await keys(page, 'Control+,')
      await page.getByTestId('settings-ownPin').click()
      await expect(page.getByTestId('pin-old')).toBeVisible()
    },
  },
}

import { expect, goods, scan } from './fixture.ts'
import { keys, type Walk, type Walker } from './walk-steps.ts'

/** By touch, as whoever is signed on: somebody with an account, and a list that has them. */
async function added({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,')
  await page.getByTestId('settings-customers').click()
  await page.getByTestId('new-customer').click()
  await page.getByTestId('customer-name').fill('Maria Santos')
  await page.getByTestId('customer-member').fill('M-10428')
  await page.getByTestId('customer-limit').fill('50')
  await page.getByTestId('customer-save').click()
  await expect(page.getByTestId('customer')).toContainText('Maria Santos')
}

export const customerWalk: Pick<Walk, 'customers' | 'customer' | 'account'> = {
  customers: { found: added },
  customer: {
    one: async (walker) => {
      await added(walker)
      await walker.page.getByTestId('customer').click()
      await expect(walker.page.getByTestId('customer-member')).toHaveValue('M-10428')
    },
  },
  account: {
    moves: async (walker) => {
      const { page } = walker
      await added(walker)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await scan(page, goods.milk.gtin)
      await scan(page, 'M-10428')
      await expect(page.getByTestId('basket-customer')).toBeVisible()
      await keys(page, 'F12', 'Shift+F5')
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await keys(page, 'Enter', 'Shift+F2')
      await page.getByTestId('customer-account').click()
      await expect(page.getByTestId('account-sale')).toBeVisible()
    },
  },
}

import { expect, goods, scan } from './fixture.ts'
import { keys, type Walk, type Walker } from './walk-steps.ts'

/** The list of the settings, with somebody in it who has an account: the looks come one after another to one till. */
async function listed({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,')
  await page.getByTestId('settings-customers').click()
  await expect(page.getByTestId('customer').or(page.getByTestId('customers-none'))).toBeVisible()
  if ((await page.getByTestId('customer').count()) > 0) return
  await page.getByTestId('new-customer').click()
  await page.getByTestId('customer-name').fill('Maria Santos')
  await page.getByTestId('customer-member').fill('M-10428')
  await page.getByTestId('customer-limit').fill('50')
  await page.getByTestId('customer-save').click()
  await expect(page.getByTestId('customer')).toContainText('Maria Santos')
}

export const customerWalk: Pick<Walk, 'customers' | 'customer' | 'account'> = {
  customers: { found: listed },
  customer: {
    one: async (walker) => {
      await listed(walker)
      await walker.page.getByTestId('customer').click()
      await expect(walker.page.getByTestId('customer-member')).toHaveValue('M-10428')
    },
  },
  account: {
    moves: async (walker) => {
      const { page } = walker
      await listed(walker)
      await keys(page, 'Escape', 'Escape')
      await expect(page.getByTestId('view-sell')).toBeVisible()
      await scan(page, goods.milk.gtin)
      await expect(page.getByTestId('basket-lines').getByRole('listitem')).toHaveCount(1)
      await keys(page, 'Shift+F2')
      await page.getByTestId('customer').click()
      await expect(page.getByTestId('basket-customer')).toBeVisible()
      await keys(page, 'F12', 'Shift+F5')
      await expect(page.getByTestId('view-finish')).toBeVisible()
      await keys(page, 'Enter', 'Shift+F2')
      await page.getByTestId('customer-account').click()
      await expect(page.getByTestId('account-sale').first()).toBeVisible()
    },
  },
}

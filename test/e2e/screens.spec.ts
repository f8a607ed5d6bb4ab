import { axe, drawn } from './look.ts'
import { expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'

// The register's own views are walked in all-views.spec.ts.
test('[E2E-18] head office’s page is one that a screen reader and weak eyes can use', async ({ counter: page, till, context }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)
  await page.keyboard.press('F10')
  await expect(outcomes(page)).toContainText('Receipt printed')

  const office = await context.newPage()
  await office.goto(till.headOffice)
  await expect(office.getByRole('listitem').filter({ hasText: '1-1' })).toBeVisible()
  await drawn(office)
  expect(await axe(office)).toEqual([])
})

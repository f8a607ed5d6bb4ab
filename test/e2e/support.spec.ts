import { readFileSync } from 'node:fs'
import { untar } from '../../src/main/support/index.ts'
import { gunzipSync } from 'node:zlib'
import { expect, test } from './fixture.ts'
import { arrowTo, keys, signOnByKeys } from './walk-steps.ts'

test('[BUNDLE-1] with keys alone: what is in the support file stands there, then it is kept, and the browser has it', async ({ counter: page }) => {
  await signOnByKeys(page)
  await keys(page, 'Control+,')
  await arrowTo(page, page.getByTestId('settings-support'), 'ArrowUp')
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-support')).toBeVisible()
  const names = page.getByTestId('support-file')
  await expect(names.filter({ hasText: 'database.json' })).toHaveCount(1)
  const listed = await names.locator('bdi').allTextContents()
  const download = page.waitForEvent('download')
  await keys(page, 'Enter')
  const file = await (await download).path()
  const files = untar(gunzipSync(readFileSync(file)))
  expect(files.map(({ name }) => name.replace(/^[^/]+\//, ''))).toEqual(listed)
  const path = (await page.getByTestId('support-saved').locator('bdi').textContent()) ?? ''
  expect(readFileSync(path)).toEqual(readFileSync(file))
  expect((await download).suggestedFilename()).toBe(path.split('/').at(-1))
})

test('[BUNDLE-2] by touch, as somebody who may not: the page says who may', async ({ counter: page }) => {
  await signOnByKeys(page, 'Mei Lin')
  await page.getByRole('button', { name: /Settings/ }).first().click()
  await page.getByTestId('settings-support').click()
  await expect(page.getByTestId('support-refused')).toContainText('manager')
})

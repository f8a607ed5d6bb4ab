import { type Page } from '@playwright/test'
import { generateSync } from 'otplib'
import { expect, goods, lines, scan, test } from './fixture.ts'
import { arrowTo, signOnByKeys, slowly } from './walk-steps.ts'

const seconds = (): number => Math.floor(Date.now() / 1000)

/** By keyboard alone: the secret as the screen shows it, switched on with a code made of it. */
async function enrol(page: Page, pin: string): Promise<{ readonly secret: string; readonly codes: readonly string[] }> {
  await page.keyboard.press('Control+,')
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('factor-state')).toContainText('no second factor')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-factorPin')).toBeVisible()
  await page.keyboard.type(pin)
  await page.keyboard.press('Enter')
  const secret = (await page.getByTestId('factor-secret').innerText()).replaceAll(' ', '')
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  // The one that shows now, and later that of the step to come: a code of the step before is too old when a step ends while it is typed.
  await page.keyboard.type(generateSync({ secret, epoch: seconds() }), slowly)
  await page.keyboard.press('Enter')
  const listed = page.getByTestId('recovery-codes').getByRole('listitem')
  await expect(listed).toHaveCount(10)
  const codes = await listed.allInnerTexts()
  return { secret, codes }
}

/** Down to the card of the scale, and into it. */
async function openScale(page: Page): Promise<void> {
  await page.keyboard.press('Control+i')
  await expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByTestId('device-scale')).toHaveAttribute('aria-current', 'true', { timeout: 100 })
  }).toPass()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('view-deviceSetup')).toBeVisible()
}

async function pinOf(page: Page, name: string): Promise<string> {
  return /PIN (\d{4,8})/.exec(await page.getByRole('button', { name }).innerText())?.[1] ?? ''
}

test('[FAC-9] [FAC-11] with keys, a manager makes a second factor, and the till asks for it before a device is changed; selling never asks', async ({ counter: page }) => {
  const pin = await pinOf(page, 'Dmitri')
  await signOnByKeys(page)
  const { secret, codes } = await enrol(page, pin)
  expect(codes).toHaveLength(10)

  await test.step('the codes are shown once, and leaving them takes two presses', async () => {
    await page.keyboard.press('Escape')
    await expect(page.getByRole('alert')).toContainText('not shown again')
    await expect(page.getByTestId('recovery-codes')).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('factor-state')).toContainText('You have a second factor')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('view-sell')).toBeVisible()
  })

  await page.keyboard.press('Control+l')
  await signOnByKeys(page)
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toHaveCount(1)

  await test.step('the setting waits for the code, is saved with it, and a scan meanwhile waits, too', async () => {
    await openScale(page)
    await arrowTo(page, page.getByTestId('way-none'))
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-factorAsk')).toBeVisible()
    await page.keyboard.type('000000', slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'secondFactor.wrongCode')
    await page.keyboard.type(generateSync({ secret, epoch: seconds() + 30 }), slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-devices')).toBeVisible()
    await expect(page.getByTestId('device-scale')).toContainText('chosen', { ignoreCase: true })
    await expect(lines(page)).toHaveCount(1)
  })

  await test.step('locked and signed on again, it is asked for again; Esc leaves everything as it was; a recovery code does', async () => {
    await page.keyboard.press('Control+l')
    await signOnByKeys(page)
    await openScale(page)
    await arrowTo(page, page.getByTestId('way-simulated'), 'ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-factorAsk')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('view-deviceSetup')).toBeVisible()
    await expect(page.getByRole('alert')).toHaveAttribute('data-code', 'secondFactor.needed')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-factorAsk')).toBeVisible()
    await page.keyboard.type(codes[0] ?? '', slowly)
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('view-devices')).toBeVisible()
  })
})

import { basket, expect, goods, lines, outcomes, scan, signOn, test } from './fixture.ts'

test('[E2E-15] the language changes in place, in the middle of a sale, and the sale goes on in it', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.milk.gtin)
  await expect(lines(page)).toContainText([goods.milk.en])
  await page.getByRole('button', { name: '中文' }).click()
  await expect(lines(page, '商品行')).toContainText([goods.milk.zh])
  await scan(page, goods.cola.gtin)
  await expect(basket(page, '销售单').getByRole('status')).toContainText('£2.70')
  await page.keyboard.press('F10')
  await expect(outcomes(page, '处理结果')).toContainText('现金')
  await page.getByRole('button', { name: 'English' }).click()
  await expect(outcomes(page)).toContainText('Paid · Cash')
})

test.describe('a Chinese store', () => {
  test.use({ store: 'cn' })

  test('[E2E-16] greets in Chinese and prints a Chinese receipt', async ({ counter: page, till }) => {
    await signOn(page, 'Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page, '商品行')).toContainText([goods.milk.zh])
    await page.keyboard.type('20')
    await page.keyboard.press('F10')
    await expect(page.getByRole('main')).toContainText('¥7.20')
    await expect(outcomes(page, '处理结果').getByRole('listitem')).toHaveCount(3)
    await expect(outcomes(page, '处理结果')).toContainText('小票已打印')
    const receipt = till.receipt()
    for (const words of ['演示', '海港超市', '小票号 1-1', '收银员 Mei Lin', goods.milk.zh, '合计', '增值税 13%', '实收', '找零', '谢谢惠顾']) expect(receipt).toContain(words)
    for (const english of ['Total', 'Cash', 'Receipt', 'Change']) expect(receipt).not.toContain(english)
  })

  test('[E2E-17] head office counts its sales on the business date of its own time zone', async ({ counter: page, till, context }) => {
    const office = await context.newPage()
    await office.goto(till.headOffice)
    await expect(office.getByRole('heading', { name: '海港超市' })).toBeVisible()
    await signOn(page, 'Mei Lin')
    await scan(page, goods.milk.gtin)
    await expect(lines(page, '商品行')).toHaveCount(1)
    await page.keyboard.press('F10')
    await expect(office.getByRole('listitem').filter({ hasText: '1-1' })).toContainText('¥12.80')
    await expect(office.getByRole('heading', { name: '今日销售额' }).locator('..')).toContainText('¥12.80')
  })
})

import { test } from './fixture.ts'
import { closingTotals, drawerOpened, limitFound, loan, lossWatch, reports } from './flows-of-figures.ts'
import { oneHand, type OneHand } from './one-hand.ts'
import { type Till } from './till.ts'

// What a day comes to and what somebody should look at, by either hand in either language (docs/explain/flows.md).
async function figures(hand: OneHand, till: Till): Promise<void> {
  test.setTimeout(120_000)
  hand.page.setDefaultTimeout(10_000)
  const flow = { hand, till }
  await hand.signOn('Mei Lin')
  await till.stopHeadOffice()
  await test.step('the drawer opened without a sale', () => drawerOpened(flow))
  await hand.signOn('Dmitri')
  await test.step('a loan', () => loan(flow))
  for (let sales = 0; sales < 2; sales += 1) {
    await hand.sell()
    await hand.toSell()
  }
  await test.step('reports', () => reports(flow))
  await test.step('the loss watch', () => lossWatch(flow))
  await test.step('a limit looked for in the settings', () => limitFound(flow))
  await test.step('the Z with the month and the year', () => closingTotals(flow))
}

for (const [language, store] of [['en', 'gb'], ['zh-CN', 'cn']] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ store })
    test(`[FLOW-9] figures by keys alone (${language})`, async ({ counter, till }) => figures(oneHand(counter, 'keys', language), till))
  })
  test.describe(`in ${language} with a finger`, () => {
    test.use({ store, hasTouch: true })
    test(`[FLOW-10] figures by touch alone (${language})`, async ({ counter, till }) => figures(oneHand(counter, 'touch', language), till))
  })
}

import { mailServer } from '../../src/main/mail/smtp.fixture.ts'
import { test } from './fixture.ts'
import { againFileAndBack, byMail, giftAndCode, template } from './flows-of-papers.ts'
import { oneHand, type OneHand } from './one-hand.ts'
import { type Till } from './till.ts'

// What stands on papers and what becomes of them, by either hand in either language (docs/explain/flows.md).
async function papers(hand: OneHand, till: Till): Promise<void> {
  test.setTimeout(120_000)
  hand.page.setDefaultTimeout(10_000)
  const mail = await mailServer()
  const flow = { hand, till, mail }
  try {
    await hand.signOn('Dmitri')
    await till.stopHeadOffice()
    await test.step('a gift receipt, and a receipt for a telephone', () => giftAndCode(flow))
    await test.step('printed again, kept as a file, brought back', () => againFileAndBack(flow))
    await test.step('by mail', () => byMail(flow))
    await test.step('worded', () => template(flow))
  } finally {
    await mail.close()
  }
}

for (const [language, store] of [['en', 'gb'], ['zh-CN', 'cn']] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ store })
    test(`[FLOW-7] papers by keys alone (${language})`, async ({ counter, till }) => papers(oneHand(counter, 'keys', language), till))
  })
  test.describe(`in ${language} with a finger`, () => {
    test.use({ store, hasTouch: true })
    test(`[FLOW-8] papers by touch alone (${language})`, async ({ counter, till }) => papers(oneHand(counter, 'touch', language), till))
  })
}

import { expect } from './fixture.ts'
import { keys, slowly, type Walk, type Walker } from './walk-steps.ts'

/** A picture shows the port of any machine. */
const own = /"headOfficeUrl":"[^"]*"/g

async function typed({ page, wire }: Walker): Promise<void> {
  wire.alter((text) => text.replace(own, '"headOfficeUrl":"https://head-office.example"'))
  await keys(page, 'Control+,')
  await page.getByTestId('settings-store').click()
  await page.getByTestId('store-moveHeadOffice').click()
  await page.keyboard.type('https://ho.example:4470', slowly)
}

/** Nobody is asked: what main says of an address is put in its place. */
const found = (said: string) => async (walker: Walker): Promise<void> => {
  await typed(walker)
  walker.wire.alter((text) => text.replace(/"ok":true,"value":\{"url":"https:\/\/ho\.example:4470".*$/, `"ok":true,"value":{"url":"https://ho.example:4470",${said}}}`).replace(own, '"headOfficeUrl":"https://head-office.example"'))
  await keys(walker.page, 'Enter')
  await expect(walker.page.getByTestId('head-office-found')).toBeVisible({ timeout: 15_000 })
}

async function pin(walker: Walker): Promise<void> {
  await found('"found":"known"')(walker)
  await keys(walker.page, 'Enter')
  await expect(walker.page.getByTestId('view-headOfficePin')).toBeVisible()
}

/** Ways to the looks of another address. The till goes on sending where it did. */
export const headOfficeWalk: Pick<Walk, 'headOffice' | 'headOfficePin'> = {
  headOffice: { typed, known: found('"found":"known"'), silent: found('"found":"silent"'), unknown: found('"found":"notTaken","reason":"unknown"') },
  headOfficePin: {
    asking: async (walker) => {
      await pin(walker)
      await keys(walker.page, '1', '2', '3')
    },
    'wrong-pin': async (walker) => {
      await pin(walker)
      // Every look in every language is one more wrong one of the same person.
      walker.wire.alter((text) => text.replace(/"code":"(?:operator\.wrongPin|pin\.wait)"(?:,"params":\{[^}]*\})?/, '"code":"operator.wrongPin"'))
      await walker.page.keyboard.type('0000', slowly)
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('head-office-trouble')).toBeVisible()
    },
  },
}

import { type SecondFactorView } from '../../src/contracts/ipc/index.ts'
import { expect } from './fixture.ts'
import { keys, slowly, type Walker, type Walk } from './walk-steps.ts'

const view = (changes: Partial<SecondFactorView>): string => JSON.stringify({ enrolled: true, proven: true, recoveryCodesLeft: 9, required: false, operators: [], clock: '2026-11-22 14:03', clockSuspect: true, ...changes })
const secret = { uri: 'otpauth://totp/Corner:Mei?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Corner', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' }
const recoveryCodes = Array.from({ length: 10 }, (_, index) => `ABCD${index}-EFGH${index}`)

/** The till's own answers are put aside: whoever signs on next in this walk has no phone. */
async function look({ page, wire }: Walker, shown: string): Promise<void> {
  wire.alter((text) => text.replace(/"value":\{"enrolled":.*\}\}$/, `"value":${shown}}`))
  await keys(page, 'Control+,')
  await page.getByTestId('settings-secondFactor').click()
  await expect(page.getByTestId('factor-state')).toBeVisible()
}

async function toSecret(walker: Walker): Promise<void> {
  const { page, wire } = walker
  await look(walker, view({ enrolled: false }))
  await keys(page, 'Enter')
  await expect(page.getByTestId('view-factorPin')).toBeVisible()
  wire.alter((text) => text.replace(/"ok":false,"refusal":\{"code":"operator.wrongPin"\}/, `"ok":true,"value":${JSON.stringify(secret)}`))
  await keys(page, '0', '0', '0', '0', 'Enter')
  await expect(page.getByTestId('factor-secret')).toBeVisible()
}

/** By hand: as fast as the walk presses keys, six digits are a scan's. */
async function typeCode({ page }: Walker): Promise<void> {
  await page.keyboard.type('123456', slowly)
  await page.keyboard.press('Enter')
}

/** A setting that the till refuses until a code is typed. */
async function asked({ page, wire }: Walker): Promise<void> {
  await keys(page, 'Control+i')
  await expect(page.getByTestId('find-devices')).toBeEnabled()
  wire.alter((text) => text.replace(/"ok":true,"value":\{"found":.*\}$/, '"ok":false,"refusal":{"code":"secondFactor.needed"}}'))
  await keys(page, 'Control+f')
  await expect(page.getByTestId('view-factorAsk')).toBeVisible()
}

/** Ways to the looks of the second factor. */
export const secondFactorWalk: Pick<Walk, 'factorAsk' | 'secondFactor' | 'factorPin'> = {
  factorAsk: {
    asked,
    'wrong-code': async (walker) => {
      await asked(walker)
      await typeCode(walker)
      await expect(walker.page.getByRole('alert')).toBeVisible()
    },
  },
  secondFactor: {
    none: async (walker) => look(walker, view({ enrolled: false, clockSuspect: false })),
    one: async (walker) => look(walker, view({ operators: ['nobody-known'], required: true })),
    secret: toSecret,
    codes: async (walker) => {
      await toSecret(walker)
      walker.wire.alter((text) => text.replace(/"ok":false,"refusal":\{"code":"secondFactor.notBegun"\}/, `"ok":true,"value":${JSON.stringify({ recoveryCodes })}`))
      await typeCode(walker)
      await expect(walker.page.getByTestId('recovery-codes')).toBeVisible()
    },
    drop: async (walker) => {
      await look(walker, view({}))
      await walker.page.getByTestId('factor-drop').click()
      await expect(walker.page.getByTestId('factor-drop-yes')).toBeVisible()
    },
  },
  factorPin: {
    asking: async (walker) => {
      await look(walker, view({ enrolled: false }))
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('view-factorPin')).toBeVisible()
    },
  },
}

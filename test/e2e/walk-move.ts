import { expect } from './fixture.ts'
import { keys, slowly, type Walk, type Walker } from './walk-steps.ts'

async function form({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,')
  await page.getByTestId('settings-move').click()
  await expect(page.getByTestId('move-next')).toBeVisible()
}

/** Ways to the looks of moving this register. It stays where it is: what main says of it is put in its place. */
export const moveWalk: Pick<Walk, 'move' | 'moved'> = {
  move: {
    passphrase: async (walker) => {
      await form(walker)
      await walker.page.getByRole('textbox').fill('')
    },
    blocked: async (walker) => {
      walker.wire.alter((text) => text.replace(/"code":"move.weakPassphrase","params":\{[^}]*\}/, '"code":"move.basketOpen"'))
      await form(walker)
      await expect(walker.page.getByTestId('move-blocked')).toBeVisible()
    },
  },
  moved: {
    moved: async (walker) => {
      await elsewhere(walker)
    },
    'take-back': async (walker) => {
      await elsewhere(walker)
      await keys(walker.page, 'Enter')
      await walker.page.keyboard.type('river', slowly)
    },
  },
}

async function elsewhere({ page, wire }: Walker): Promise<void> {
  wire.alter((text) => text.replace(/"mode":"demo",/, '"mode":"demo","moved":{"at":1763809200000,"file":"/var/lib/tillwright/moved/tillwright-register-1-20261122T110000Z.move"},'))
  await page.reload()
  await expect(page.getByTestId('moved-file')).toBeVisible()
}

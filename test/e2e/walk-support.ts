import { expect } from './fixture.ts'
import { keys, type Walk, type Walker } from './walk-steps.ts'

async function files({ page }: Walker): Promise<void> {
  await keys(page, 'Control+,')
  await page.getByTestId('settings-support').click()
  await expect(page.getByTestId('support-file').first()).toBeVisible()
}

/** Ways to the looks of what IT needs. */
export const supportWalk: Pick<Walk, 'support'> = {
  support: {
    files,
    saved: async (walker) => {
      await files(walker)
      // A picture shows a path of any machine.
      walker.wire.alter((text) => text.replace(/"path":"[^"]*"/, '"path":"/var/lib/tillwright/support/tillwright-support-3-20261122T110300Z.tar.gz"'))
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('support-saved')).toBeVisible()
    },
  },
}

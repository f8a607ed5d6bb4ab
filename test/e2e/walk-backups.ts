import { expect } from './fixture.ts'
import { keys, slowly, type Walk, type Walker } from './walk-steps.ts'

/** A picture shows a path and a time of any machine. */
const place = /"folder":"[^"]*\/backups"/g

async function list({ page, wire }: Walker): Promise<void> {
  wire.alter((text) => text.replace(place, '"folder":"/var/lib/tillwright/backups"'))
  await keys(page, 'Control+,')
  await page.getByTestId('settings-backups').click()
  await expect(page.getByTestId('backup-place-own')).toBeVisible()
  if ((await page.getByTestId('backup-row').count()) === 0) await keys(page, 'F6')
  await expect(page.getByTestId('backup-row')).not.toHaveCount(0, { timeout: 30_000 })
  await expect(page.getByTestId('backup-running')).toHaveCount(0)
}

async function one(walker: Walker): Promise<void> {
  await list(walker)
  await keys(walker.page, 'ArrowDown', 'Enter')
  await expect(walker.page.getByTestId('backup-restore')).toBeVisible()
}

async function folder(walker: Walker): Promise<void> {
  await list(walker)
  await keys(walker.page, 'F4')
  await walker.page.getByRole('textbox').fill('')
  await walker.page.keyboard.type('/mnt/backups', slowly)
}

async function pin(walker: Walker): Promise<void> {
  await one(walker)
  await expect(walker.page.getByTestId('since-entries')).toBeVisible()
  await keys(walker.page, 'Enter')
  await expect(walker.page.getByTestId('view-backupPin')).toBeVisible()
}

/** Ways to the looks of backups. Nothing is restored: what main says of one is put in its place. */
export const backupWalk: Pick<Walk, 'backups' | 'backupFolder' | 'backup' | 'backupPin'> = {
  backups: {
    list: async (walker) => {
      await list(walker)
      await keys(walker.page, 'ArrowDown')
    },
    failing: async (walker) => {
      await list(walker)
      walker.wire.alter((text) => text.replace(/"place":"own","folder":"[^"]*"/, '"place":"own","folder":"/var/lib/tillwright/backups","failing":{"code":"backup.failed","params":{"folder":"/var/lib/tillwright/backups","reason":"ENOSPC"}}'))
      await keys(walker.page, 'Escape', 'Enter')
      await expect(walker.page.getByTestId('backup-state-danger')).toBeVisible()
    },
    refused: async ({ page, wire }) => {
      wire.alter((text) => (text.includes('"everyMinutes":') ? text.replace(/"ok":true,"value":.*$/, '"ok":false,"refusal":{"code":"request.notAllowed"}}') : text))
      await keys(page, 'Control+,')
      await page.getByTestId('settings-backups').click()
      await expect(page.getByTestId('backups-refused')).toBeVisible()
    },
  },
  backupFolder: {
    typed: folder,
    unusable: async (walker) => {
      await folder(walker)
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('backup-folder-trouble')).toBeVisible()
    },
  },
  backup: {
    since: async (walker) => {
      await one(walker)
      await expect(walker.page.getByTestId('since-entries')).toBeVisible()
    },
    damaged: async (walker) => {
      await list(walker)
      walker.wire.alter((text) => (text.includes('"since":') ? text.replace(/"ok":true,"value":.*$/, '"ok":false,"refusal":{"code":"backup.notWhole"}}') : text))
      await keys(walker.page, 'ArrowDown', 'Enter')
      await expect(walker.page.getByTestId('backup-trouble')).toBeVisible()
    },
  },
  backupPin: {
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
      await expect(walker.page.getByTestId('restore-trouble')).toBeVisible()
    },
    waits: async (walker) => {
      await pin(walker)
      walker.wire.alter((text) => text.replace(/"code":"(?:operator\.wrongPin|pin\.wait)"(?:,"params":\{[^}]*\})?/, '"code":"pin.wait","params":{"seconds":600}'))
      await walker.page.keyboard.type('0000', slowly)
      await keys(walker.page, 'Enter')
      await expect(walker.page.getByTestId('restore-waits')).toContainText('10')
    },
  },
}

import { expect, test } from 'vitest'
import { type BackupLookView } from '../../contracts/ipc/index.ts'
import { shareMinute, type BackupsWork } from './backup-work.ts'
import { counterOf, screen } from './screen.fixture.ts'

const look: BackupLookView = {
  backup: { file: '/backups/one', at: 1, bytes: 1, entries: 1, sales: 0, refunds: 0 },
  since: { entries: 0, sales: 0, refunds: 0, total: 0, receipts: [], again: [] },
}
const asksPin: BackupsWork = { kind: 'backupPin', look, sending: false, trouble: undefined, begun: undefined }

test('[BAKE-3] while the register takes no PIN of whoever restores, the seconds are counted down, none is sent, and what was typed stays', async () => {
  const till = screen(counterOf())
  const id = till.store.getState().counter?.operator?.id ?? ''
  expect(id).not.toBe('')
  till.store.setState({ work: asksPin })
  till.type('0000')
  till.acts.sendRestorePin()
  ;(await till.requestOf('restore-backup')).refuse('pin.wait', { seconds: 2 })
  await expect.poll(() => till.store.getState().pinWaits).toEqual({ [id]: 2 })
  till.type('9164')
  till.acts.sendRestorePin()
  expect([till.asked.filter(({ name }) => name === 'restore-backup').length, till.store.getState().entry]).toEqual([1, '9164'])
  till.pass()
  till.pass()
  expect(till.store.getState().pinWaits).toEqual({})
  till.acts.sendRestorePin()
  expect((await till.requestOf('restore-backup', 1)).input).toEqual({ file: '/backups/one', pin: '9164' })
})

test('[BAKE-4] of a list those of one minute are told apart by their seconds, and only those', () => {
  const at = Date.UTC(2026, 10, 23, 9, 0, 5)
  const list = [{ file: 'd', at: at + 60_000 }, { file: 'c', at: at + 54_999 }, { file: 'b', at }, { file: 'a', at: at - 6_000 }]
  expect(list.filter((one) => shareMinute(list, one)).map(({ file }) => file)).toEqual(['c', 'b'])
})

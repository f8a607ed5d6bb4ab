import { describe, expect, test } from 'vitest'
import { type ReplicationView } from '../../contracts/ipc/index.ts'
import { actOf } from './actions.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'

const away: ReplicationView = { enrolled: true, state: 'offline', waiting: 3, waitingSales: 2 }

function till(replication = away): Screen {
  const made = screen(counterOf())
  made.store.setState({ replication, work: { kind: 'devices', chosen: -1 } })
  return made
}
const asksMade = ({ asked }: Screen): number => asked.filter(({ name }) => name === 'try-head-office').length

describe('head office asked by hand', () => {
  test('[REP-10] F4 among the devices asks once however often it is pressed, and says what came of it each time', async () => {
    const made = till()
    expect(actOf({ key: 'F4', ctrlKey: false, altKey: false, metaKey: false, shiftKey: false }, 'devices', '')).toBe('tryHeadOffice')
    made.acts.tryHeadOffice()
    made.acts.tryHeadOffice()
    expect([made.store.getState().headOfficeTry, asksMade(made)]).toEqual(['asking', 1])
    ;(await made.requestOf('try-head-office')).answer(away)
    await expect.poll(() => made.store.getState().headOfficeTry).toMatchObject({ gotThrough: false })
    made.acts.tryHeadOffice()
    ;(await made.requestOf('try-head-office', 1)).answer({ ...away, state: 'sending' })
    await expect.poll(() => made.store.getState().headOfficeTry).toMatchObject({ gotThrough: true })
    expect(made.heard).toEqual(['error', 'ok'])
    expect(made.store.getState().notice).toBeUndefined()
  })

  test('[REP-10] at the sign-on it is told, where no key of it stands; and a till without head office says that it has none', async () => {
    const made = screen({ currency: 'GBP', suspended: 0 })
    made.store.setState({ replication: away })
    made.acts.tryHeadOffice()
    ;(await made.requestOf('try-head-office')).answer(away)
    await expect.poll(() => made.store.getState().notice?.words).toBe('replication.nothingThrough')
    const alone = till({ ...away, enrolled: false, state: 'unenrolled' })
    alone.acts.tryHeadOffice()
    expect([alone.store.getState().notice?.code, asksMade(alone)]).toEqual(['headOffice.notJoined', 0])
  })
})

test('[STORE-11] Enter without an address says what is needed, asks nobody, and is still with the first letter', () => {
  const made = till()
  made.store.setState({ work: { kind: 'headOffice', at: 'https://ho.example', looking: false, asked: 'https://b.example', found: { url: 'https://b.example', found: 'silent' }, trouble: undefined }, entry: '  ' })
  made.acts.enterHeadOffice()
  expect([made.store.getState().work, made.asked.length, made.heard]).toMatchObject([{ asked: '', found: undefined, trouble: { code: 'headOffice.addressUnfit' } }, 0, ['error']])
})

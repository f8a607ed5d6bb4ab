import { describe, expect, test } from 'vitest'
import { type DeviceSettingView, type DeviceSettingsView, type FoundDevicesView } from '../../contracts/ipc/index.ts'
import { back, enter } from './perform.ts'
import { counterOf, screen, type Screen } from './screen.fixture.ts'

const setting = (changes: Partial<DeviceSettingView> & Pick<DeviceSettingView, 'slot'>): DeviceSettingView => ({ device: `${changes.slot}:1`, kind: 'printer', inUse: 'none', from: 'usual', simulator: true, ...changes })
const settings: DeviceSettingsView = {
  mayChange: true,
  slots: [setting({ slot: 'printer', inUse: 'simulated' }), setting({ slot: 'scale', kind: 'scale', chosen: 'none' }), setting({ slot: 'scanner', kind: 'scanner', inUse: 'hid:', chosen: 'hid:', from: 'chosen' })],
}
const found: FoundDevicesView = { found: [{ bus: 'serial', address: 'serial:0eb8:f000', name: 'Mettler-Toledo', guess: 'scale', slots: ['printer', 'scale', 'scanner'], permitted: true }], troubles: [] }

async function devices(shown = settings): Promise<Screen> {
  const made = screen(counterOf())
  made.acts.openDevices()
  ;(await made.requestOf('device-settings')).answer(shown)
  ;(await made.requestOf('device-log')).answer({ events: [], latest: [], more: false })
  await settled()
  return made
}
/** What was answered has been taken in: everything the page does with it is done in this turn. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

describe('the devices, by hand', () => {
  test('[DEV-22] a choice is sent as it was typed, and taken back to what was chosen before', async () => {
    const { acts, store, requestOf } = await devices()
    acts.moveDevice(1)
    acts.moveDevice(1)
    enter(acts, store)
    expect(store.getState().work).toMatchObject({ kind: 'deviceSetup', slot: 'scale', way: 'none' })
    acts.chooseSetupWay('address')
    acts.setEntry(' tcp://192.0.2.9:4001?protocol=cas&division=5 ')
    enter(acts, store)
    const first = await requestOf('set-device')
    expect(first.input).toEqual({ slot: 'scale', address: 'tcp://192.0.2.9:4001?protocol=cas&division=5' })
    first.answer(settings)
    await settled()
    expect([store.getState().work.kind, store.getState().canUndoDevice]).toEqual(['devices', true])
    acts.undoDevice()
    const undone = await requestOf('set-device', 1)
    expect(undone.input).toEqual({ slot: 'scale', address: 'none' })
    undone.answer(settings)
    await settled()
    expect([store.getState().canUndoDevice, store.getState().notice?.words]).toEqual([false, 'devices.undone'])
  })

  test('[DEV-22] a slot nobody had chosen for is taken back to nobody’s choice', async () => {
    const { acts, requestOf } = await devices()
    acts.openDeviceSetup('printer')
    acts.chooseSetupWay('none')
    acts.saveDevice()
    ;(await requestOf('set-device')).answer(settings)
    await settled()
    acts.undoDevice()
    expect((await requestOf('set-device', 1)).input).toEqual({ slot: 'printer' })
  })

  test('[DEV-22] a refused address stays in the field, and nothing can be taken back', async () => {
    const { acts, store, requestOf } = await devices()
    acts.openDeviceSetup('scanner')
    expect(store.getState().entry).toBe('hid:')
    acts.setEntry('hid:zz')
    acts.saveDevice()
    ;(await requestOf('set-device')).refuse('device.badAddress', { reason: 'device' })
    await settled()
    expect(store.getState()).toMatchObject({ entry: 'hid:zz', canUndoDevice: false, notice: { code: 'device.badAddress', params: { reason: 'device' } } })
    back(acts, store)
    back(acts, store)
    expect(store.getState().work).toMatchObject({ kind: 'devices' })
  })

  test('[DEV-26] Enter takes a found scale to its slot, with the questions that only its plate answers', async () => {
    const { acts, store, requestOf } = await devices()
    acts.openDeviceFind()
    ;(await requestOf('find-devices')).answer(found)
    await settled()
    acts.moveFound(1)
    enter(acts, store)
    expect(store.getState()).toMatchObject({ work: { kind: 'deviceSetup', slot: 'scale', way: 'address' }, entry: 'serial:0eb8:f000?protocol=toledo-8217&division=5' })
  })

  test('[DEV-22] whoever may not change devices is told so, and nothing is asked', async () => {
    const { acts, store, asked } = await devices({ ...settings, mayChange: false })
    const before = asked.length
    acts.moveDevice(1)
    enter(acts, store)
    acts.openDeviceFind()
    expect([store.getState().work.kind, store.getState().notice?.words, asked.length]).toEqual(['devices', 'devices.managerOnly', before])
  })

  test('[DEV-25] while the scanner is tried a typed scan is shown and rung up nowhere; left, the next one is for the basket', async () => {
    const { acts, store, asked, requestOf } = await devices()
    acts.testDevice('scanner:1')
    await requestOf('test-scan')
    acts.scan('6901028075831')
    expect(store.getState().deviceTests['scanner:1']).toEqual({ state: 'scanned', barcode: '6901028075831' })
    expect((await requestOf('test-scan', 1)).input).toEqual({ listen: false })
    acts.testDevice('scanner:1')
    await requestOf('test-scan', 2)
    acts.leaveWork()
    expect((await requestOf('test-scan', 3)).input).toEqual({ listen: false })
    expect(asked.some(({ name }) => name === 'scan')).toBe(false)
    acts.scan('6901028075831')
    expect((await requestOf('scan')).input).toEqual({ barcode: '6901028075831' })
  })

  test('[PAY-15] the terminal’s day is asked for once, however often the key is pressed, and its answer stands on the card', async () => {
    const { acts, store, asked, requestOf } = await devices()
    acts.closeTerminalDay('paymentTerminal:1')
    acts.closeTerminalDay('paymentTerminal:1')
    expect(store.getState().deviceTests['paymentTerminal:1']).toEqual({ state: 'closingDay' })
    const day = { status: 'unknown', reason: 'noAnswer', lines: [] } as const
    ;(await requestOf('end-of-day')).answer({ ...day, lines: [] })
    await settled()
    expect(store.getState().deviceTests['paymentTerminal:1']).toEqual({ state: 'dayClosed', day })
    expect(asked.filter(({ name }) => name === 'end-of-day')).toHaveLength(1)
  })

  test('[PAY-15] a refused one leaves no outcome behind, and a main that died over it leaves an unknown one', async () => {
    const { acts, store, requestOf } = await devices()
    acts.closeTerminalDay('paymentTerminal:1')
    ;(await requestOf('end-of-day')).refuse('endOfDay.paymentOpen')
    await settled()
    expect([store.getState().deviceTests['paymentTerminal:1'], store.getState().notice?.code]).toEqual([undefined, 'endOfDay.paymentOpen'])
    acts.closeTerminalDay('paymentTerminal:1')
    ;(await requestOf('end-of-day', 1)).refuse('request.failed')
    await settled()
    expect(store.getState().deviceTests['paymentTerminal:1']).toMatchObject({ state: 'dayClosed', day: { status: 'unknown' } })
  })

  test('[DEV-25] a test page is asked after under its own id until it is out', async () => {
    const { acts, store, requestOf, pass } = await devices()
    acts.printTestPage('printer:1')
    const first = await requestOf('test-page')
    first.answer({ print: { kind: 'print', state: 'waiting' } })
    await settled()
    pass()
    const again = await requestOf('test-page', 1)
    expect(again.id).toBe(first.id)
    again.answer({ print: { kind: 'print', state: 'printed' } })
    await settled()
    expect(store.getState().deviceTests['printer:1']).toEqual({ state: 'page', print: { kind: 'print', state: 'printed' } })
  })
})

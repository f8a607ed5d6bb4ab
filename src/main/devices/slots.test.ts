import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceSlots } from '../../contracts/ipc/index.ts'
import { type Addresses, checkAddress, checkTwin, deviceSettingsOf, devicesConfigOf, knownAddresses, slotsFor, usesFor } from './slots.ts'

const sources = (commandLine: Addresses = {}, chosen: Addresses = {}, demo = false) => ({ commandLine, chosen, demo, currency: 'GBP' as const, language: 'en' })
const shown = (...given: Parameters<typeof sources>) => Object.fromEntries(deviceSettingsOf(sources(...given)).map(({ slot, inUse, from }) => [slot, `${inUse} ${from}`]))
const printer = 'tcp://192.0.2.8?profile=epson-80'

describe('the slots', () => {
  test('[DEV-22] the receipt printer is not its own second printer, however its address is written, from either side', () => {
    const twin = { ok: false, refusal: { code: 'device.badAddress', params: { reason: 'twin' } } }
    for (const same of ['tcp://192.0.2.8', 'tcp://192.0.2.8:9100?profile=star', 'TCP://192.0.2.8']) {
      expect(checkTwin('secondPrinter', same, sources({}, { printer }))).toEqual(twin)
      expect(checkTwin('printer', same, sources({}, { secondPrinter: printer }))).toEqual(twin)
    }
    for (const other of ['tcp://192.0.2.9', 'tcp://192.0.2.8:9101', 'none', 'simulated']) expect(checkTwin('secondPrinter', other, sources({}, { printer })).ok).toBe(true)
    expect([checkTwin('scale', 'simulated', sources({}, { printer: 'simulated' })).ok, checkTwin('secondPrinter', 'simulated', sources({}, {}, true)).ok, checkTwin('printer', printer, sources({}, { printer })).ok]).toEqual([true, true, true])
  })

  test('[DEV-22] the command line decides for its run, else what was chosen, else what is usual', () => {
    expect(shown({}, {}, true)).toEqual({ printer: 'simulated usual', secondPrinter: 'none usual', cashDrawer: 'none usual', scale: 'simulated usual', scanner: 'simulated usual', customerDisplay: 'simulated usual', labelPrinter: 'simulated usual', paymentTerminal: 'none usual' })
    expect(shown()).toMatchObject({ printer: 'none usual', scale: 'none usual' })
    expect(shown({ scale: 'none' }, { printer, scale: 'simulated' }, true)).toMatchObject({ printer: `${printer} chosen`, scale: 'none commandLine' })
    const scale = deviceSettingsOf(sources({ scale: 'none' }, { scale: 'simulated' })).find(({ slot }) => slot === 'scale')
    // What was chosen is not lost over it.
    expect(scale).toMatchObject({ chosen: 'simulated', inUse: 'none', from: 'commandLine' })
  })

  test('[DEV-22] are read by the command line’s own functions', () => {
    const config = devicesConfigOf(sources({}, { printer, secondPrinter: 'usb:04b8:0e15', scale: 'serial:/dev/ttyS1?protocol=cas&division=5', scanner: 'hid:' }))
    expect(config).toMatchObject({
      printer: { transport: 'tcp', host: '192.0.2.8', port: 9100, profile: 'epson-80' },
      secondPrinter: { transport: 'usb', at: { vendorId: 0x04b8, productId: 0x0e15 } },
      scale: { transport: 'serial', protocol: 'cas', division: 5 },
      scanner: { transport: 'hid' },
    })
    expect(devicesConfigOf(sources({}, {}, true))).toEqual({ printer: { simulator: true }, scale: { simulator: true }, scanner: { simulator: true }, display: { simulator: true, text: 'cp437' }, labelPrinter: { simulator: true } })
    expect(devicesConfigOf({ ...sources({}, { paymentTerminal: 'simulated' }, true), language: 'zh-CN' })).toMatchObject({ display: { text: 'gb18030' }, terminal: { simulator: true, currency: 'GBP' } })
  })

  test('[PAY-16] a terminal’s password by the command line is used, and shown to nobody', () => {
    const given = sources({ paymentTerminal: 'zvt://192.0.2.7?password=123456&currency=GBP' })
    expect(devicesConfigOf(given).terminal).toMatchObject({ host: '192.0.2.7', password: '123456', currency: 'GBP' })
    expect(JSON.stringify(deviceSettingsOf(given))).not.toContain('123456')
  })

  test('[DEV-22] the drawer’s own level beats the one in its printer’s address, and none takes it off', () => {
    const at = (cashDrawer?: string) => devicesConfigOf(sources({}, { printer: `${printer}&drawer=high`, ...(cashDrawer !== undefined && { cashDrawer }) })).printer
    expect([at(), at('low'), at('none')].map((one) => one && 'drawer' in one ? one.drawer : undefined)).toEqual(['high', 'low', undefined])
  })

  test.each([
    ['printer', 'tcp://192.0.2.8:99999', { code: 'device.badAddress', params: { reason: 'port' } }],
    ['printer', 'hid:', { code: 'device.badAddress', params: { reason: 'scheme' } }],
    ['scale', 'serial:/dev/ttyS0', { code: 'device.badAddress', params: { reason: 'protocol' } }],
    ['scanner', 'hid:zz', { code: 'device.badAddress', params: { reason: 'device' } }],
    ['cashDrawer', 'up', { code: 'device.badAddress', params: { reason: 'drawer' } }],
    ['secondPrinter', 'simulated', { code: 'device.noSimulator' }],
  ] as const)('[DEV-22] %s refuses %s with the part that is wrong', (slot, address, refusal) => {
    expect(checkAddress(slot, address)).toEqual({ ok: false, refusal })
  })

  test('[DEV-22] whatever was typed or kept by another version, the till starts, and no refusal repeats it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...deviceSlots), fc.string({ maxLength: 60 }), (slot, typed) => {
        const checked = checkAddress(slot, typed)
        if (!checked.ok && typed.length > 10) expect(JSON.stringify(checked.refusal)).not.toContain(typed)
        expect(() => devicesConfigOf(sources({}, { [slot]: typed }))).not.toThrow()
        if (!checked.ok) expect(deviceSettingsOf(sources({}, { [slot]: typed })).find((one) => one.slot === slot)?.inUse).toBe('none')
      }),
    )
    expect(knownAddresses({ printer: 'none', hologram: 'tcp://x' })).toEqual({ printer: 'none' })
  })

  test('[DEV-27] a device is shown no better tried than the way to it', () => {
    const grade = (slot: 'printer' | 'scanner' | 'scale', address: string) => deviceSettingsOf(sources({}, { [slot]: address })).find((one) => one.slot === slot)?.evidence
    expect([grade('printer', printer), grade('printer', 'usb:04b8:0e15'), grade('printer', 'simulated'), grade('printer', 'none')]).toEqual(['protocol', 'simulated', 'simulated', undefined])
    expect([grade('scanner', 'hid:'), grade('scanner', 'serial:/dev/ttyS0'), grade('scale', 'tcp://192.0.2.9:4001?protocol=cas&division=5')]).toEqual(['simulated', 'protocol', 'protocol'])
  })

  test('[DEV-26] a found address goes into the slots that can read it', () => {
    expect([slotsFor('usb:04b8:0e15'), slotsFor('hid:0c2e:0b61'), slotsFor('serial:0403:6001')]).toEqual([['printer', 'secondPrinter', 'labelPrinter'], ['scanner'], ['printer', 'secondPrinter', 'scale', 'scanner', 'customerDisplay', 'labelPrinter']])
  })

  test('[DEV-26] what answers on the network can be used as whatever is reached by TCP, a terminal by its protocol\'s name, and each address is one its slot reads', () => {
    const uses = usesFor('192.0.2.8', 20007)
    expect(uses.map(({ slot }) => slot)).toEqual(['printer', 'secondPrinter', 'scale', 'scanner', 'customerDisplay', 'labelPrinter', 'paymentTerminal'])
    expect(uses.at(-1)?.address).toBe('zvt://192.0.2.8:20007')
    expect(uses[0]?.address).toBe('tcp://192.0.2.8:20007')
    expect(checkAddress('paymentTerminal', 'zvt://192.0.2.8:20007').ok).toBe(true)
    expect(usesFor('[2001:db8::1]', 9100).map(({ address }) => address)).toContain('tcp://[2001:db8::1]:9100')
  })
})

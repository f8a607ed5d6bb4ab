import { z } from 'zod'
import { command, query } from './define.ts'
import { deviceView } from './devices.ts'
import { effectView } from './views.ts'

/**
 * The places a device can be put in, in the order a screen shows them. One more is one word here, one line in
 * `src/main/devices/slots.ts`, and its name in the catalogues; without the latter two nothing compiles or the tests say so.
 */
export const deviceSlots = ['printer', 'secondPrinter', 'cashDrawer', 'scale', 'scanner', 'customerDisplay', 'labelPrinter', 'paymentTerminal'] as const
export const deviceSlotView = z.enum(deviceSlots)
export type DeviceSlot = z.infer<typeof deviceSlotView>

/** How sure anybody can be of a driver: met the maker's hardware, held to the maker's protocol by software, or met only our own stand-in. */
export const evidenceGrades = ['hardware', 'protocol', 'simulated'] as const
export const evidenceView = z.enum(evidenceGrades)

/** Longer than any address: a path of a serial port by its id, with every option. */
export const longestAddress = 512
const address = z.string().max(longestAddress)

const chosenAddress = z.exactOptional(address.min(1))

/** Devices as a register's setup and till.json say them: the words of the devices screen, and a slot that is not there is chosen by nobody. */
export const chosenDevices = z.strictObject({
  printer: chosenAddress,
  secondPrinter: chosenAddress,
  cashDrawer: chosenAddress,
  scale: chosenAddress,
  scanner: chosenAddress,
  customerDisplay: chosenAddress,
  labelPrinter: chosenAddress,
  paymentTerminal: chosenAddress,
} satisfies Readonly<Record<DeviceSlot, typeof chosenAddress>>)

export const deviceSettingView = z.strictObject({
  slot: deviceSlotView,
  /** The id its device has among the devices, when it is there. */
  device: z.string(),
  kind: deviceView.shape.kind,
  /** What was chosen and is kept; absent: nobody chose. */
  chosen: z.exactOptional(address),
  /** What this run uses: an address, `simulated` or `none`. */
  inUse: address,
  /** Who says so. With `commandLine` what was chosen waits for the next start without it. */
  from: z.enum(['commandLine', 'chosen', 'usual']),
  /** Whether there is one made of software. */
  simulator: z.boolean(),
  /** Of what is in use; absent where nothing is. */
  evidence: z.exactOptional(evidenceView),
})
export type DeviceSettingView = z.infer<typeof deviceSettingView>
export const deviceSettingsView = z.strictObject({
  slots: z.array(deviceSettingView).max(32),
  /** Whether whoever is signed on may change them. */
  mayChange: z.boolean(),
})
export type DeviceSettingsView = z.infer<typeof deviceSettingsView>

/** Which device stands in which slot, and who said so. Answered by main itself. */
export const deviceSettings = query('device-settings', { who: 'sell', input: z.strictObject({}), output: deviceSettingsView })

/**
 * Puts a device into a slot and keeps it; without an address the slot is as if nobody had chosen. Journalled, and in force
 * when the answer comes: that device alone is started anew. A manager's; refuses `device.badAddress`, `device.noSimulator`.
 * On a register that is nobody's yet anybody may try one: it is in force just so, and kept by nobody before the setup names it.
 */
export const setDevice = command('set-device', { who: 'setDevices', input: z.strictObject({ slot: deviceSlotView, address: z.exactOptional(address.min(1)) }), output: deviceSettingsView })

export const foundDeviceView = z.strictObject({
  bus: z.enum(['serial', 'usb', 'hid']),
  /** As it can be put into a slot: by vendor, product and serial number where it has them, so that it stays the same one in another socket. */
  address,
  /** What the system calls it; may be empty. */
  name: z.string().max(200),
  guess: z.enum(['printer', 'scanner', 'scale', 'unknown']),
  slots: z.array(deviceSlotView).max(32),
  /** False: it is there, and the till's user may not open it. */
  permitted: z.boolean(),
})
export const foundDevicesView = z.strictObject({
  found: z.array(foundDeviceView).max(64),
  /** What could not be looked through, and why. A bus without a trouble was. */
  troubles: z.array(z.strictObject({ bus: z.enum(['serial', 'usb', 'hid', 'all']), fault: z.string().max(64) })).max(8),
})
export type FoundDevicesView = z.infer<typeof foundDevicesView>

/** What is plugged in. Looked for in the devices' own process; when that ends over it, the answer says so. */
export const findDevices = query('find-devices', { who: 'setDevices', input: z.strictObject({}), output: foundDevicesView })

/** Whether one named port answers, and as what it can be used then, with the address for each: no network is searched. */
export const probeDevice = query('probe-device', {
  who: 'setDevices',
  input: z.strictObject({ target: z.string().min(1).max(262) }),
  output: z.strictObject({ address, outcome: z.enum(['open', 'closed', 'silent', 'unreachable']), uses: z.array(z.strictObject({ slot: deviceSlotView, address })).max(32) }),
})

export const deviceEventView = z.strictObject({
  /** Absent while it is not on disk yet: a moment after it happened. */
  id: z.exactOptional(z.int()),
  device: z.string(),
  kind: z.enum(['state', 'faultBegan', 'faultEnded', 'tested', 'set']),
  code: z.string(),
  at: z.int(),
  until: z.int(),
  times: z.int().positive(),
})
export type DeviceEventView = z.infer<typeof deviceEventView>

/** What happened to the devices in the last fourteen days, newest first, of one or of all. */
export const deviceLog = query('device-log', {
  who: 'sell',
  input: z.strictObject({ device: z.exactOptional(z.string().max(64)), faultsOnly: z.exactOptional(z.boolean()), before: z.exactOptional(z.int()), limit: z.int().min(1).max(200) }),
  output: z.strictObject({
    events: z.array(deviceEventView).max(400),
    /** The newest of each device, whatever was asked for. */
    latest: z.array(deviceEventView).max(64),
    /** There are older ones. */
    more: z.boolean(),
  }),
})
/** Broadcast on the topic `device-log`: there is something new in it. */
export const deviceLogView = z.strictObject({})

/**
 * Prints a page that shows widths, letters, codes and the cut; without `printer` the way of every receipt, which may end at
 * the second printer. The same request again prints nothing and tells what became of it. Of a register that is nobody's yet
 * anybody may ask, in the `language` of the page they sit at; absent, it is the register's own.
 */
export const testPage = command('test-page', { who: 'sell', input: z.strictObject({ printer: z.exactOptional(z.literal('second')), language: z.exactOptional(z.enum(['en', 'zh-CN'])) }), output: z.strictObject({ print: effectView }) })

const secondPages = 'test:second:'

/** What a test page is called among the effects: its own kind of name, so that a request can never be taken for the id of a sale. */
export function testPageName(request: string, printer?: 'second'): string {
  return `${printer === 'second' ? secondPages : 'test:'}${request}`
}

/** Whether that is a page for the second printer and for no other. */
export function isSecondPage(name: string): boolean {
  return name.startsWith(secondPages)
}

/**
 * The next scan of the till's own scanner is told here and rung up nowhere; without one in the time it takes to pull a
 * trigger, none is. `listen: false` gives up at once: whoever left the screen means the next scan for the basket.
 */
export const testScan = command('test-scan', {
  who: 'sell',
  input: z.strictObject({ listen: z.boolean() }),
  output: z.strictObject({ scan: z.exactOptional(z.strictObject({ barcode: z.string().max(256), symbology: z.exactOptional(z.string().max(64)) })) }),
})

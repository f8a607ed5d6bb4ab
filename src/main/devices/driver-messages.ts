import { z } from 'zod'
import { deviceView, labelDocumentView, labelDpiView, labelSizeView, mostCopies, receiptDocumentView } from '../../contracts/ipc/index.ts'
import { type Effect } from '../../db/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { type ProfileName, profiles } from '../../drivers/printer/index.ts'
import { symbologies } from '../../drivers/scanner/index.ts'
import { scaleProtocols, type ScaleProtocolName } from '../../drivers/scale/index.ts'
import { type WiredConfig } from './config.ts'
import { displayed, displayMessage } from './display-messages.ts'
import { foundSaid, probeSaid, probeTarget } from './find-messages.ts'
import { labelLanguages } from './label-config.ts'
import { paymentMark, paymentSaid, paymentWork, payProgress } from './payment-messages.ts'
import { scaleAsk, scaleReading, scaleSaid, scaleWork } from './scale-messages.ts'
import { logEvents } from '../log.ts'

/**
 * What goes between the register and the process that drives its devices. Checked on both sides: a compiled part that
 * wrote over memory must not reach the core's records as a well-meant message.
 */
const id = z.int().nonnegative()
const word = z.string().max(200)
const code = z.string().min(1).max(64)
/** As long as a driver lets one be. */
const longestScan = 8_192
const deviceViews = z.array(deviceView).max(32)

const effectState = z.enum(['waiting', 'working', 'printed', 'processed', 'sentOnly', 'kicked', 'unconfirmed', 'failed'])
const pin = z.union([z.literal(0), z.literal(1)])
const effect = z.strictObject({
  id,
  saleId: word,
  work: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('kick'), pin }), z.strictObject({ kind: z.literal('print'), document: receiptDocumentView }), z.strictObject({ kind: z.literal('label'), document: labelDocumentView, copies: z.int().min(1).max(mostCopies) })]),
  state: effectState,
  attempts: id,
  fault: z.exactOptional(code),
})

const shared = {
  profile: z.enum(Object.keys(profiles) as [ProfileName, ...ProfileName[]]),
  drawer: z.exactOptional(z.enum(['high', 'low'])),
  shared: z.exactOptional(z.literal(true)),
  simulated: z.exactOptional(z.literal(true)),
}
const usbAddress = z.strictObject({ vendorId: z.int().min(0).max(0xffff), productId: z.int().min(0).max(0xffff), serial: z.exactOptional(word) })
const path = z.string().min(1).max(4096)
const tcpTarget = { transport: z.literal('tcp'), host: z.string().max(255), port: z.int().min(1).max(65_535) }
const serialLine = {
  transport: z.literal('serial'),
  at: z.union([z.strictObject({ path }), z.strictObject({ usb: usbAddress })]),
  settings: z.strictObject({
    baud: z.int().positive(),
    dataBits: z.union([z.literal(7), z.literal(8)]),
    parity: z.enum(['none', 'even', 'odd']),
    stopBits: z.union([z.literal(1), z.literal(2)]),
    flow: z.enum(['none', 'rtscts', 'xonxoff']),
  }),
}
function atAnAddress<Shape extends z.ZodRawShape>(more: Shape) {
  return z.discriminatedUnion('transport', [
    z.strictObject({ ...tcpTarget, ...more }),
    z.strictObject({ transport: z.literal('file'), path, ...more }),
    z.strictObject({ ...serialLine, ...more }),
    z.strictObject({ transport: z.literal('usb'), at: usbAddress, ...more }),
    z.strictObject({ transport: z.literal('winspool'), queue: word.max(220), ...more }),
  ])
}
const wiredPrinter = atAnAddress(shared)
const wiredLabelPrinter = atAnAddress({ language: z.enum(labelLanguages), size: labelSizeView, dpi: labelDpiView, gap: z.int().min(0).max(10), simulated: z.exactOptional(z.literal(true)) })
const bytes = z.array(z.int().min(0).max(255)).max(16)
const read = { encodings: z.array(z.enum(['utf-8', 'gb18030'])).min(1).max(2) }
const framed = {
  ...read,
  frame: z.strictObject({ prefix: bytes, suffix: z.union([z.enum(['any', 'silence']), bytes]) }),
  beeps: z.exactOptional(z.strictObject({ good: bytes, bad: bytes })),
}
const wiredScanner = z.discriminatedUnion('transport', [
  z.strictObject({ ...tcpTarget, ...framed }),
  z.strictObject({ ...serialLine, ...framed }),
  z.strictObject({ transport: z.literal('hid'), which: z.exactOptional(usbAddress), ...read }),
])
const weighing = {
  protocol: z.enum(Object.keys(scaleProtocols) as [ScaleProtocolName, ...ScaleProtocolName[]]),
  division: z.exactOptional(z.int().positive()),
  minimum: z.exactOptional(id),
  simulated: z.exactOptional(z.literal(true)),
}
const wiredScale = z.discriminatedUnion('transport', [z.strictObject({ ...tcpTarget, ...weighing }), z.strictObject({ ...serialLine, ...weighing })])
const wiredTerminal = z.strictObject({
  protocol: z.literal('zvt'),
  host: z.string().max(255),
  port: z.int().min(1).max(65_535),
  password: z.string().regex(/^\d{6}$/),
  currency: z.enum(Object.keys(currencies) as [CurrencyCode, ...CurrencyCode[]]),
  simulated: z.exactOptional(z.literal(true)),
})
const wiredDisplay = z.discriminatedUnion('transport', [z.strictObject({ ...tcpTarget, ...displayed }), z.strictObject({ ...serialLine, ...displayed })])
const wiredConfig = z.strictObject({
  printer: z.exactOptional(wiredPrinter),
  secondPrinter: z.exactOptional(wiredPrinter),
  fonts: z.exactOptional(path),
  scanner: z.exactOptional(wiredScanner),
  scale: z.exactOptional(wiredScale),
  labelPrinter: z.exactOptional(wiredLabelPrinter),
  terminal: z.exactOptional(wiredTerminal),
  display: z.exactOptional(wiredDisplay),
})
/** What was read, and what the gun said of it; without its bytes, which only the driver had a use for. */
const scan = z.strictObject({ barcode: z.string().min(1).max(longestScan), symbology: z.exactOptional(z.enum(symbologies)), aim: z.exactOptional(z.string().max(3)), source: z.exactOptional(z.enum(['hid', 'serial'])) })

const selfTestReport = z.strictObject({
  busy: z.exactOptional(z.literal(true)),
  steps: z.array(z.strictObject({ step: z.enum(['open', 'status', 'identity', 'position']), result: z.enum(['passed', 'failed', 'unknown']), fault: z.exactOptional(code) })).max(16),
  identity: z.exactOptional(z.strictObject({ make: z.exactOptional(word), model: z.exactOptional(word), serial: z.exactOptional(word), firmware: z.exactOptional(word) })),
})

export const toDrivers = z.discriminatedUnion('kind', [
  /** First, and once. */
  z.strictObject({ kind: z.literal('host'), config: wiredConfig }),
  z.strictObject({ kind: z.literal('wake') }),
  /** To a question of the same id; `effects` where those were asked for. Not ok: the core did not take it. */
  z.strictObject({ kind: z.literal('answer'), id, ok: z.boolean(), effects: z.exactOptional(z.array(effect).max(64)) }),
  z.strictObject({ kind: z.literal('selfTest'), id, device: word }),
  /** What the person at the scanner is to hear of the last scan. */
  z.strictObject({ kind: z.literal('beep'), beep: z.enum(['good', 'bad']) }),
  z.strictObject({ kind: z.literal('scale'), id, work: scaleWork, asked: scaleAsk }),
  /** Whether anybody looks at the weight: only then does it cross. */
  z.strictObject({ kind: z.literal('watchScale'), on: z.boolean() }),
  /** Answered by `reconfigured` of the same id when the new ones are begun with. */
  z.strictObject({ kind: z.literal('reconfigure'), id, config: wiredConfig }),
  z.strictObject({ kind: z.literal('find'), id }),
  z.strictObject({ kind: z.literal('probe'), id, target: probeTarget }),
  z.strictObject({ kind: z.literal('pay'), id, work: paymentWork }),
  /** To its `payMark`: what it had done last is on disk, or could not be put there. */
  z.strictObject({ kind: z.literal('payMarked'), id, ok: z.boolean() }),
  z.strictObject({ kind: z.literal('payAbort'), attempt: z.string().min(1).max(64) }),
  /** What the customer is to read. Nothing answers: the newest is the only one that counts. */
  z.strictObject({ kind: z.literal('display'), message: displayMessage }),
  z.strictObject({ kind: z.literal('ping') }),
  z.strictObject({ kind: z.literal('close') }),
])
export type ToDrivers = z.infer<typeof toDrivers>

export const fromDrivers = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready'), devices: deviceViews }),
  z.strictObject({ kind: z.literal('change'), devices: deviceViews }),
  z.strictObject({ kind: z.literal('effectsToDo'), id, limit: z.int().min(1).max(64) }),
  z.strictObject({ kind: z.literal('effectStarted'), id, effect: id }),
  z.strictObject({ kind: z.literal('effectFinished'), id, effect: id, state: effectState, fault: z.exactOptional(code), standIn: z.exactOptional(code) }),
  /** Told once and never again: with the process ends what it had read and not told. */
  z.strictObject({ kind: z.literal('scan'), scan }),
  /** For the screen. What is sold comes as `scaleSaid`, to the question it answers. */
  z.strictObject({ kind: z.literal('weight'), reading: scaleReading }),
  z.strictObject({ kind: z.literal('scaleSaid'), id, said: scaleSaid }),
  z.strictObject({ kind: z.literal('payProgress'), id, progress: payProgress }),
  /** Before money is asked for. It waits for the answer. */
  z.strictObject({ kind: z.literal('payMark'), id, mark: paymentMark }),
  z.strictObject({ kind: z.literal('paySaid'), id, said: paymentSaid }),
  z.strictObject({ kind: z.literal('report'), id, report: z.exactOptional(selfTestReport) }),
  z.strictObject({ kind: z.literal('reconfigured'), id }),
  z.strictObject({ kind: z.literal('found'), id, said: foundSaid }),
  z.strictObject({ kind: z.literal('probed'), id, said: probeSaid }),
  z.strictObject({ kind: z.literal('log'), line: z.strictObject({ level: z.enum(['info', 'error']), event: z.enum(logEvents), detail: z.exactOptional(z.string().max(2_000)) }) }),
  z.strictObject({ kind: z.literal('pong') }),
  z.strictObject({ kind: z.literal('closed') }),
])
export type FromDrivers = z.infer<typeof fromDrivers>

/** Characters of one message. The longest receipt anybody has shown us is a hundredth of it. */
export const longestMessage = 4 << 20

/** Undefined: too long, no JSON, or nothing we know. */
export function readMessage<T>(schema: z.ZodType<T>, message: unknown): T | undefined {
  if (typeof message !== 'string' || message.length > longestMessage) return undefined
  try {
    const read = schema.safeParse(JSON.parse(message))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

export const hostMessage = (config: WiredConfig): string => JSON.stringify({ kind: 'host', config })

/** As many of them, from the first, as one message holds; at least one, which may then be too long for it. */
export function thatFit(effects: readonly Effect[]): readonly Effect[] {
  let room = longestMessage - 1_000
  const fitting = effects.filter((one) => (room -= JSON.stringify(one).length + 1) >= 0)
  return fitting.length > 0 ? fitting : effects.slice(0, 1)
}

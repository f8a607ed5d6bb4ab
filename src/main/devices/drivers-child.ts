/** Entry point of the process that drives the devices: compiled parts, sockets and cables, and no record of its own. */
import { type Effect } from '../../db/index.ts'
import { type SelfTestReport, systemTimer } from '../../drivers/device/index.ts'
import { type WiredConfig } from './config.ts'
import { driversSide } from './drivers-port.ts'
import { type FromDrivers, readMessage, toDrivers } from './driver-messages.ts'
import { foundNothing } from './find-messages.ts'
import { type PaymentWork } from './payment-messages.ts'
import { type ScaleAsk, type ScaleWork } from './scale-messages.ts'
import { type EffectsSource } from './effects-source.ts'
import { type Drivers, hostDrivers } from './host-drivers.ts'

type Question = Extract<FromDrivers, { kind: 'effectsToDo' | 'effectStarted' | 'effectFinished' }>
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

const port = driversSide(process)
const post = (message: FromDrivers): void => port.post(JSON.stringify(message))
const pending = new Map<number, { resolve(effects: readonly Effect[]): void; reject(error: Error): void }>()
let nextId = 1
let drivers: Promise<Drivers> | undefined

/** A terminal's Ctrl+C reaches every process of the group; this one ends when its parent says so, with the paper whole. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)

function ask(question: WithoutId<Question>): Promise<readonly Effect[]> {
  const id = nextId++
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject })
    post({ ...question, id })
  })
}

const source: EffectsSource = {
  effectsToDo: (limit) => ask({ kind: 'effectsToDo', limit }),
  effectStarted: (effect) => ask({ kind: 'effectStarted', effect }).then(() => undefined),
  effectFinished: (effect, state, fault, standIn) => ask({ kind: 'effectFinished', effect, state, ...(fault !== undefined && { fault }), ...(standIn !== undefined && { standIn }) }).then(() => undefined),
}

async function host(config: WiredConfig): Promise<Drivers> {
  const hosted = await hostDrivers({ config, source, timer: systemTimer, log: (line) => post({ kind: 'log', line: { ...line, ...(line.detail !== undefined && { detail: line.detail.slice(0, 2_000) }) } }) })
  hosted.onScan(({ barcode, symbology, aim, source }) =>
    post({ kind: 'scan', scan: { barcode, ...(symbology && { symbology }), ...(aim !== undefined && { aim }), ...((source === 'hid' || source === 'serial') && { source }) } }),
  )
  hosted.onWeight((reading) => post({ kind: 'weight', reading }))
  hosted.onChange((devices) => post({ kind: 'change', devices: [...devices] }))
  post({ kind: 'ready', devices: [...hosted.view()] })
  return hosted
}

async function selfTest(id: number, device: string): Promise<void> {
  const report: SelfTestReport | undefined = await (await drivers)?.selfTest(device)
  post({ kind: 'report', id, ...(report && { report: { ...report, steps: [...report.steps] } }) })
}

async function askScale(id: number, work: ScaleWork, asked: ScaleAsk): Promise<void> {
  post({ kind: 'scaleSaid', id, said: (await (await drivers)?.scale(work, asked)) ?? { fault: 'unconfigured' } })
}

async function reconfigure(id: number, config: WiredConfig): Promise<void> {
  await (await drivers)?.reconfigure(config)
  post({ kind: 'reconfigured', id })
}

async function find(id: number): Promise<void> {
  const said = await (await drivers)?.find()
  post({ kind: 'found', id, said: said ?? foundNothing('driver-stopped') })
}

async function probe(id: number, target: { readonly host: string; readonly port: number }): Promise<void> {
  post({ kind: 'probed', id, said: (await (await drivers)?.probe(target)) ?? 'unknown' })
}

/** Marks that are on their way to the disk: no money is asked for before the answer. */
const marks = new Map<number, (ok: boolean) => void>()

async function pay(id: number, work: PaymentWork): Promise<void> {
  const onMark = (mark: string): Promise<void> =>
    new Promise((resolve, reject) => {
      marks.set(id, (ok) => (ok ? resolve() : reject(new Error('the register could not keep it'))))
      post({ kind: 'payMark', id, mark })
    })
  const said = await (await drivers)?.pay(work, { onProgress: (progress) => post({ kind: 'payProgress', id, progress }), onMark })
  post({ kind: 'paySaid', id, said: said ?? { fault: 'unconfigured' } })
}

async function close(): Promise<void> {
  await (await drivers)?.close()
  // The parent ends us when it has heard this: ending by ourselves might cut it off.
  post({ kind: 'closed' })
}

port.onMessage((text) => {
  const message = readMessage(toDrivers, text)
  // Nothing we understand comes from a parent we could go on with.
  if (message === undefined) throw new Error('a message from the register that is none')
  switch (message.kind) {
    case 'host':
      drivers ??= host(message.config)
      return
    case 'wake':
      void drivers?.then((hosted) => hosted.wake())
      return
    case 'answer': {
      const asked = pending.get(message.id)
      pending.delete(message.id)
      if (message.ok) asked?.resolve((message.effects ?? []) as readonly Effect[])
      else asked?.reject(new Error('the core did not take it'))
      return
    }
    case 'selfTest':
      void selfTest(message.id, message.device)
      return
    case 'beep':
      void drivers?.then((hosted) => hosted.beep(message.beep))
      return
    case 'scale':
      void askScale(message.id, message.work, message.asked)
      return
    case 'watchScale':
      void drivers?.then((hosted) => hosted.watchScale(message.on))
      return
    case 'reconfigure':
      void reconfigure(message.id, message.config)
      return
    case 'find':
      void find(message.id)
      return
    case 'probe':
      void probe(message.id, message.target)
      return
    case 'pay':
      void pay(message.id, message.work)
      return
    case 'payMarked':
      marks.get(message.id)?.(message.ok)
      marks.delete(message.id)
      return
    case 'payAbort':
      void drivers?.then((hosted) => hosted.abortPayment(message.attempt))
      return
    case 'display':
      void drivers?.then((hosted) => hosted.showCustomer(message.message))
      return
    case 'ping':
      post({ kind: 'pong' })
      return
    case 'close':
      void close()
  }
})

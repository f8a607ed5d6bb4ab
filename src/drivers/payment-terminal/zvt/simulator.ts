import { createServer, type Socket } from 'node:net'
import { type Timer } from '../../device/timer.ts'
import { listenLocally, localHost } from '../../transports/index.ts'
import { type Apdu, apdu, apduReader, encodeApdu } from './apdu.ts'
import { bcdDigits, toBcd } from './bcd.ts'
import { readFields } from './fields.ts'

/**
 * What happens to the next payment. `silent`: the terminal decides and never says so, the line stays. `cut`: the power goes
 * after it decided and before it said so. `lostAnswer`: its answer is not acknowledged in time, and it takes the money back.
 */
export type ZvtScenario =
  | { readonly decides: 'approve' | 'decline' | 'cancel'; readonly tells?: 'all' | 'silent' | 'cut' }
  | { readonly decides: 'lostAnswer' }
  | { readonly decides: 'otherAmount' }

export interface ZvtTransaction {
  readonly trace: number
  readonly amount: number
  readonly result: number
  /** Of a reversal. */
  readonly original?: number
  /** Money went to the card. */
  readonly refund?: true
}

export interface ZvtSimulator {
  readonly host: string
  readonly port: number
  /** Everything it did, oldest first: the acquirer's truth. */
  readonly transactions: ZvtTransaction[]
  /** Commands heard, as "0601". */
  readonly heard: string[]
  /** Holds for each payment until the next call. */
  play(scenario: ZvtScenario | ((amount: number) => ZvtScenario)): void
  /** The customer is not there yet: nothing is decided until release(). */
  hold(): void
  release(): void
  /** From the next payment's command on, the line is cut when so many bytes have been said. */
  cutAfter(bytes: number | undefined): void
  /** Answers every command with 84 9C. */
  busy(on: boolean): void
  /** What the customers' accounts have lost by now, in minor units. */
  charged(): number
  close(): Promise<void>
}

export interface ZvtSimulatorOptions {
  readonly timer: Timer
  /** Four digits of ISO 4217. */
  readonly currency: string
  readonly password?: string
  readonly port?: number
  /** Between the steps of a payment, so that a person can read them. */
  readonly stepMs?: number
}

const terminalId = '68001234'
/** The card of every customer here. A real terminal masks it; this one, in case we must not rely on that, does not. */
export const simulatedCard = '4929123456781234'
const acknowledgement = encodeApdu(apdu(0x80, 0x00))
const acknowledgeMs = 5_000

/** A ZVT terminal made of software, written from the specification: strict about what it is sent, honest about what it did. */
export async function startZvtSimulator({ timer, currency, password = '000000', port = 0, stepMs = 0 }: ZvtSimulatorOptions): Promise<ZvtSimulator> {
  const transactions: ZvtTransaction[] = []
  const heard: string[] = []
  let play: (amount: number) => ZvtScenario = () => ({ decides: 'approve' })
  let held: (() => void) | undefined
  let gate: Promise<void> = Promise.resolve()
  let cut: number | undefined
  let isBusy = false
  let underWay = false
  const sockets = new Set<Socket>()

  const charged = (): number => transactions.reduce((sum, { amount, result, original, refund }) => (result === 0 ? sum + ((original === undefined) === (refund === undefined) ? amount : -amount) : sum), 0)
  const trace = (): number => (transactions.at(-1)?.trace ?? 76) + 1
  function status({ trace: number, amount, result, original }: ZvtTransaction): Apdu {
    return apdu(0x04, 0x0f, [
      0x27, result, 0x04, ...toBcd(amount, 6), 0x0b, ...toBcd(number, 3), ...(original === undefined ? [] : [0x37, ...toBcd(original, 3)]),
      0x87, ...toBcd(number % 10_000, 2), 0x29, ...toBcd(terminalId, 4), 0x49, ...toBcd(currency, 2),
      0x22, 0xf0, 0xf8, ...toBcd(simulatedCard, 8), 0x8a, 10, 0x8b, 0xf0, 0xf5, ...Buffer.from('VISA\0', 'latin1'),
    ])
  }

  function serve(socket: Socket): void {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let acknowledged: ((came: boolean) => void) | undefined
    let letGo = false
    let said = 0
    let counting = false

    function write(bytes: Uint8Array): void {
      if (socket.destroyed) return
      const room = counting && cut !== undefined ? Math.max(0, cut - said) : bytes.length
      said += bytes.length
      if (room > 0) socket.write(bytes.subarray(0, room))
      if (room < bytes.length) socket.end()
    }
    /** True when it was acknowledged. */
    function tell(frame: Apdu): Promise<boolean> {
      return new Promise((resolve) => {
        let cancel: () => void = () => undefined
        const done = (came: boolean): void => {
          cancel()
          socket.off('close', gone)
          acknowledged = undefined
          resolve(came)
        }
        const gone = (): void => done(false)
        socket.once('close', gone)
        cancel = timer.after(acknowledgeMs, gone)
        acknowledged = done
        write(encodeApdu(frame))
        if (socket.destroyed || socket.writableEnded) gone()
      })
    }
    const step = (): Promise<void> => (stepMs === 0 ? Promise.resolve() : new Promise((resolve) => timer.after(stepMs, resolve)))

    async function pay(amount: number, original?: number, refund?: true): Promise<void> {
      underWay = true
      try {
        const scenario = play(amount)
        if (original === undefined) {
          await tell(apdu(0x04, 0xff, [0x0a]))
          await step()
          await gate
          if (letGo) return void (await tell(apdu(0x06, 0x1e, [0x6c])))
          await tell(apdu(0x04, 0xff, [0x04]))
          await step()
        }
        await decide(scenario, amount, { ...(original === undefined ? {} : { original }), ...(refund && { refund }) })
      } finally {
        underWay = false
      }
    }

    async function decide(scenario: ZvtScenario, amount: number, kind: Pick<ZvtTransaction, 'original' | 'refund'>): Promise<void> {
      const result = scenario.decides === 'decline' ? 0x05 : scenario.decides === 'cancel' ? 0x6c : 0
      if (scenario.decides === 'cancel') {
        if (scenario.tells === 'cut') return void socket.destroy()
        if (scenario.tells !== 'silent') await tell(apdu(0x06, 0x1e, [0x6c]))
        return
      }
      const done = { trace: trace(), amount: scenario.decides === 'otherAmount' ? amount - 1 : amount, result, ...kind }
      transactions.push(done)
      if ('tells' in scenario && scenario.tells === 'silent') return
      if ('tells' in scenario && scenario.tells === 'cut') return void socket.destroy()
      const came = scenario.decides !== 'lostAnswer' && (await tell(status(done)))
      if (!came) {
        // As the specification has it: a result nobody acknowledged is taken back.
        if (result === 0 && kind.original === undefined) transactions.push({ ...kind, trace: trace(), amount: done.amount, result: 0, original: done.trace })
        socket.destroy()
        return
      }
      for (const text of ['CARD PAYMENT', `${simulatedCard.slice(0, 6)}######${simulatedCard.slice(-4)}`, result === 0 ? 'APPROVED' : 'DECLINED']) await tell(apdu(0x06, 0xd1, [0, ...Buffer.from(text, 'latin1')]))
      await tell(result === 0 ? apdu(0x06, 0x0f) : apdu(0x06, 0x1e, [result]))
    }

    async function obey(frame: Apdu): Promise<void> {
      const name = Buffer.from([frame.class, frame.instruction]).toString('hex')
      heard.push(name)
      if (name === '06b0') {
        letGo = true
        write(acknowledgement)
        held?.()
        return
      }
      if (isBusy || underWay) return write(encodeApdu(apdu(0x84, 0x9c)))
      if (['0600', '0630', '0631', '0650', '0620', '0501'].includes(name) && bcdDigits(frame.data.slice(0, 3)) !== password) return write(encodeApdu(apdu(0x84, 0x83)))
      counting ||= name === '0601' || name === '0630' || name === '0631'
      write(acknowledgement)
      if (name === '0600') await tell(apdu(0x06, 0x0f, [0x19, 0x00, 0x29, ...toBcd(terminalId, 4), 0x49, ...toBcd(currency, 2)]))
      else if (name === '0501') await tell(apdu(0x06, 0x0f, [0x00]))
      else if (name === '0620') await repeat()
      else if (name === '0601') {
        const amount = amountIn(frame.data)
        letGo = false
        if (amount === undefined) await tell(apdu(0x06, 0x1e, [0x9a]))
        else await pay(amount)
      } else if (name === '0631') {
        const amount = amountIn(frame.data.slice(3))
        letGo = false
        if (amount === undefined) await tell(apdu(0x06, 0x1e, [0x9a]))
        else await pay(amount, undefined, true)
      } else if (name === '0630') await takeBack(frame.data.slice(3))
      else if (name === '0650') await closeDay()
      else await tell(apdu(0x06, 0x1e, [0x83]))
    }

    async function repeat(): Promise<void> {
      const last = transactions.at(-1)
      if (last === undefined) return void (await tell(apdu(0x06, 0x1e, [0x83])))
      await tell(status(last))
      await tell(apdu(0x06, 0x0f))
    }
    async function takeBack(data: Uint8Array): Promise<void> {
      const wanted = readFields(data).fields.find(({ tag }) => tag === 0x87)
      const receipt = Number((wanted && bcdDigits(wanted.data)) ?? -1)
      const found = transactions.find((one) => one.trace % 10_000 === receipt && one.original === undefined && one.result === 0)
      if (found === undefined || transactions.some(({ original, result }) => original === found.trace && result === 0)) return void (await tell(apdu(0x06, 0x1e, [0xb5])))
      await pay(found.amount, found.trace)
    }
    async function closeDay(): Promise<void> {
      const total = charged()
      await tell(apdu(0x04, 0x0f, [0x27, 0x00, 0x04, ...toBcd(Math.max(0, total), 6), 0x29, ...toBcd(terminalId, 4)]))
      for (const text of ['END OF DAY', `TOTAL ${total}`]) await tell(apdu(0x06, 0xd1, [0, ...Buffer.from(text, 'latin1')]))
      await tell(apdu(0x06, 0x0f))
    }

    const reader = apduReader((frame) => {
      if (frame.class === 0x80 || frame.class === 0x84) acknowledged?.(frame.class === 0x80)
      else void obey(frame)
    })
    socket.on('data', (bytes) => reader.push(bytes))
  }

  const server = createServer({ noDelay: true }, serve)
  const bound = await listenLocally(server, port)
  return {
    host: localHost,
    port: bound,
    transactions,
    heard,
    play: (scenario) => (play = typeof scenario === 'function' ? scenario : () => scenario),
    hold() {
      gate = new Promise((resolve) => (held = resolve))
    },
    release: () => {
      held?.()
      held = undefined
    },
    cutAfter: (bytes) => (cut = bytes),
    busy: (on) => (isBusy = on),
    charged,
    async close() {
      held?.()
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function amountIn(data: Uint8Array): number | undefined {
  const { fields, whole } = readFields(data)
  const amount = fields.find(({ tag }) => tag === 0x04)
  const digits = amount && bcdDigits(amount.data)
  return whole && digits !== undefined && Number(digits) > 0 ? Number(digits) : undefined
}

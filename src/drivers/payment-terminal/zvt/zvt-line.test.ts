import { expect, test } from 'vitest'
import { createListeners, manualTimer, type ManualTimer } from '../../device/index.ts'
import { type Transport } from '../../transports/index.ts'
import { apdu, encodeApdu } from './apdu.ts'
import { authorisation } from './commands.ts'
import { acknowledgeMs, customerMs, letGoMs, zvtLine, type ZvtTalk } from './zvt-line.ts'

interface Talking {
  readonly talk: Promise<ZvtTalk>
  readonly timer: ManualTimer
  readonly sent: string[]
  /** Each wait that was begun, in order: one that is begun anew is another. */
  readonly waits: number[]
  says(...frame: readonly [number, number, ...number[]]): void
  askToEnd(): void
}

/** In the middle of a payment: the command is acknowledged. */
async function underWay(): Promise<Talking> {
  const bytes = createListeners<Uint8Array>()
  const sent: string[] = []
  const timer = manualTimer()
  const waits: number[] = []
  const transport: Transport = {
    address: 'here',
    canRead: true,
    open: () => Promise.resolve(),
    write: (said) => Promise.resolve(void sent.push(Buffer.from(said.subarray(0, 2)).toString('hex'))),
    onBytes: (listener) => bytes.add(listener),
    onLost: () => () => undefined,
    close: () => Promise.resolve(),
  }
  const line = zvtLine(transport, { after: (ms, run) => (waits.push(ms), timer.after(ms, run)) })
  await line.open(new AbortController().signal)
  let askToEnd: () => void = () => undefined
  const talk = line.talk(authorisation(1450, '0978'), { patienceMs: customerMs, onUnderWay: (ask) => (askToEnd = ask) })
  const says: Talking['says'] = (kind, instruction, ...data) => bytes.tell(encodeApdu(apdu(kind, instruction, data)))
  says(0x80, 0x00)
  return { talk, timer, sent, waits, says, askToEnd: () => askToEnd() }
}

test('[ZVT-15] asked to end it, the line waits twenty seconds for a word, and an acknowledgement is none', async () => {
  const at = await underWay()
  at.askToEnd()
  expect(at.sent).toEqual(['0601', '06b0'])
  at.says(0x80, 0x00)
  // Again, for a cashier who sees nothing happen: it is asked again, and is waited for no longer.
  at.askToEnd()
  at.says(0x80, 0x00)
  expect(at.sent).toEqual(['0601', '06b0', '06b0'])
  expect(at.waits).toEqual([acknowledgeMs, customerMs, letGoMs])
  expect([at.timer.fire(customerMs), at.timer.fire(letGoMs)]).toEqual([0, 1])
  expect((await at.talk).end).toEqual({ kind: 'silent' })
})

test('[ZVT-15] what it says of the payment itself is a sign of life, before and behind such a request', async () => {
  const at = await underWay()
  at.says(0x04, 0xff, 0x0a)
  at.askToEnd()
  at.says(0x04, 0xff, 0x04)
  at.says(0x06, 0x1e, 0x6c)
  expect((await at.talk).end).toEqual({ kind: 'aborted', result: 0x6c })
})

test('[ZVT-15] a terminal that refuses to end it has said that the payment goes on, and is waited for as before', async () => {
  const at = await underWay()
  at.askToEnd()
  at.says(0x84, 0x9c)
  expect([at.timer.fire(letGoMs), at.timer.fire(customerMs)]).toEqual([0, 1])
  expect((await at.talk).end).toEqual({ kind: 'silent' })
})

import { createServer, type Socket } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualTimer, systemTimer } from '../../device/index.ts'
import { tcpTransport } from '../../transports/index.ts'
import { type PayOutcome } from '../../../domain/tender/index.ts'
import { simulatedCard, type ZvtScenario } from './simulator.ts'
import { acknowledgeMs, customerMs, letGoMs } from './zvt-line.ts'
import { counter, sale, type Counter } from './zvt.fixture.ts'
import { zvtTerminal } from './zvt-terminal.ts'

let here: Counter
beforeEach(async () => {
  here = await counter()
})
afterEach(() => here.close())

const word = ({ status, ...more }: PayOutcome): string => ('reason' in more ? `${status} ${more.reason}` : status)

describe('a payment over ZVT', () => {
  test('[ZVT-6] is registered, marked and asked for, in this order, and approved with where to find it', async () => {
    expect(await here.pay()).toEqual({ status: 'approved', reference: { attemptId: 'attempt-1', terminalId: '68001234', trace: '000077', receiptNo: '0077', cardType: 'VISA', lastFour: '1234' } })
    expect(here.simulator.heard).toEqual(['0600', '0620', '0601'])
    expect(here.simulator.charged()).toBe(1450)
    expect(here.progress.map(({ phase }) => phase)).toEqual(['connecting', 'waiting', 'presentCard', 'authorising'])
    expect(here.terminal.state()).toEqual({ health: 'ready', faults: [] })
  })

  test.each<readonly [ZvtScenario, string, number]>([
    [{ decides: 'decline' }, 'declined declined', 0],
    [{ decides: 'cancel' }, 'cancelled abortedThere', 0],
    [{ decides: 'otherAmount' }, 'unknown otherAmount', 1449],
  ])('[ZVT-6] %j is told as %s', async (scenario, expected, charged) => {
    here.simulator.play(scenario)
    expect([word(await here.pay()), here.simulator.charged()]).toEqual([expected, charged])
  })

  test.each<readonly [ZvtScenario, string, string]>([
    [{ decides: 'approve', tells: 'silent' }, 'unknown noAnswer', 'approved'],
    [{ decides: 'decline', tells: 'silent' }, 'unknown noAnswer', 'declined declined'],
    [{ decides: 'cancel', tells: 'silent' }, 'unknown noAnswer', 'declined noRecord'],
    [{ decides: 'approve', tells: 'cut' }, 'unknown lineLost', 'approved'],
    [{ decides: 'decline', tells: 'cut' }, 'unknown lineLost', 'declined declined'],
    [{ decides: 'lostAnswer' }, 'unknown lineLost', 'declined takenBack'],
  ])('[ZVT-7] %j is unknown (%s), and asked afterwards by a till that knows nothing more it is %s', async (scenario, first, then) => {
    // Another customer's payment of the same amount was the last one before: it must not be taken for this one.
    await here.pay({ ...sale, attemptId: 'before' })
    here.simulator.play(scenario)
    const paying = here.pay()
    if ('tells' in scenario && scenario.tells === 'silent') {
      await here.timer.waiting(customerMs)
      await until(() => here.simulator.transactions.length > (scenario.decides === 'cancel' ? 0 : 1))
      // Whatever is still on its way is heard first.
      await until(() => here.progress.at(-1)?.phase === 'authorising')
      here.timer.fire(customerMs)
    }
    expect(word(await paying)).toBe(first)
    here.restart()
    const charged = here.simulator.charged()
    expect(word(await here.recover())).toBe(then)
    expect(charged).toBe(then === 'approved' ? 2900 : 1450)
    expect(here.simulator.heard.filter((command) => command === '0601')).toHaveLength(2)
  })

  test.each<readonly [string, ZvtScenario]>([['approved', { decides: 'approve' }], ['declined', { decides: 'decline' }], ['cancelled', { decides: 'cancel' }]])('[ZVT-8] cut at every byte of what the terminal says of a payment that is %s, it is never told wrongly, and recovery finds the truth', async (name, scenario) => {
    here.simulator.play(scenario)
    const told = new Set<string>()
    for (let bytes = 0; ; bytes += 1) {
      here.simulator.cutAfter(bytes)
      const before = here.simulator.charged()
      const outcome = await here.pay()
      here.simulator.cutAfter(undefined)
      const charged = here.simulator.charged() - before
      told.add(outcome.status)
      if (outcome.status === 'approved') expect([bytes, charged]).toEqual([bytes, 1450])
      else if (outcome.status !== 'unknown') expect([bytes, charged]).toEqual([bytes, 0])
      else {
        const truth = await here.recover()
        expect([bytes, truth.status === 'approved', truth.status === 'unknown']).toEqual([bytes, charged === 1450, false])
      }
      if (outcome.status === name && outcome.status === 'approved') break
      if (bytes > 220) break
    }
    // It was cut early and late, or this found nothing out.
    expect([...told].toSorted()).toEqual([name, 'unknown'].toSorted())
  }, 60_000)

  test('[ZVT-9] nothing was asked for when there is no terminal, a wrong password, another currency, a busy one, or no disk to note it on', async () => {
    const { simulator, terminal } = here
    const wrong = await counter('123456')
    expect(word(await wrong.pay())).toBe('cancelled notPossible')
    expect(wrong.simulator.heard).not.toContain('0601')
    await wrong.close()
    expect(word(await here.pay({ ...sale, currency: 'GBP' }))).toBe('cancelled wrongCurrency')
    simulator.busy(true)
    expect(word(await here.pay())).toBe('cancelled busy')
    simulator.busy(false)
    expect(word(await terminal.begin(sale, { signal: new AbortController().signal, beforeMoney: () => Promise.reject(new Error('disk full')), onProgress: () => undefined }))).toBe('cancelled notSent')
    expect(simulator.heard).not.toContain('0601')
    await simulator.close()
    expect(word(await here.pay())).toBe('cancelled noLine')
    expect(terminal.state()).toEqual({ health: 'disconnected', faults: ['unreachable'] })
    // An attempt without a mark was never asked for, whatever the terminal did since.
    expect(word(await here.recover({ ...sale }))).toBe('cancelled notSent')
  })

  test('[ZVT-9] a terminal that takes the line and says nothing is given up after five seconds, with nothing asked for', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const timer = manualTimer()
    const mute = zvtTerminal({ id: 't', transport: tcpTransport({ host: '127.0.0.1', port: address.port }, timer), timer, password: '000000', currency: 'EUR' })
    const paying = mute.begin(sale, { signal: new AbortController().signal, beforeMoney: () => Promise.resolve(), onProgress: () => undefined })
    await timer.waiting(acknowledgeMs)
    timer.fire(acknowledgeMs)
    for (const socket of sockets) socket.destroy()
    expect(word(await paying)).toBe('cancelled noAnswer')
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })

  test('[ZVT-10] let go of before the card, it is cancelled and free; of another attempt, nothing happens', async () => {
    here.simulator.hold()
    const paying = here.pay()
    await until(() => here.progress.at(-1)?.phase === 'presentCard')
    here.terminal.abort('another')
    expect(here.simulator.heard).not.toContain('06b0')
    here.terminal.abort('attempt-1')
    expect([word(await paying), here.simulator.charged()]).toEqual(['cancelled abortedHere', 0])
  })

  test('[ZVT-15] silent after it was asked to end, it is waited for for twenty seconds more, and is then asked what it did', async () => {
    here.simulator.play({ decides: 'approve', tells: 'silent' })
    const paying = here.pay()
    await until(() => here.simulator.transactions.length === 1 && here.progress.at(-1)?.phase === 'authorising')
    here.terminal.abort('attempt-1')
    await here.timer.waiting(letGoMs)
    here.timer.fire(letGoMs)
    expect(word(await paying)).toBe('unknown noAnswer')
    expect(word(await here.recover())).toBe('approved')
  })

  test('[ZVT-11] a reversal takes back exactly that payment; a second one is refused, and an unanswered one is found out', async () => {
    const paid = await here.pay()
    if (paid.status !== 'approved') throw new Error('not approved')
    const back = { ...sale, attemptId: 'back', kind: 'reversal', reference: paid.reference } as const
    here.simulator.play({ decides: 'approve', tells: 'cut' })
    expect(word(await here.pay(back))).toBe('unknown lineLost')
    expect(word(await here.recover({ ...back, mark: here.marks.at(-1) ?? '' }))).toBe('approved')
    expect(here.simulator.charged()).toBe(0)
    here.simulator.play({ decides: 'approve' })
    expect(word(await here.pay(back))).toBe('declined notPossible')
    expect(word(await here.pay({ ...back, reference: { attemptId: 'x' } }))).toBe('declined notPossible')
  })

  test('[ZVT-15] a refund gives money to a card, cut at every byte it is never told wrongly, and asked again it is found out', async () => {
    await here.pay()
    const refund = { ...sale, attemptId: 'refund', kind: 'refund', amount: 450 } as const
    expect([word(await here.pay(refund)), here.simulator.charged(), here.simulator.heard.at(-1)]).toEqual(['approved', 1000, '0631'])
    here.simulator.play({ decides: 'decline' })
    expect([word(await here.pay(refund)), here.simulator.charged()]).toEqual(['declined declined', 1000])
    here.simulator.play({ decides: 'approve' })
    for (let bytes = 0; bytes < 300; bytes += 1) {
      here.simulator.cutAfter(bytes)
      const before = here.simulator.charged()
      const outcome = await here.pay(refund)
      here.simulator.cutAfter(undefined)
      const given = before - here.simulator.charged()
      if (outcome.status === 'unknown') {
        const truth = await here.recover({ ...refund, mark: here.marks.at(-1) ?? '' })
        expect([bytes, truth.status === 'approved']).toEqual([bytes, given === 450])
      } else expect([bytes, outcome.status === 'approved']).toEqual([bytes, given === 450])
      if (outcome.status === 'approved') return
    }
    throw new Error('it was never approved')
  }, 60_000)

  test('[ZVT-12] a terminal still at work, its day closed since, or another one in its place settles nothing', async () => {
    await here.pay()
    const mark = here.marks.at(-1) ?? ''
    here.simulator.busy(true)
    expect(word(await here.recover())).toBe('unknown stillAtWork')
    here.simulator.busy(false)
    expect(word(await here.recover({ ...sale, mark: '99999999/000076/0076' }))).toBe('unknown notUnderstood')
    here.simulator.transactions.length = 0
    expect(word(await here.recover({ ...sale, mark: '68001234/000076/0076' }))).toBe('unknown notUnderstood')
    expect(mark).toBe('none/83')
    await here.simulator.close()
    expect(word(await here.recover())).toBe('unknown noLine')
  })

  test('[ZVT-13] the day is closed with its total and its slip, on which no card number stands', async () => {
    await here.pay()
    expect(await here.terminal.endOfDay(new AbortController().signal)).toEqual({ status: 'done', lines: ['END OF DAY', 'TOTAL 1450'], total: 1450 })
    here.simulator.busy(true)
    expect(await here.terminal.endOfDay(new AbortController().signal)).toEqual({ status: 'failed', reason: 'busy', lines: [] })
  })

  test('[ZVT-4] nothing the driver gives out has the number that the terminal sent in full', async () => {
    const outcome = await here.pay()
    const told = JSON.stringify([outcome, here.progress, here.marks, await here.terminal.endOfDay(new AbortController().signal)])
    expect(told).toContain('1234')
    expect(told).not.toContain(simulatedCard)
    expect(told).not.toContain(simulatedCard.slice(0, 6))
  })

  test('[ZVT-14] asked for a test it says whether it is there, and takes no money', async () => {
    const signal = new AbortController().signal
    expect(await here.terminal.selfTest(signal)).toEqual({ steps: [{ step: 'open', result: 'passed' }, { step: 'status', result: 'passed' }] })
    expect(here.simulator.heard).toEqual(['0600'])
    await here.simulator.close()
    expect(await here.terminal.selfTest(signal)).toEqual({ steps: [{ step: 'open', result: 'failed', fault: 'unreachable' }] })
  })

  test('[ZVT-5] a stranger at the other end who says anything at all gets nothing approved, and breaks nothing', async () => {
    const ends: Buffer[] = []
    let say = Buffer.alloc(0)
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => socket.end(say))
      ends.push(say)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const stranger = zvtTerminal({ id: 't', transport: tcpTransport({ host: '127.0.0.1', port: address.port }, systemTimer), timer: systemTimer, password: '000000', currency: 'EUR' })
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 64 }), async (bytes) => {
        say = Buffer.from(bytes)
        const outcome = await stranger.begin(sale, { signal: new AbortController().signal, beforeMoney: () => Promise.resolve(), onProgress: () => undefined })
        expect(outcome.status).toBe('cancelled')
      }),
      { numRuns: 60 },
    )
    expect(ends.length).toBeGreaterThan(20)
    await stranger.close()
    await new Promise((resolve) => server.close(resolve))
  })
})

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve))
}

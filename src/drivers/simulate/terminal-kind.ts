import { systemTimer } from '../device/index.ts'
import { currencyNumbers, startZvtSimulator, type ZvtScenario, type ZvtSimulator } from '../payment-terminal/index.ts'
import { counted, type Knob, plain, type SimulatedKind, WrongOption } from './kind.ts'
import { relay } from './wire.ts'

const scenarios: readonly (readonly [words: string, help: string, scenario: ZvtScenario])[] = [
  ['approve', 'every card is good', { decides: 'approve' }],
  ['decline', 'the bank says no', { decides: 'decline' }],
  ['cancel', 'the customer presses the red key', { decides: 'cancel' }],
  ['silent', 'approves, and never says so', { decides: 'approve', tells: 'silent' }],
  ['power cut', 'approves, and its power goes before it says so', { decides: 'approve', tells: 'cut' }],
  ['power cut declined', 'declines, and its power goes before it says so', { decides: 'decline', tells: 'cut' }],
  ['lose answer', 'approves, is not heard, and takes the money back', { decides: 'lostAnswer' }],
  ['other amount', 'approves another amount than was asked for', { decides: 'otherAmount' }],
]

/** A card terminal that speaks ZVT, and remembers what it really did. */
export const terminalKind: SimulatedKind = {
  summary: 'a card terminal that speaks ZVT',
  options: [
    { name: 'currency', takes: 'CODE', usual: 'EUR', help: `its money: ${Object.keys(currencyNumbers).join(', ')}` },
    { name: 'step', takes: 'MS', usual: '700', help: 'how long it takes over each step' },
  ],
  async start({ options, say }) {
    const [currency = '', step] = [options.get('currency'), Number(options.get('step'))]
    const number = Object.entries(currencyNumbers).find(([code]) => code === currency)?.[1]
    if (number === undefined) throw new WrongOption(`it has no ${currency}: ${Object.keys(currencyNumbers).join(', ')}`)
    if (!Number.isInteger(step) || step < 0 || step > 60_000) throw new WrongOption('a step is 0 to 60000 ms')
    const terminal = await startZvtSimulator({ timer: systemTimer, currency: number, stepMs: step })
    return {
      attach: (till) => relay(till, terminal.port),
      knobs: knobsOf(terminal, say),
      status: () => `${terminal.transactions.length} payments, ${terminal.charged()} charged in minor units, heard ${terminal.heard.slice(-5).join(' ') || 'nothing'}`,
      address: (where) => `npm start -- --terminal "${where.replace(/^tcp:/, 'zvt:')}?currency=${currency}"`,
      close: () => terminal.close(),
    }
  },
}

function knobsOf(terminal: ZvtSimulator, say: (line: string) => void): Knob[] {
  return [
    ...scenarios.map(([words, help, scenario]) => plain(words, `${help}: from the next payment on`, () => (terminal.play(scenario), `the next payments: ${help}`))),
    plain('hold', 'the customer is not there yet', () => (terminal.hold(), 'nothing is decided before: release')),
    plain('release', 'the customer holds the card to it', () => (terminal.release(), 'decided'), false),
    plain('busy', 'is at other work, and takes none', () => (terminal.busy(true), 'it takes no command')),
    plain('free', 'takes commands again', () => (terminal.busy(false), 'it takes commands')),
    counted('cut after', 'BYTES', 'breaks the line after so many bytes of its answer; 0 is never', (bytes) => (terminal.cutAfter(bytes === 0 ? undefined : bytes), bytes === 0 ? 'the line holds' : `the line breaks after ${bytes} bytes`)),
    plain('payments', 'what it really did', () => {
      for (const { trace, amount, result, original } of terminal.transactions) say(`trace ${trace}: ${amount}, result ${result}${original === undefined ? '' : `, takes back ${original}`}`)
      return `${terminal.charged()} charged in minor units`
    }, false),
  ]
}

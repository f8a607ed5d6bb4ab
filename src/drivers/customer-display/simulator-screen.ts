import iconv from 'iconv-lite'
import { type DisplayEncoding } from './characters.ts'
import { type DisplayLamp, displayLamps } from './port.ts'
import { type DisplayProtocolName } from './protocols.ts'
import { cd5220Commands, type Commands, dmDCommands, emptyGlass, led8nCommands, logicControlsCommands } from './simulator-commands.ts'

const commandsOf: Readonly<Record<DisplayProtocolName, Commands>> = { 'dm-d': dmDCommands, cd5220: cd5220Commands, 'logic-controls': logicControlsCommands, led8n: led8nCommands }

/** What a person in front of it reads, and what its maker's sheet has no name for. */
export interface SimulatedScreen {
  hear(byte: number): void
  /** Two rows of twenty columns; of a digit display one, with the number at its right. */
  rows(): readonly string[]
  lamp(): DisplayLamp | undefined
  /** Whatever was no command and no letter, in hexadecimal. A display would show it as rubbish. */
  readonly errors: readonly string[]
  /** For a terminal or a file: rows in a frame, a lamp beside its number. */
  text(): string
  /** Switched off and on again. */
  reset(): void
}

/** Written from the sheets and not from the driver: what that one gets wrong must not be right here. */
export function simulatedScreen(protocol: DisplayProtocolName, encoding: DisplayEncoding): SimulatedScreen {
  const commands = commandsOf[protocol]
  const errors: string[] = []
  let glass = emptyGlass()
  let held: number[] = []

  const digitRows = (): string[] => {
    // A point has no place of its own, so ten characters may be eight digits.
    const blanks = 8 - glass.number.replaceAll('.', '').length
    return [`${' '.repeat(Math.max(0, blanks))}${glass.number}`]
  }
  const textRows = (): string[] => [0, 20].map((from) => iconv.decode(Buffer.from(glass.cells.slice(from, from + 20)), encoding === 'ascii' ? 'cp437' : encoding))
  const rows = (): string[] => (protocol === 'led8n' ? digitRows() : textRows())
  const lamp = (): DisplayLamp | undefined => displayLamps.find((_, index) => glass.lamps[index])

  return {
    hear(byte) {
      held.push(byte)
      const step = commands(held, glass)
      if (step === 'more') return
      if (step === 'unknown') errors.push(held.map((one) => one.toString(16).padStart(2, '0')).join(' '))
      held = []
    },
    rows,
    lamp,
    errors,
    text: () => [...rows().map((row) => `|${row}|`), ...(lamp() === undefined ? [] : [`(${lamp()})`])].join('\n'),
    reset() {
      glass = emptyGlass()
      held = []
    },
  }
}

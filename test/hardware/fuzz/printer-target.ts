import { createListeners, DeviceError, manualTimer } from '../../../src/drivers/device/index.ts'
import { escPosPrinter, type EscPosPrinterOptions, type Printer, printerLine, profiles } from '../../../src/drivers/printer/index.ts'
import { type Answer, faultsOf, stateOf, statusReader } from '../../../src/drivers/printer/status.ts'
import { type Transport, TransportError } from '../../../src/drivers/transports/index.ts'
import { broken, bytesBetween, hex, inPieces, type Random } from './random.ts'
import { type FuzzTarget } from './run-fuzz.ts'

const idOf = (id: string): number[] => [0x37, 0x22, ...Buffer.from(id, 'latin1'), 0]
const automatic = (random: Random): number[] => [0x10 | random.pick([0, 4, 8, 0x0c, 0x20]), random.pick([0, 4, 8, 0x20, 0x40]), random.pick([0, 3, 0x0c, 0x0f]), 0x0f]
const aWord = (random: Random): number[] => [0x5f, ...Buffer.from(random.pick(['TM-T88V', 'EPSON', '1.00', ''])), 0]

/** What may stand inside a word and is none of it: flow control, a real-time answer, the four bytes of a status. */
const between = String.raw`(?:[\x11\x13\x12\x16\x1a\x1e]|[\x10\x14\x18\x1c](?:[\x11-\x13\x16\x1a\x1e])*[\x00-\x0f\x20-\x2f\x40-\x4f\x60-\x6f](?:[\x11-\x13\x16\x1a\x1e])*[\x00-\x0f](?:[\x11-\x13\x16\x1a\x1e])*[\x00-\x0f])*`

/** Letter behind letter, to the byte that ends it. */
function wasSaid(word: string, bytes: readonly number[]): boolean {
  const letters = Array.from(word, (letter) => String.raw`\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`)
  return new RegExp(`${[...letters, String.raw`\x00`].join(between)}`).test(String.fromCharCode(...bytes))
}

/** Bytes in, answers out: nothing is heard that nobody said, however the bytes are cut. */
export function statusTarget(readerOf: typeof statusReader = statusReader): FuzzTarget {
  return {
    name: 'printer answers',
    one(random) {
      const parts = Array.from({ length: random.between(1, 6) }, () => random.pick([() => [0x12 | (random.between(0, 31) << 2 & 0x6c)], () => automatic(random), () => idOf('00a1'), () => aWord(random), () => [random.pick([0, 3, 0x0c, 0x0f])], () => bytesBetween(random, 0, 12)])())
      const bytes = random.chance(0.5) ? broken(random, parts.flat()) : parts.flat()
      const hear = (pieces: readonly (readonly number[])[]): Answer[] => {
        const answers: Answer[] = []
        const read = readerOf((answer) => answers.push(answer))
        for (const piece of pieces) read(Uint8Array.from(piece))
        return answers
      }
      const answers = hear([bytes])
      const told = (what: string): string => `${what}: ${hex(bytes)}`
      if (JSON.stringify(hear(inPieces(random, bytes))) !== JSON.stringify(answers)) return told('cut otherwise it says something else')
      for (const answer of answers) {
        if (answer.kind === 'processId' && !wasSaid(`7"${answer.id}`, bytes)) return told(`the id ${JSON.stringify(answer.id)} was never said`)
        if (answer.kind === 'identity' && !wasSaid(`_${answer.text}`, bytes)) return told(`the name ${JSON.stringify(answer.text)} was never said`)
        if (answer.kind === 'automatic' && (answer.bytes.length !== 4 || answer.bytes.some((byte) => !bytes.includes(byte)))) return told('a status that was never said')
        if (answer.kind === 'realtime' || answer.kind === 'paper') {
          for (const status of [{ printer: answer.byte }, { offlineCause: answer.byte, error: answer.byte, paper: answer.byte }]) {
            const state = stateOf(status)
            if (JSON.stringify(state.faults) !== JSON.stringify(faultsOf(status))) return told('a state with other faults')
          }
        }
      }
      return undefined
    },
  }
}

/** A printer that answers as its manual says, as it likes, or not at all; and the driver's word on the job. `printerOf` may be a planted one. */
export function printTarget(printerOf: (options: EscPosPrinterOptions) => Pick<Printer, 'print'> = escPosPrinter): FuzzTarget {
  return {
    name: 'printer outcomes',
    async one(random) {
      const profile = random.pick(['epson-80', 'generic-80'] as const)
      const timer = manualTimer()
      const fake = liar(random)
      const printer = printerOf({ id: 'printer:fuzz', line: printerLine(fake.transport, timer), profile: profiles[profile] })
      let end: string | undefined
      const work = printer.print({ id: '1', document: { version: 1, language: 'en', blocks: [{ kind: 'text', text: 'Tea' }] } }, { signal: new AbortController().signal }).then(
        ({ outcome }) => void (end = outcome),
        (error: unknown) => {
          if (!(error instanceof DeviceError)) throw error
          end = `trouble ${error.retry}`
          if (error.retry === 'safe' && error.bytesSent > 0) end = 'safe, with bytes on the way'
        },
      )
      for (let step = 0; step < 12 && end === undefined; step += 1) {
        await turns()
        fake.late()
        await turns()
        for (const ms of [500, 1_000, 2_000, 10_000]) timer.fire(ms)
      }
      await turns()
      if (end === undefined) return `no end: ${fake.story()}`
      await work
      const { asked, after } = fake.proof()
      const proved = { printed: asked !== undefined && wasSaid(`7"${asked}`, after), processed: fake.answered() && after.some((byte) => (byte & 0x90) === 0) }
      if (end === 'printed' && !proved.printed) return `printed, and nobody said so: ${fake.story()}`
      if (end === 'processed' && !proved.processed) return `processed, and nobody said so: ${fake.story()}`
      if (end === 'safe, with bytes on the way') return `${end}: ${fake.story()}`
      return undefined
    },
  }
}

function liar(random: Random) {
  const bytesListeners = createListeners<Uint8Array>()
  const lostListeners = createListeners<TransportError>()
  const mood = random.pick(['honest', 'broken', 'silent', 'foreign', 'noise', 'hangs up', 'late'])
  const said: number[] = []
  const waiting: number[][] = []
  const lines: string[] = []
  let [open, fenceAt, asked, answersFence]: [boolean, number | undefined, string | undefined, boolean] = [false, undefined, undefined, false]

  function say(bytes: readonly number[]): void {
    for (const piece of inPieces(random, bytes)) {
      said.push(...piece)
      lines.push(`> ${hex(piece)}`)
      bytesListeners.tell(Uint8Array.from(piece))
    }
  }
  function truthTo(bytes: readonly number[]): number[] {
    const text = hex(bytes)
    if (/^1004\d\d$/.test(text)) return [0x12]
    if (text.startsWith('1d2848')) {
      asked = Buffer.from(bytes.slice(7)).toString('latin1')
      return idOf(asked)
    }
    return text === '1d7201' ? [0] : []
  }
  function reply(bytes: readonly number[]): void {
    const isFence = bytes[0] === 0x1d && (bytes[1] === 0x28 || bytes[1] === 0x72)
    const truth = truthTo(bytes)
    if (isFence) fenceAt = said.length
    if (truth.length === 0 && !random.chance(0.2)) return
    const unasked = random.chance(0.2) ? automatic(random) : []
    // Only some moods touch the questions before the job: it has to get as far as its fence often enough.
    const now = isFence || random.chance(0.3) ? mood : 'honest'
    if (isFence) answersFence = now !== 'silent'
    if (now === 'silent') return void (unasked.length > 0 && say(unasked))
    if (now === 'late') return void waiting.push([...unasked, ...truth])
    if (now === 'hangs up' && random.chance(0.5)) {
      open = false
      return lostListeners.tell(new TransportError('connection-lost'))
    }
    const answer = now === 'broken' ? broken(random, truth) : now === 'noise' ? bytesBetween(random, 0, 20) : now === 'foreign' ? idOf(random.pick(['0000', 'K001', 'zzzz', '1'])) : truth
    say(random.chance(0.5) ? [...unasked, ...answer] : [...answer, ...unasked])
  }

  const transport: Transport = {
    address: 'fuzz:',
    canRead: true,
    async open() {
      open = true
    },
    async write(bytes, _signal, taken) {
      if (!open) throw new TransportError('connection-lost')
      lines.push(`< ${hex(bytes.length > 24 ? bytes.slice(0, 24) : bytes)}`)
      taken(bytes.length)
      reply([...bytes])
    },
    onBytes: (listener) => bytesListeners.add(listener),
    onLost: (listener) => lostListeners.add(listener),
    async close() {
      open = false
    },
  }
  return {
    transport,
    late: () => {
      for (const bytes of waiting.splice(0)) if (open) say(bytes)
    },
    /** What it was asked behind the job, and everything it said since. A block may have begun before. */
    proof: () => ({ asked, after: fenceAt === undefined ? [] : said.slice(Math.max(0, fenceAt)) }),
    answered: () => answersFence,
    story: () => `${mood} ${lines.join(' ')}`,
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
}

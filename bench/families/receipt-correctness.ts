import iconv from 'iconv-lite'
import { deserialize } from '@react-thermal-printer/printer'
import { askProcessId, kick } from '../../src/drivers/printer/commands.ts'
import { type PlainReceipt } from '../generators/receipts.ts'
import { faultIn, picturesIn } from './receipt-decode.ts'
import { kicksOf } from './receipt-kicks.ts'
import { receiptPeers } from './receipt-peers.ts'

const paperColumns = 48

/** One line for each library: what a customer, a cashier and a till would find of its receipt, as another program reads it. */
export async function correctness(plain: PlainReceipt, ours: () => Uint8Array): Promise<Readonly<Record<string, string>>> {
  const kicks: ReadonlyMap<string, () => Promise<Uint8Array> | Uint8Array> = new Map([...(await kicksOf()), ['ours', () => Uint8Array.from(kick(0, 50, 240))]])
  const arms = [...[...(await receiptPeers())].map(([name, ready]) => ({ name, bytes: async () => ready(plain)() })), { name: 'ours', bytes: () => Promise.resolve(Uint8Array.from([...ours(), ...askProcessId('0001')])) }]
  // Our question is the driver's and not the encoder's, but no job of ours leaves without it.
  const rows: Record<string, string> = {}
  for (const { name, bytes } of arms) {
    const job = await bytes()
    const pulse = kicks.get(name)
    const content = faultIn(job, plain)
    rows[`${name} prints`] = [
      content === undefined ? 'Chinese and both codes right' : content,
      scriptWords(job, plain),
      widthWords(job),
      `kick ${pulse === undefined ? 'none' : kickWords(await pulse())}`,
      asksBehind(job) ? 'asks whether it came out' : 'asks nothing',
    ].join('; ')
  }
  return rows
}

/** Tables of the letters that a Chinese printer lacks, wherever a library finds them. */
const tables = { Thai: ['tis620', 'windows874'], Arabic: ['windows1256', 'cp720', 'cp864', 'iso88596'] } as const

/**
 * How the names stand there that a Chinese printer has no two-byte code for. Four bytes it shows as stray digits; from a table
 * letters stand unjoined, from the left, and their marks beside them.
 */
function scriptWords(job: Uint8Array, { rows }: PlainReceipt): string {
  const bytes = Buffer.from(job)
  return (['Thai', 'Arabic'] as const)
    .map((script) => {
      const words = rows.flatMap(([name]) => name.match(new RegExp(`\\p{Script=${script}}+`, 'gu')) ?? [])
      // "?" is what the encoder answers for a letter that the table lacks.
      const all = (encoding: string): boolean => words.map((word) => iconv.encode(word, encoding)).every((code) => !code.includes(0x3f) && bytes.includes(code))
      if (all('gb18030')) return `${script} as four-byte codes`
      if (tables[script].some(all)) return `${script} from a table`
      if (bytes.includes('?'.repeat(Math.min(...words.map((word) => word.length))))) return `${script} as "?"`
      return picturesIn(bytes) > words.length / 2 ? `${script} as pictures` : `${script} not found`
    })
    .join(', ')
}

/** Columns are bytes: in a two-byte code a Han character is two of both, in a table a letter is one of each. */
function widthWords(job: Uint8Array): string {
  // ESC $: it says where each column begins in dots, and bytes tell nothing of that.
  if (Buffer.from(job).includes(Buffer.from([0x1b, 0x24]))) return 'columns placed by dots (not counted)'
  let [line, widest]: [number[], number] = [[], 0]
  const end = (): void => {
    widest = Math.max(widest, columnsOf(line))
    line = []
  }
  for (const command of deserialize(job)) {
    if (command.name === 'char') line.push(command.data)
    else if (command.name === 'lf') end()
  }
  return widest > paperColumns ? `${widest} columns on ${paperColumns}` : `no line wider than ${paperColumns}`
}

/** Without the modes and feeds that this reader takes for letters: FS & and FS ., ESC d, GS B. */
function columnsOf(line: readonly number[]): number {
  let count = 0
  for (let at = 0; at < line.length; at += 1) {
    const [first = 0, second = 0] = line.slice(at, at + 2)
    if (first === 0x1c && (second === 0x26 || second === 0x2e)) at += 1
    else if ((first === 0x1b && second === 0x64) || (first === 0x1d && second === 0x42)) at += 2
    else if (first >= 0x20) count += 1
  }
  return count
}

/** Right is one command of five bytes with times that pull a solenoid, nothing printed, and whatever else it is set back to. */
function kickWords(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  try {
    const commands = deserialize(bytes)
    const pulses = commands.flatMap((command) => (command.name === 'cashdraw' ? [command.data] : []))
    const right = pulses.length === 1 && pulses.every((data) => data.length === 5 && data.slice(3).every((time) => time > 0)) && commands.every(({ name }) => name !== 'char')
    return right ? 'right' : `wrong (${hex})`
  } catch {
    return `wrong (${hex})`
  }
}

/** GS r or GS ( H among the last bytes. */
function asksBehind(job: Uint8Array): boolean {
  const tail = Buffer.from(job.subarray(-16))
  return tail.includes(Buffer.from([0x1d, 0x72])) || tail.includes(Buffer.from([0x1d, 0x28, 0x48]))
}

import { profiles, type ProfileName } from '../printer/index.ts'
import { displayProtocols, type DisplayProtocolName } from '../customer-display/index.ts'
import { scaleProtocols, type ScaleProtocolName } from '../scale/index.ts'

/**
 * How sure anybody can be of a driver. `hardware`: a device of a maker printed, weighed or read with it on somebody's desk.
 * `protocol`: its bytes are held to the maker's manual, or read back by programs that are not ours, over a real line of this
 * machine. `simulated`: it has met nothing but our own stand-in, put in where the system's part would be.
 */
export const grades = ['hardware', 'protocol', 'simulated'] as const
export type Grade = (typeof grades)[number]

export interface Evidence {
  readonly grade: Grade
  /** What was tried, where to look it up. English: it stands in docs/reference/hardware.md. */
  readonly by: string
}

/** Ways to a device. A device is known no better than the way to it. */
export const lineEvidence = {
  tcp: { grade: 'protocol', by: 'sockets of this machine: slow, cut, refused, never accepting' },
  serial: { grade: 'protocol', by: 'pseudo-terminals, which know no speed, parity or modem lines' },
  file: { grade: 'protocol', by: 'files of this machine; no /dev/usb/lp' },
  usb: { grade: 'simulated', by: 'a USB device made of software' },
  hid: { grade: 'simulated', by: 'reports as the makers’ manuals draw them, sent in where node-hid would be' },
  winspool: { grade: 'simulated', by: 'a PowerShell made of software, not on Windows' },
} as const satisfies Readonly<Record<string, Evidence>>
export type EvidenceLine = keyof typeof lineEvidence

const readBack: Evidence = { grade: 'protocol', by: 'bytes read back by three programs that are not ours; widths from manuals' }
const fromManual: Evidence = { grade: 'protocol', by: 'frames of the maker’s manual, and random ones' }

export const printerEvidence: Readonly<Record<ProfileName, Evidence>> = everyOne(profiles, readBack)
export const scaleEvidence: Readonly<Record<ScaleProtocolName, Evidence>> = everyOne(scaleProtocols, fromManual)
export const displayEvidence: Readonly<Record<DisplayProtocolName, Evidence>> = everyOne(displayProtocols, { grade: 'protocol', by: 'bytes of the maker’s manual, read strictly by our own simulator' })
export const labelPrinterEvidence = {
  zpl: { grade: 'protocol', by: 'labels walked and drawn by our simulator, their codes read by two programs that are not ours' },
  tspl: { grade: 'protocol', by: 'labels walked and drawn by our simulator, their codes read by two programs that are not ours' },
} as const satisfies Readonly<Record<string, Evidence>>
export const terminalEvidence = {
  zvt: { grade: 'protocol', by: 'a terminal made of software from the public specification, cut at every byte' },
} as const satisfies Readonly<Record<string, Evidence>>
export const scannerEvidence: Evidence = { grade: 'protocol', by: 'framing, AIM identifiers and encodings by their standards, and random bytes' }

/** One device more that was tried gets a line of its own here: the table is complete by its type. */
function everyOne<K extends string>(names: Readonly<Record<K, unknown>>, evidence: Evidence): Readonly<Record<K, Evidence>> {
  return Object.fromEntries(Object.keys(names).map((name) => [name, evidence])) as Readonly<Record<K, Evidence>>
}

/** The weakest link is what the whole is known by. */
export function weakest(...all: readonly Grade[]): Grade {
  return grades[Math.max(...all.map((grade) => grades.indexOf(grade)))] ?? 'simulated'
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n')
const listed = (evidence: Readonly<Record<string, Evidence>>): (readonly string[])[] => Object.entries(evidence).map(([name, { grade, by }]) => [`\`${name}\``, gradeWords[grade], by])
const gradeWords: Readonly<Record<Grade, string>> = { hardware: 'tested on hardware', protocol: 'protocol-tested', simulated: 'simulated' }

/** The whole of docs/reference/hardware.md: written by `npm run docs:hardware`, held to by a test. */
export function hardwarePage(): string {
  return `# Hardware, and how far it was tried
Three grades, the same the devices screen shows on each card. **Tested on hardware**: on somebody's desk. **Protocol-tested**:
its bytes are held to the maker's manual or read back by programs that are not ours, over a real line of a machine.
**Simulated**: it has met our own stand-in only. A device is known no better than the way to it: a printer that is
protocol-tested is simulated behind \`usb:\`. What each address means is in [src/drivers](../../src/drivers/README.md).

This page is written from \`src/drivers/evidence\` (\`npm run docs:hardware\`).

## Ways to a device
${table(['address', 'grade', 'tried against'], listed(lineEvidence))}

## Receipt printers, by profile
The pulse of a cash drawer is as well known as the printer it hangs on. Its switch is simulated: no drawer was plugged in.

${table(['profile', 'grade', 'tried against'], listed(printerEvidence))}

## Scales, by protocol
${table(['protocol', 'grade', 'tried against'], listed(scaleEvidence))}

## Customer displays, by protocol
${table(['protocol', 'grade', 'tried against'], listed(displayEvidence))}

## Label printers, by language
${table(['language', 'grade', 'tried against'], listed(labelPrinterEvidence))}

## Payment terminals, by protocol
${table(['protocol', 'grade', 'tried against'], listed(terminalEvidence))}

## Scanners
${table(['way', 'grade', 'tried against'], [
    ['`serial:`, `tcp:`', gradeWords[scannerEvidence.grade], scannerEvidence.by],
    ['`hid:`', gradeWords[lineEvidence.hid.grade], lineEvidence.hid.by],
    ['as a keyboard', gradeWords.protocol, 'typed key by key into Chromium'],
  ])}
`
}

import { manualTimer } from '../../../src/drivers/device/index.ts'
import { serialScanner, type FrameSettings, type Scan } from '../../../src/drivers/scanner/index.ts'
import { hidPosLayout } from '../../../src/drivers/scanner/hid-layouts.ts'
import { joinReports } from '../../../src/drivers/scanner/hid-reports.ts'
import { longestFrame, readScan } from '../../../src/drivers/scanner/read-scan.ts'
import { fakeTransport, hidReport } from '../../../src/drivers/scanner/scanner.fixture.ts'
import { broken, bytesBetween, hex, inPieces, type Random } from './random.ts'
import { type FuzzTarget } from './run-fuzz.ts'

const codes = ['5012345678900', '96385074', ']E04006381333931', ']C10109506000134352\u001d10ABC', 'https://example.com/01/09506000134352?17=261231', '商品条码', 'A']
const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)]
const codeOf = (random: Random): string => random.pick(['5012345678900', ...codes])
const suffixes: readonly [FrameSettings['suffix'], ...FrameSettings['suffix'][]] = ['any', 'silence', [13], [13, 10], [9], [3]]

/** A gun's line: what is told stood on it, in one piece, within its marks; and what came whole is told. */
export function serialScannerTarget(scannerOf: typeof serialScanner = serialScanner): FuzzTarget {
  return {
    name: 'scanner serial',
    async one(random) {
      const transport = fakeTransport()
      const timer = manualTimer()
      const frame: FrameSettings = { prefix: random.pick([[], [2], [0x5d, 0x5d]]), suffix: random.pick(suffixes) }
      const scanner = scannerOf({ id: 'scanner:fuzz', transport, timer, frame })
      const scans: Scan[] = []
      scanner.onScan((scan) => scans.push(scan))
      await Promise.resolve()
      const end = frame.suffix === 'any' ? [13] : frame.suffix === 'silence' ? [] : [...frame.suffix]
      const [code, kind] = [codeOf(random), random.pick(['whole', 'broken', 'noise', 'flood'])]
      const whole = [...frame.prefix, ...bytesOf(code), ...end]
      const bytes = kind === 'whole' ? whole : kind === 'broken' ? broken(random, whole) : kind === 'noise' ? bytesBetween(random, 0, 120) : random.chance(0.02) ? Array.from({ length: longestFrame + random.between(0, 9) }, () => 0x37) : bytesBetween(random, 0, 300)
      for (const piece of inPieces(random, bytes)) transport.emit(Uint8Array.from(piece))
      for (const ms of [100, 2_000]) timer.fire(ms)
      const closing = scanner.close()
      await closing
      const told = (what: string): string => `${what}: ${hex(bytes)} (${kind}, ${JSON.stringify(frame)}, told ${JSON.stringify(scans.map(({ barcode }) => barcode))})`
      const stream = hex(bytes)
      for (const { barcode, bytes: from = new Uint8Array(0), aim } of scans) {
        if (barcode === '' || from.length === 0) return told('an empty scan')
        if (from.length > longestFrame) return told('a scan longer than any symbol')
        if (!stream.includes(hex(from))) return told('bytes that were never on the line')
        if (new TextDecoder('utf-8', { ignoreBOM: true }).decode(from) !== barcode) return told('a text that its bytes are not')
        if (frame.suffix === 'any' && /[\r\n\t]/.test(barcode)) return told('two scans as one')
        if (aim !== undefined && !stream.includes(hex(bytesOf(aim)))) return told('a symbol nobody named')
      }
      const bare = code.replace(/^\][A-Za-z]\d/, '')
      if (kind === 'whole' && !(scans.length === 1 && scans[0]?.barcode === bare)) return told(`a whole scan of ${code} was lost`)
      return undefined
    },
  }
}

/** HID reports: the data is that of reports one behind the other, from their data's place, and of no half code. */
export function hidScannerTarget(): FuzzTarget {
  return {
    name: 'scanner hid',
    one(random) {
      const text = random.chance(0.3) ? `https://example.com/01/09506000134352/10/${'X'.repeat(random.between(20, 60))}` : codeOf(random).replace(/^\][A-Za-z]\d/, '')
      const data = bytesOf(text)
      const halves = Array.from({ length: Math.ceil(data.length / 56) }, (_, at) => data.slice(at * 56, at * 56 + 56))
      const late = random.chance(0.2)
      const room = late ? 55 : 56
      const whole = halves.map((half, at) => [...hidReport(Uint8Array.from(half.slice(0, room)), { aim: random.chance(0.5) ? ']Q1' : ']E0', continues: at < halves.length - 1, late })])
      const kind = random.pick(['whole', 'broken', 'noise', 'out of order'])
      const reports = kind === 'whole' ? whole : kind === 'broken' ? whole.map((report) => (random.chance(0.6) ? broken(random, report) : report)) : kind === 'noise' ? Array.from({ length: 3 }, () => (random.chance(0.5) ? [2, ...bytesBetween(random, 63, 63)] : bytesBetween(random, 0, 70))) : whole.toReversed()
      const told: { readonly data: Uint8Array; readonly aim?: string }[] = []
      const join = joinReports(hidPosLayout, (scan) => told.push(scan))
      for (const report of reports) join.push(Uint8Array.from(report))
      join.abandon()
      const fail = (what: string): string => `${what}: ${reports.map((report) => hex(report)).join(' | ')} (${kind})`
      for (const { data: got, aim } of told) {
        if (got.length > longestFrame) return fail('longer than any symbol')
        if (!comesFrom(got, reports)) return fail(`data that stands in no report: ${hex(got)}`)
        const scan = readScan(got, { encodings: ['utf-8'], source: 'hid', ...(aim !== undefined && { aim }) })
        if (scan && scan.barcode === '') return fail('an empty scan')
      }
      return undefined
    },
  }
}

/** Some run of reports, each with its length's worth of data from one of its two places. */
function comesFrom(got: Uint8Array, reports: readonly (readonly number[])[]): boolean {
  for (let first = 0; first < reports.length; first += 1) {
    let made: string[] = ['']
    for (const report of reports.slice(first)) {
      const pieces = [5, 6].map((from) => hex(report.slice(from, from + (report[1] ?? 0))))
      made = made.flatMap((before) => pieces.map((piece) => before + piece)).filter((text) => hex(got).startsWith(text))
      if (made.includes(hex(got))) return true
    }
  }
  return false
}

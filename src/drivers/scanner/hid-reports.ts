import { type HidPosLayout } from './hid-layouts.ts'
import { longestFrame } from './read-scan.ts'

/** One scan of one or more reports. */
export interface HidFrame {
  readonly data: Uint8Array
  readonly aim?: string
  /** The maker's identifier of the symbology, a character; absent when the byte is 0. */
  readonly makersSymbology?: string
}

interface Report {
  readonly frame: HidFrame
  readonly continues: boolean
}

const bracket = 0x5d

function letterOrDigit(byte: number | undefined): boolean {
  return byte !== undefined && /[0-9A-Za-z]/.test(String.fromCharCode(byte))
}

/** Undefined for a report that is no scan: another id, too short, or a length that runs past the data's place. */
function readReport(bytes: Uint8Array, layout: HidPosLayout): Report | undefined {
  if (bytes[0] !== layout.reportId || bytes.length < layout.size) return undefined
  const at = layout.aim.find((place) => bytes[place] === bracket && letterOrDigit(bytes[place + 1]) && letterOrDigit(bytes[place + 2]))
  const [usual = 0] = layout.aim
  // Three zeros: the scanner says nothing of the symbol. Anything else there is no report of this layout.
  if (at === undefined && [0, 1, 2].some((place) => bytes[usual + place] !== 0)) return undefined
  const from = (at ?? usual) + 3
  const length = bytes[layout.length] ?? 0
  if (from + length > layout.symbology) return undefined
  const makers = bytes[layout.symbology] ?? 0
  return {
    frame: {
      data: bytes.slice(from, from + length),
      ...(at === undefined ? {} : { aim: String.fromCharCode(...bytes.slice(at, at + 3)) }),
      ...(makers === 0 ? {} : { makersSymbology: String.fromCharCode(makers) }),
    },
    continues: ((bytes[layout.flags] ?? 0) & layout.continues) !== 0,
  }
}

export interface HidReports {
  push(report: Uint8Array): void
  /** Throws away a scan whose other half never came. */
  abandon(): void
  /** Whether a scan waits for its other half. */
  isWaiting(): boolean
}

/** Joins reports into scans. A report that is none, or of another symbol, ends what waited: half a code is another code. */
export function joinReports(layout: HidPosLayout, scanned: (frame: HidFrame) => void): HidReports {
  let parts: HidFrame[] = []
  let tooLong = false

  function abandon(): void {
    parts = []
    tooLong = false
  }

  function finish(): void {
    const [first] = parts
    const data = Uint8Array.from(parts.flatMap((part) => [...part.data]))
    const whole = !tooLong
    abandon()
    if (whole && first !== undefined && data.length > 0) scanned({ ...first, data })
  }

  return {
    push(bytes) {
      const report = readReport(bytes, layout)
      if (report === undefined) {
        abandon()
        return
      }
      if (parts.length > 0 && parts[0]?.aim !== report.frame.aim) abandon()
      if (parts.reduce((sum, { data }) => sum + data.length, 0) + report.frame.data.length > longestFrame) {
        tooLong = true
        parts = parts.slice(0, 1)
      }
      parts.push(report.frame)
      if (!report.continues) finish()
    },
    abandon,
    isWaiting: () => parts.length > 0,
  }
}

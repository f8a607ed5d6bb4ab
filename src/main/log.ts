import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'

export interface LogLine {
  readonly level: 'info' | 'error'
  readonly event: string
  readonly correlation?: string
  readonly detail?: string
}
export type Log = (line: LogLine) => void

/**
 * JSON lines in the data folder. Diagnostics only: what a register did is in its journal. No input is ever logged. A line
 * that cannot be written is lost without a word: on a full disk the log would otherwise be what stops the till.
 */
export function fileLog(directory: string, now: () => number): Log {
  const folder = path.join(directory, 'logs')
  mkdirSync(folder, { recursive: true })
  return (line) => {
    try {
      appendFileSync(path.join(folder, 'main.log'), `${JSON.stringify({ at: new Date(now()).toISOString(), ...line })}\n`)
    } catch {
      return
    }
  }
}

import path from 'node:path'
import { openDailyLog, scrub } from '../diagnostics/index.ts'
import { type Log } from './log.ts'

/** In the data folder, a file a day (docs/decisions/0042), and on standard error for whoever runs it as a service. */
export function headOfficeLog(dataDirectory: string, now: () => number = Date.now, also: (line: string) => void = (line) => void process.stderr.write(line)): Log {
  const daily = openDailyLog({ folder: path.join(dataDirectory, 'logs'), name: 'head-office', now })
  return (event, facts = {}) => {
    const clean = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? scrub(value) : value]))
    const line = JSON.stringify({ at: new Date(now()).toISOString(), event: scrub(event), ...clean })
    daily.write(line)
    also(`${line}\n`)
  }
}

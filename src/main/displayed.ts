import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type SimulatedDisplay } from '../drivers/customer-display/index.ts'
import { type Log } from './log.ts'

/** What the simulated customer display shows, as text in a file to be left open in a viewer; what it did not understand goes to the log. */
export function keepDisplayed({ screen, onChange }: Pick<SimulatedDisplay, 'screen' | 'onChange'>, folder: string, log: Log): void {
  let shown = ''
  let told = 0
  onChange(() => {
    for (const bytes of screen.errors.slice(told)) log({ level: 'error', event: 'customerDisplay.unknownBytes', detail: bytes })
    told = screen.errors.length
    const text = screen.text()
    if (text === shown) return
    shown = text
    try {
      writeFileSync(path.join(folder, 'customer-display.txt'), `${text}\n`)
    } catch (error) {
      // A full disk must not stop a display, not even one made of software.
      log({ level: 'error', event: 'customerDisplay.notKept', detail: error instanceof Error ? error.message : String(error) })
    }
  })
}

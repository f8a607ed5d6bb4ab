import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { leavesRoom } from '../db/index.ts'
import { labelSvg, labelText, type SimulatedLabelPrinter } from '../drivers/label-printer/index.ts'
import { toSvg, toText, type SimulatedPrinter } from '../drivers/printer/index.ts'
import { type Log } from './log.ts'

/** Each paper of the simulated printer as a picture and a text; the newest also as `latest`, to be left open in a viewer. */
export function keepPapers(printer: SimulatedPrinter, folder: string, log: Log): void {
  mkdirSync(folder, { recursive: true })
  printer.onJob((job) => {
    if (!leavesRoom(folder)) return
    try {
      const name = `${Date.now()}-${job.number}`
      for (const base of [name, 'latest']) {
        writeFileSync(path.join(folder, `${base}.svg`), toSvg(job))
        writeFileSync(path.join(folder, `${base}.txt`), toText(job))
      }
    } catch (error) {
      // A full disk must not stop a printer, not even one made of software.
      log({ level: 'error', event: 'papers.notKept', detail: error instanceof Error ? error.message : String(error) })
    }
  })
}

/** Each label of the simulated label printer, the same way. */
export function keepLabels(printer: SimulatedLabelPrinter, folder: string, log: Log): void {
  mkdirSync(folder, { recursive: true })
  printer.onLabel((label) => {
    if (!leavesRoom(folder)) return
    try {
      for (const base of [`label-${Date.now()}-${printer.labels.length}`, 'latest-label']) {
        writeFileSync(path.join(folder, `${base}.svg`), labelSvg(label))
        writeFileSync(path.join(folder, `${base}.txt`), labelText(label))
      }
    } catch (error) {
      log({ level: 'error', event: 'papers.notKept', detail: error instanceof Error ? error.message : String(error) })
    }
  })
}

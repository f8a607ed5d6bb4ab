import { randomUUID } from 'node:crypto'
import { contract, type CounterView, type Input, type ScanTakenView, type ScanRefusedView, longestScan, takenFor } from '../contracts/ipc/index.ts'
import { refuse, type Result } from '../domain/errors/index.ts'
import { type Timer } from '../drivers/device/index.ts'
import { type Scan, type ScanFeedback, scannedText } from '../drivers/scanner/index.ts'

interface From {
  readonly seat: string
  readonly request: string
}

export interface ScanDeskOptions {
  readonly seat: string
  readonly ring: (input: Input<'scan'>, from: From) => Promise<Result<CounterView>>
  readonly beep: (kind: ScanFeedback) => void
  readonly refused: (view: ScanRefusedView) => void
  readonly taken: (view: ScanTakenView) => void
  readonly timer: Timer
}

export interface ScanDesk {
  /** What a scanner of the till's own read. */
  scanned(scan: Scan): void
  take(input: Input<'take-scans'>): void
  close(): void
}

/**
 * Where a scan of the till's own scanner goes: into the basket, as what a page types does, unless a page shows something it
 * does not belong under. A price was asked and the goods were in the basket; a card was being charged, and the amount on the
 * terminal was no longer the basket's.
 */
export function createScanDesk({ seat, ring, beep, refused, taken, timer }: ScanDeskOptions): ScanDesk {
  let taker: string | undefined
  let cancelLease: () => void = () => undefined

  function give(): void {
    taker = undefined
    cancelLease()
  }

  /** By the same schema as a page's scan: a gun can read a symbol of thousands of characters, which no line is to hold. */
  async function ringUp(text: string): Promise<void> {
    const input = contract.scan.input.safeParse({ barcode: text })
    const rung: Result<CounterView> = input.success ? await ring(input.data, { seat, request: randomUUID() }) : refuse('barcode.malformed')
    beep(isUnderstood(rung) ? 'good' : 'bad')
    // No page asked for it, so no page would hear that nothing was rung up: the cashier took the goods for sold.
    if (!rung.ok) refused({ barcode: input.success ? input.data.barcode : text.slice(0, 256), refusal: { code: rung.refusal.code, ...(rung.refusal.params === undefined ? {} : { params: { ...rung.refusal.params } }) } })
  }

  return {
    scanned(scan) {
      const text = scannedText(scan)
      if (taker === undefined) return void ringUp(text)
      // The gun says that it was heard; what it means is said on the page.
      beep('good')
      taken({ page: taker, barcode: text.slice(0, longestScan), ...(scan.aim !== undefined && { aim: scan.aim }), ...(scan.source && { source: scan.source }) })
    },
    take({ page, on }) {
      // Another page may have taken them since; its lease is not this one's to end.
      if (!on && taker !== page) return
      give()
      if (!on) return
      taker = page
      cancelLease = timer.after(takenFor, give)
    },
    close: give,
  }
}

/** A receipt is no goods, and the gun did read it: the page goes on with it. */
function isUnderstood(rung: Result<CounterView>): boolean {
  return rung.ok ? !lastIsUnresolved(rung.value) : rung.refusal.code === 'receipt.scanned'
}

/** A red line, be it unknown or recalled, sounds wrong at the gun too: who scans across the room looks at no screen. */
function lastIsUnresolved({ basket }: CounterView): boolean {
  const last = basket?.lines.find(({ lineNo }) => lineNo === basket.lastLineNo)
  return last?.kind === 'unresolved' || (last?.kind === 'item' && last.recall?.state === 'recalled')
}

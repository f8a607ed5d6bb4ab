import { createListeners } from '../device/listeners.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Scan, type Scanner } from './port.ts'

export interface SimulatedScanner extends Scanner {
  /** What pulling the trigger does. Throws RangeError on an empty barcode: no symbol holds nothing. */
  emit(scan: Scan): void
}

export function simulatedScanner(id: string): SimulatedScanner {
  const keeper = keepState({ health: 'ready', faults: [] })
  const listeners = createListeners<Scan>()
  return {
    id,
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    selfTest: () => Promise.resolve({ steps: [{ step: 'open', result: 'passed' }] }),
    onScan: (listener) => listeners.add(listener),
    emit(scan) {
      if (scan.barcode.length === 0) throw new RangeError('a scan has at least one character')
      listeners.tell(scan)
    },
  }
}

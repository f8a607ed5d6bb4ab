import { describe, expect, test } from 'vitest'
import { type Scan } from './port.ts'
import { simulatedScanner } from './simulator.ts'

describe('the simulated scanner', () => {
  test('[SCN-1] gives each scan once to each listener, until the listener leaves', () => {
    const scanner = simulatedScanner('scanner:test')
    const heard: Scan[] = []
    const off = scanner.onScan((scan) => heard.push(scan))
    scanner.emit({ barcode: '6901234567892', symbology: 'ean13' })
    off()
    scanner.emit({ barcode: '5000112637922' })
    expect(heard).toEqual([{ barcode: '6901234567892', symbology: 'ean13' }])
  })

  test('[SCN-1] an empty scan is a bug of whoever made it', () => {
    expect(() => simulatedScanner('scanner:test').emit({ barcode: '' })).toThrow(RangeError)
  })
})

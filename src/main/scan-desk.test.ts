import { describe, expect, test } from 'vitest'
import { takenFor, type CounterView } from '../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { manualTimer } from '../drivers/device/index.ts'
import { createScanDesk } from './scan-desk.ts'

function desk(ring = (_barcode: string): Result<CounterView> => accept({ currency: 'GBP', suspended: 0 })) {
  const heard: string[] = []
  const timer = manualTimer()
  const scans = createScanDesk({
    seat: 'counter',
    ring: ({ barcode }) => {
      const rung = ring(barcode)
      if (rung.ok) heard.push(`rung ${barcode}`)
      return Promise.resolve(rung)
    },
    beep: (kind) => heard.push(kind),
    refused: ({ barcode, refusal }) => heard.push(`refused ${barcode} ${refusal.code} ${refusal.params?.['code'] ?? ''}`),
    taken: ({ page, barcode, aim }) => heard.push(`${page} ${barcode} ${aim ?? ''}`),
    timer,
  })
  return { scans, heard, timer }
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('where a scan of the till’s own scanner goes', () => {
  test('[SCN-9] into the basket, and what is not rung up is told', async () => {
    const { scans, heard } = desk()
    scans.scanned({ barcode: '1' })
    await settled()
    expect(heard).toEqual(['rung 1', 'good'])
    const locked = desk(() => refuse('operator.notSignedOn'))
    locked.scans.scanned({ barcode: '1' })
    await settled()
    expect(locked.heard).toEqual(['bad', 'refused 1 operator.notSignedOn '])
  })

  test('[RETQ-1] a receipt is told to the page whole, however long, and sounds right at the gun; half of a symbol of thousands is not', async () => {
    const { scans, heard } = desk((barcode) => refuse('receipt.scanned', { code: barcode }))
    const digest = 'TW2:'.padEnd(970, 'A')
    scans.scanned({ barcode: digest, aim: ']Q1' })
    await settled()
    expect(heard).toEqual(['good', `refused ${digest} receipt.scanned ${digest}`])
    scans.scanned({ barcode: '7'.repeat(3_000) })
    await settled()
    expect(heard.slice(2)).toEqual(['bad', `refused ${'7'.repeat(256)} barcode.malformed `])
    scans.take({ page: 'page-one', on: true })
    scans.scanned({ barcode: digest })
    expect(heard.at(-1)).toBe(`page-one ${digest} `)
  })

  test('[SCN-9] to the page that took it, and into no basket, until it gives it back', async () => {
    const { scans, heard } = desk()
    scans.take({ page: 'page-one', on: true })
    scans.scanned({ barcode: '1', aim: ']E0' })
    scans.take({ page: 'page-two', on: false })
    scans.scanned({ barcode: '2' })
    scans.take({ page: 'page-one', on: false })
    scans.scanned({ barcode: '3' })
    await settled()
    expect(heard).toEqual(['good', 'page-one 1 ]E0', 'good', 'page-one 2 ', 'rung 3', 'good'])
  })

  test('[SCN-9] a page that stopped asking has them no longer', async () => {
    const { scans, heard, timer } = desk()
    scans.take({ page: 'page-one', on: true })
    scans.take({ page: 'page-one', on: true })
    expect(timer.fire(takenFor)).toBe(1)
    scans.scanned({ barcode: '1' })
    await settled()
    expect(heard).toEqual(['rung 1', 'good'])
  })
})

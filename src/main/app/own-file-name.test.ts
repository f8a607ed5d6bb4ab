import { expect, test } from 'vitest'
import { reportKinds } from '../../contracts/ipc/index.ts'
import { receiptFileName } from '../mail/index.ts'
import { isOwnFileName } from './own-file-name.ts'

test('[FILES-1] a window lets through what the page hands over: the journal, every report of one day and of several, receipts', () => {
  const named = ['journal-2026-11-22.csv', ...reportKinds.flatMap((kind) => [`report-${kind}-2026-11-22.csv`, `report-${kind}-2026-11-01-2026-11-22.csv`]), receiptFileName('3-7'), receiptFileName('../x')]
  expect(named.filter((name) => !isOwnFileName(name))).toEqual([])
})

test('[FILES-1] and nothing else, whatever it is called like', () => {
  const others = ['report-item-2026-11-22.csv.exe', '../report-item-2026-11-22.csv', 'report-item.csv', 'report-../x-2026-11-22.csv', 'receipt-3-7.html.js', 'receipt-.html', 'journal-2026-11-22.csv\n', 'setup.exe', '']
  expect(others.filter(isOwnFileName)).toEqual([])
})

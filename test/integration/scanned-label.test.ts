import Database from 'better-sqlite3'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { saleCompleted } from '../../src/contracts/replication/index.ts'
import { type HeadOffice, startHeadOffice } from '../../src/headoffice/index.ts'
import { ask, heard, milk, newFolder, signOn, startRegister, type StartedRegister } from './register.fixture.ts'

const names = { name: 'Quay Street', chainName: 'Harbour', language: 'en', timeZone: 'Europe/London', cutOffHour: 0 } as const

let folder: ReturnType<typeof newFolder>
let office: HeadOffice
let started: StartedRegister
beforeEach(async () => {
  folder = newFolder()
  const dataDirectory = path.join(folder.data, 'head-office')
  office = await startHeadOffice({ dataDirectory, store: names, clock: Date.now, log: () => {} })
  const { code } = await office.createEnrolmentCode()
  started = await startRegister(path.join(folder.data, 'register'), { demoStore: 'gb', headOffice: office.url, enrolmentCode: code })
  await signOn(started.register)
})
afterEach(async () => {
  await started.register.close()
  await office.close()
  folder.remove()
})

test('[GSC-7] head office reads a sale with lots, last days and serial numbers, and keeps its bytes', async () => {
  const { register } = started
  const year = String((new Date().getUTCFullYear() + 10) % 100).padStart(2, '0')
  const first = `]C1010${milk}17${year}120010L/7\u001d21S1`
  await ask(register, 'scan', { barcode: first })
  const { basket } = await ask(register, 'scan', { barcode: `https://id.example.com/01/0${milk}/10/L8/21/S2` })
  expect(basket?.lines).toMatchObject([{ lot: 'L/7', serial: 'S1' }, { lot: 'L8', serial: 'S2' }])
  const { lastSale } = await ask(register, 'complete-sale', { basketId: basket?.id ?? '', revision: basket?.revision ?? 0, tenders: [{ type: 'card' }] })
  await heard(register, () => (register.replicator.view().waiting === 0 ? true : undefined))

  const reader = new Database(path.join(folder.data, 'head-office', 'head-office.db'), { readonly: true })
  try {
    expect(reader.prepare<[string], object>('SELECT number, total FROM sale WHERE number = ?').all(lastSale?.number ?? '')).toEqual([{ number: lastSale?.number, total: lastSale?.total }])
    const text = reader.prepare<[string], string>("SELECT text FROM ledger WHERE text LIKE '%' || ? || '%'").pluck().get(lastSale?.id ?? '') ?? ''
    const { body } = JSON.parse(text) as { readonly body: unknown }
    expect(saleCompleted.parse(body)).toMatchObject({ lines: [{ lineNo: 1, lot: 'L/7', expiry: `20${year}-12-31`, serial: 'S1', barcode: first }, { lineNo: 2, lot: 'L8', serial: 'S2' }] })
  } finally {
    reader.close()
  }
})

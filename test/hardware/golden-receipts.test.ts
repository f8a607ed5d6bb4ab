import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { encode, type PrinterProfile, profiles, toText } from '../../src/drivers/printer/index.ts'
import { developPaper } from '../../src/drivers/printer/simulator-paper.ts'
import { receipt } from './receipt.fixture.ts'

// One receipt's bytes for each profile, and the paper they make, for people to read. golden/README.md says how to renew them.
const folder = path.join(import.meta.dirname, 'golden')
const renew = process.env['TILLWRIGHT_RENEW_GOLDEN'] === '1'
const every = Object.entries<PrinterProfile>(profiles)

function made(profile: PrinterProfile) {
  const { bytes } = encode(receipt, profile)
  const { items, errors } = developPaper(bytes, profile.columns)
  expect(errors).toEqual([])
  return { bytes, text: `${toText({ columns: profile.columns, items })}\n` }
}

if (renew) {
  mkdirSync(folder, { recursive: true })
  for (const [name, profile] of every) {
    const { bytes, text } = made(profile)
    writeFileSync(path.join(folder, `${name}.bin`), bytes)
    writeFileSync(path.join(folder, `${name}.txt`), text)
  }
}

describe('the golden receipts', () => {
  // A run that has just written them proves nothing about them.
  test('[ESC-1] are compared, not renewed', () => {
    expect(renew).toBe(false)
  })

  test.each(every)('[ESC-1] the bytes for %s are those of the last time somebody looked', (name, profile) => {
    const { bytes, text } = made(profile)
    expect(text).toBe(readFileSync(path.join(folder, `${name}.txt`), 'utf8'))
    expect(Buffer.from(bytes).toString('hex')).toBe(readFileSync(path.join(folder, `${name}.bin`)).toString('hex'))
  })

  test('[ESC-1] there is one for each profile and none for a profile that is gone', () => {
    expect(readdirSync(folder).filter((file) => file.endsWith('.bin')).toSorted()).toEqual(every.map(([name]) => `${name}.bin`).toSorted())
  })
})

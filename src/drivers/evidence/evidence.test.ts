import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hardwarePage, lineEvidence, printerEvidence, scaleEvidence, weakest } from './index.ts'

test('[DEV-27] the reference says what the table says: `npm run docs:hardware` writes it anew', () => {
  expect(readFileSync(new URL('../../../docs/reference/hardware.md', import.meta.url), 'utf8')).toBe(hardwarePage())
})

test('[DEV-27] every profile, protocol and way has its line, and a chain is as strong as its weakest link', () => {
  const page = hardwarePage()
  for (const name of [...Object.keys(printerEvidence), ...Object.keys(scaleEvidence), ...Object.keys(lineEvidence)]) expect(page).toContain(`| \`${name}\` |`)
  expect([weakest('hardware', 'protocol'), weakest('protocol', 'simulated', 'hardware'), weakest('hardware')]).toEqual(['protocol', 'simulated', 'hardware'])
})

import { expect, test } from 'vitest'
import { identifiers } from './index.ts'

test('[GS1-1] no identifier is the beginning of another', () => {
  const all = [...identifiers.keys()]
  expect(all.filter((ai) => all.some((other) => other !== ai && other.startsWith(ai)))).toEqual([])
  expect(all.every((ai) => /^\d{2,4}$/.test(ai))).toBe(true)
})

test('[GS1-1] what has a length known beforehand is what the specification\'s table of first two digits says, to the digit', () => {
  // General Specifications, figure 7.8.5-2: the first two digits, and the length of identifier and value together.
  const lengths: Readonly<Record<string, number>> = {
    '00': 20, '01': 16, '02': 16, '11': 8, '12': 8, '13': 8, '15': 8, '16': 8, '17': 8, '20': 4,
    '31': 10, '32': 10, '33': 10, '34': 10, '35': 10, '36': 10, '41': 16,
  }
  for (const { ai, components, predefined } of identifiers.values()) {
    const length = ai.length + components.reduce((sum, { max }) => sum + max, 0)
    expect([ai, predefined ? length : undefined]).toEqual([ai, lengths[ai.slice(0, 2)]])
  }
})

test('[GS1-1] a row of decimals has as many identifiers as it may have decimals', () => {
  const ends = (row: string): string => [...identifiers.keys()].filter((ai) => ai.length === 4 && ai.startsWith(row)).map((ai) => ai.at(-1)).join('')
  expect([ends('310'), ends('316'), ends('329'), ends('392'), ends('393'), ends('394')]).toEqual(['012345', '012345', '012345', '0123456789', '0123456789', '0123'])
  expect([...identifiers.keys()].filter((ai) => ai.startsWith('317') || ai === '14' || ai === '18' || ai === '3106')).toEqual([])
})

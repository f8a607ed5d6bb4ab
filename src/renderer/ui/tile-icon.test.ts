import { expect, test } from 'vitest'
import { tileIcons } from '../../domain/catalogue/index.ts'
import { tileDrawings } from './tile-icon.tsx'

test('[TILE-3] the till draws what head office’s page offers, and head office offers what the till draws', () => {
  expect(Object.keys(tileDrawings).toSorted()).toEqual([...tileIcons].toSorted())
  expect(new Set(Object.values(tileDrawings)).size).toBe(tileIcons.length)
})

import { icons, type LucideIcon } from 'lucide-react'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { tileIcons, tileHues } from '../../domain/catalogue/index.ts'
import { languages } from './languages.ts'
import { tileDrawings } from './tile-drawings.ts'

/** As the package spells it. */
const spelt = (name: string): string => name.replaceAll(/(?:^|-)([a-z0-9])/gu, (_all, sign: string) => sign.toUpperCase())

/** What is inside of a drawing, each stroke closed in the same way. */
function strokes(markup: string): string {
  return markup.replace(/^<svg[^>]*>/u, '').replace(/<\/svg>$/u, '').replaceAll(/<(\w+)([^>]*?)(?:\/>|><\/\1>)/gu, '<$1$2/>')
}

test('[TILE-3] head office’s page draws each tile stroke for stroke as the package does that the till draws with', () => {
  const drawn: Readonly<Record<string, LucideIcon>> = icons
  for (const icon of tileIcons) {
    const drawing = drawn[spelt(icon)]
    expect(drawing, icon).toBeDefined()
    if (drawing !== undefined) expect(strokes(tileDrawings[icon]), icon).toBe(strokes(renderToStaticMarkup(createElement(drawing))))
  }
})

test('[TILE-3] each drawing and each colour has a name of its own in both languages', () => {
  for (const { tiles } of Object.values(languages)) {
    expect(new Set(Object.values(tiles.drawings)).size).toBe(tileIcons.length)
    expect(new Set(tiles.colours).size).toBe(tileHues)
  }
})

import type { TileIconName } from '../../domain/catalogue/index.ts'
import { element } from './dom.ts'
import { tileDrawings } from './tile-drawings.ts'

const start = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'

/** As the till draws it: on the tint of its colour, and a parcel for what nobody drew. Only drawings of ours are ever read as one. */
export function tileIcon(name: string, hue: number): HTMLElement {
  const drawn = new DOMParser().parseFromString(`${start}${isDrawn(name) ? tileDrawings[name] : tileDrawings.package}</svg>`, 'image/svg+xml')
  return element('span', 'tile-icon', [document.importNode(drawn.documentElement, true)], { 'data-hue': String(hue) })
}

function isDrawn(name: string): name is TileIconName {
  return Object.hasOwn(tileDrawings, name)
}

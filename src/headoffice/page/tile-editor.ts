import type { FedTile, ItemOverview } from '../../contracts/replication/index.ts'
import { tileHues, tileIcons } from '../../domain/catalogue/index.ts'
import { button, element } from './dom.ts'
import { moneyText, quantityText } from './format.ts'
import { type Language, languages } from './languages.ts'
import { nameOf } from './names.ts'
import { tileIcon } from './tile-look.ts'

interface EditorParts {
  readonly language: Language
  readonly tiles: readonly FedTile[]
  /** Those that are in the range. */
  readonly items: readonly ItemOverview[]
  readonly now: () => number
  /** What was done, to be read out. */
  readonly told: (text: string) => void
}

export interface TileEditor {
  readonly section: HTMLElement
  readonly tiles: () => readonly FedTile[]
  readonly isOn: (item: string) => boolean
  readonly put: (item: ItemOverview) => void
}

interface Look {
  readonly icon?: string
  readonly hue?: number
}

interface Choice {
  readonly look: Look
  readonly draw: (icon: string, hue: number) => Node
  readonly press: HTMLButtonElement
}

/** As head office takes them: page.test.ts holds both to each other. */
export const mostTilesOfPage = 60

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** The tiles of one page, drawn as the till draws them: put in order, given a colour and a drawing, taken off. By pointer, by buttons and by keys. */
export function tileEditor({ language, tiles: begun, items, now, told }: EditorParts): TileEditor {
  const said = languages[language].tiles
  const known = new Map(items.map((item) => [item.id, item]))
  let tiles: readonly FedTile[] = begun
  let chosen: string | undefined
  let dragged: string | undefined
  const choices: Choice[] = []

  const grid = element('ul', 'tile-grid', [], { 'aria-label': said.preview })
  const none = element('p', 'note', [said.noTiles])
  const tools = element('section', 'tile-tools', [], { 'aria-labelledby': 'tile-tools' })
  const title = element('h4', 'label', [], { id: 'tile-tools' })
  const acts = element('div', 'item-acts', [
    button(said.first, 'plain', () => moveTo(0)),
    button(said.earlier, 'plain', () => moveTo(place() - 1)),
    button(said.later, 'plain', () => moveTo(place() + 1)),
    button(said.last, 'plain', () => moveTo(tiles.length - 1)),
    button(said.takeOff, 'plain', () => takeOff()),
  ])
  const hues = element('div', 'tile-choices', Array.from({ length: tileHues }, (_, hue) => chooser(said.colours[hue] ?? String(hue), (icon) => tileIcon(icon, hue), { hue })), { role: 'group', 'aria-label': said.colour })
  const icons = element('div', 'tile-choices', tileIcons.map((icon) => chooser(said.drawings[icon], (_icon, hue) => tileIcon(icon, hue), { icon })), { role: 'group', 'aria-label': said.drawing })
  tools.append(title, acts, element('h4', 'label', [said.colour]), hues, element('h4', 'label', [said.drawing]), icons)
  const section = element('section', 'groups', [element('h3', 'label', [said.preview]), element('p', 'note', [said.previewHow]), none, grid, tools])
  function chooser(label: string, draw: Choice['draw'], look: Look): HTMLButtonElement {
    const press = button('', 'tile-choice', () => {
      tiles = tiles.map((tile) => (tile.item === chosen ? { ...tile, ...look } : tile))
      drawAll()
    })
    press.setAttribute('aria-label', label)
    press.title = label
    choices.push({ look, draw, press })
    return press
  }

  const place = (): number => tiles.findIndex(({ item }) => item === chosen)

  function moveTo(wanted: number): void {
    const tile = tiles[place()]
    const at = Math.min(tiles.length - 1, Math.max(0, wanted))
    if (tile === undefined || at === place()) return
    tiles = tiles.filter(({ item }) => item !== tile.item).toSpliced(at, 0, tile)
    drawAll()
    told(said.moved(nameOfTile(tile), at + 1))
  }

  function takeOff(): void {
    const at = place()
    const tile = tiles[at]
    if (tile === undefined) return
    tiles = tiles.filter(({ item }) => item !== tile.item)
    chosen = (tiles[at] ?? tiles.at(-1))?.item
    drawAll()
    focusChosen()
    told(said.takenOff(nameOfTile(tile)))
  }

  function nameOfTile({ item }: FedTile): string {
    return nameOf(known.get(item)?.names ?? {}, language) || said.notInRange
  }

  function choose(item: string): void {
    chosen = item
    drawAll()
  }

  function focusChosen(): void {
    for (const one of grid.querySelectorAll<HTMLElement>('[data-tile]')) if (one.dataset['tile'] === chosen) one.focus()
  }

  function drawTile(tile: FedTile): HTMLElement {
    const item = known.get(tile.item)
    const price = item?.prices.findLast(({ from }) => from <= now())
    const press = button('', `tile${item === undefined ? ' lacking' : ''}`, () => choose(tile.item))
    press.dataset['tile'] = tile.item
    press.setAttribute('aria-pressed', String(tile.item === chosen))
    press.draggable = true
    press.append(
      tileIcon(tile.icon, tile.hue),
      element('span', 'tile-name', [nameOfTile(tile)]),
      item === undefined
        ? element('span', 'tile-price quiet', [tile.item.slice(-6)])
        : price === undefined
          ? element('span', 'tile-price quiet', [said.unpriced])
          : element('span', 'tile-price num', [moneyText(price.minor, item.currency, language), element('span', 'tile-per', [`${price.per === 1000 ? '' : ` / ${quantityText(price.per, language)}`}${said.units[item.unit]}`])]),
    )
    press.addEventListener('keydown', (event) => {
      const step = event.altKey ? steps[event.key] : undefined
      if (step === undefined) return
      event.preventDefault()
      chosen = tile.item
      moveTo(place() + step)
      focusChosen()
    })
    press.addEventListener('dragstart', () => (dragged = tile.item))
    press.addEventListener('dragover', (event) => {
      if (dragged !== undefined) event.preventDefault()
    })
    press.addEventListener('drop', (event) => {
      event.preventDefault()
      const onto = tiles.findIndex((one) => one.item === tile.item)
      if (dragged === undefined || onto < 0) return
      chosen = dragged
      dragged = undefined
      drawAll()
      moveTo(onto)
    })
    press.addEventListener('dragend', () => (dragged = undefined))
    return element('li', '', [press])
  }

  function drawAll(): void {
    const had = document.activeElement instanceof HTMLElement && grid.contains(document.activeElement)
    none.hidden = tiles.length > 0
    grid.replaceChildren(...tiles.map(drawTile))
    const tile = tiles[place()]
    tools.hidden = tile === undefined
    if (tile !== undefined) {
      title.textContent = said.chosen(nameOfTile(tile), place() + 1, tiles.length)
      for (const { look, draw, press } of choices) {
        press.replaceChildren(draw(tile.icon, tile.hue))
        press.setAttribute('aria-pressed', String((look.icon ?? tile.icon) === tile.icon && (look.hue ?? tile.hue) === tile.hue))
      }
    }
    if (had) focusChosen()
  }

  drawAll()
  return {
    section,
    tiles: () => tiles,
    isOn: (item) => tiles.some((tile) => tile.item === item),
    put: (item) => {
      known.set(item.id, item)
      // Of the colour of its neighbour: one colour is one kind of goods.
      if (!tiles.some((tile) => tile.item === item.id)) tiles = [...tiles, { item: item.id, icon: 'package', hue: tiles.at(-1)?.hue ?? 0 }]
      chosen = item.id
      drawAll()
      told(said.putOn(nameOf(item.names, language)))
    },
  }
}

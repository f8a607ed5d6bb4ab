/** What a display did with the bytes it holds: it waits for more, it knows no such command, or it has done one. */
export type Step = 'more' | 'unknown' | 'done'

/** The glass, as the commands change it. */
export interface Glass {
  /** Forty places, the second row from twenty on; of a digit display the first is all. */
  cells: number[]
  cursor: number
  number: string
  lamps: readonly boolean[]
  /** CD5220: what comes after a string belongs to no row until CLR. */
  stringMode: boolean
}

export type Commands = (held: readonly number[], glass: Glass) => Step

export const emptyGlass = (): Glass => ({ cells: Array.from({ length: 40 }, () => 0x20), cursor: 0, number: '', lamps: [false, false, false, false], stringMode: false })

const esc = 0x1b
const cr = 0x0d
const within = (value: number | undefined, least: number, most: number): boolean => value !== undefined && value >= least && value <= most
/** A command of a fixed length: `act` once it is whole, if its parameters are ones the sheet lists. */
const fixed = (held: readonly number[], length: number, allowed: () => boolean, act: () => void): Step => {
  if (held.length < length) return 'more'
  if (!allowed()) return 'unknown'
  act()
  return 'done'
}
const always = (): boolean => true

function wipe(glass: Glass): void {
  Object.assign(glass, emptyGlass())
}

function letter(byte: number, glass: Glass): Step {
  if (byte < 0x20 || byte === 0x7f || glass.stringMode) return 'unknown'
  glass.cells[glass.cursor] = byte
  glass.cursor = (glass.cursor + 1) % 40
  return 'done'
}

export const dmDCommands: Commands = (held, glass) => {
  const [first = 0, second, third, fourth] = held
  if (first === 0x0c) return fixed(held, 1, always, () => wipe(glass))
  if (first === 0x0b) return fixed(held, 1, always, () => (glass.cursor = 0))
  if (first === esc) {
    if (second === undefined) return 'more'
    if (second === 0x40) return fixed(held, 2, always, () => wipe(glass))
    // Talking to the printer behind it, which is none of the display's business, is an error of a display's driver.
    if (second === 0x3d) return fixed(held, 3, () => third === 2, () => undefined)
    if (second === 0x74) return fixed(held, 3, () => within(third, 0, 5) || within(third, 16, 19) || within(third, 254, 255), () => undefined)
    return 'unknown'
  }
  if (first === 0x1f) {
    if (second === undefined) return 'more'
    // Only overwrite: in the scrolling modes no place stays where it was written.
    if (second === 0x01) return fixed(held, 2, always, () => undefined)
    if (second === 0x58) return fixed(held, 3, () => within(third, 1, 4), () => undefined)
    if (second === 0x43) return fixed(held, 3, () => within(third, 0, 1), () => undefined)
    if (second === 0x24) return fixed(held, 4, () => within(third, 1, 20) && within(fourth, 1, 2), () => (glass.cursor = (third ?? 1) - 1 + 20 * ((fourth ?? 1) - 1)))
    return 'unknown'
  }
  return letter(first, glass)
}

export const cd5220Commands: Commands = (held, glass) => {
  const [first = 0, second, third, fourth] = held
  if (first === 0x0c) return fixed(held, 1, always, () => wipe(glass))
  if (first !== esc) return letter(first, glass)
  if (second === undefined) return 'more'
  if (second === 0x40) return fixed(held, 2, always, () => wipe(glass))
  if (second === 0x2a) return fixed(held, 3, () => within(third, 1, 4), () => undefined)
  if (second === 0x6c) return fixed(held, 4, () => !glass.stringMode && within(third, 1, 20) && within(fourth, 1, 2), () => (glass.cursor = (third ?? 1) - 1 + 20 * ((fourth ?? 1) - 1)))
  if (second !== 0x51) return 'unknown'
  if (third === undefined) return 'more'
  if (third !== 0x41 && third !== 0x42) return 'unknown'
  const string = held.slice(3)
  if (string.at(-1) !== cr) return string.length <= 20 && string.every((byte) => byte >= 0x20 && byte !== 0x7f) ? 'more' : 'unknown'
  const row = third === 0x41 ? 0 : 20
  for (let at = 0; at < 20; at += 1) glass.cells[row + at] = at < string.length - 1 ? (string[at] ?? 0x20) : 0x20
  glass.stringMode = true
  return 'done'
}

export const logicControlsCommands: Commands = (held, glass) => {
  const [first = 0, second] = held
  if (first === 0x1f) return fixed(held, 1, always, () => wipe(glass))
  // 11h: no scrolling. 13h and 14h: the cursor's light.
  if (first === 0x11 || first === 0x13 || first === 0x14) return fixed(held, 1, always, () => undefined)
  if (first === 0x04) return fixed(held, 2, () => [0xff, 0x60, 0x40, 0x20].includes(second ?? -1), () => undefined)
  if (first === 0x10) return fixed(held, 2, () => within(second, 0, 0x27), () => (glass.cursor = second ?? 0))
  return letter(first, glass)
}

export const led8nCommands: Commands = (held, glass) => {
  const [first = 0, second, third] = held
  if (first === 0x0c) return fixed(held, 1, always, () => (glass.number = ''))
  if (first === 0x02) {
    if (second === undefined) return 'more'
    if (second === 0x42) return fixed(held, 3, () => within(third, 0x30, 0x35), () => undefined)
    const lights = held.slice(2)
    if (second !== 0x4c || !lights.every((light) => within(light, 0x30, 0x31))) return 'unknown'
    return fixed(held, 6, always, () => (glass.lamps = lights.map((light) => light === 0x31)))
  }
  if (first !== esc) return 'unknown'
  if (second === undefined) return 'more'
  if (second === 0x40) return fixed(held, 2, always, () => wipe(glass))
  if (second !== 0x51) return 'unknown'
  if (third === undefined) return 'more'
  if (third !== 0x41) return 'unknown'
  const text = String.fromCharCode(...held.slice(3))
  if (!text.endsWith('\r')) return /^[\d.-]{0,15}$/.test(text) ? 'more' : 'unknown'
  const number = text.slice(0, -1)
  // Eight digits, and a point may stand behind each but the last.
  if (number.replaceAll('.', '').length > 8 || number === '') return 'unknown'
  glass.number = number
  return 'done'
}

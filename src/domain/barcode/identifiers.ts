/**
 * What a component of a value may hold. `n` digits, `x` the 82 characters of GS1's set (of ISO 646), `y` its 39 of part
 * numbers, `z` those of base64 for files and addresses.
 */
export type Charset = 'n' | 'x' | 'y' | 'z'

/** What is checked of a component beyond its characters. `date0`: YYMMDD where DD may be 00, the month's last day. */
export type Check = 'digit' | 'date' | 'date0'

export interface Component {
  readonly charset: Charset
  readonly min: number
  readonly max: number
  /** May be missing altogether. */
  readonly optional: boolean
  readonly check?: Check
}

export interface Identifier {
  readonly ai: string
  readonly components: readonly Component[]
  /** The value's length is known beforehand, so nothing stands between it and the next identifier. */
  readonly predefined: boolean
}

/**
 * GS1 application identifiers, from the General Specifications' table (in the reading of GS1's own syntax dictionary).
 * `n6` is six digits, `x..20` one to twenty characters, `[n6]` may be missing, `:digit` and `:date` are what is checked,
 * `*` marks a length known beforehand. A key of three digits and `0-5` is a row of identifiers whose last digit says how
 * many decimals there are. The whole table and not the part a shop needs: an identifier that is not known has an
 * unknown length, and everything behind it would be lost.
 */
const table: readonly (readonly [keys: string, format: string])[] = [
  ['00', '*n18:digit'],
  ['01 02', '*n14:digit'],
  ['10 21 22 243 254 420 7020 7021 7022 710-715 7240 8002 8012 4318', 'x..20'],
  ['11 12 13 15 16 17', '*n6:date0'],
  ['20', '*n2'],
  ['235', 'x..28'],
  ['240 241 250 251 400 403 7002 4308 4319 90', 'x..30'],
  ['242', 'n..6'],
  ['253', 'n13:digit [x..17]'],
  ['255', 'n13:digit [n..12]'],
  ['30 37', 'n..8'],
  ['310-316.5 320-329.5 330-337.5 340-349.5 350-357.5 360-369.5', '*n6'],
  ['390.9 392.9', 'n..15'],
  ['391.9 393.9', 'n3 n..15'],
  ['394.3', 'n4'],
  ['395.5', 'n6'],
  ['401 7023 8004', 'x..30'],
  ['402', 'n17:digit'],
  ['410-417', '*n13:digit'],
  ['421', 'n3 x..9'],
  ['422 424 426', 'n3'],
  ['423 425', 'n..15'],
  ['427 7008', 'x..3'],
  ['4300 4301 4310 4311 4320', 'x..35'],
  ['4302-4306 4312-4316', 'x..70'],
  ['4307 4317', 'x2'],
  ['4309', 'n20'],
  ['4321 4322 4323', 'n1'],
  ['4324 4325', 'n6:date0 n4'],
  ['4326 7006', 'n6:date'],
  ['4330-4333', 'n6 [x1]'],
  ['7001', 'n13'],
  ['7003', 'n6:date n4'],
  ['7004', 'n..4'],
  ['7005', 'x..12'],
  ['7007', 'n6:date [n6:date]'],
  ['7009', 'x..10'],
  ['7010', 'x..2'],
  ['7011', 'n6:date [n4]'],
  ['7030-7039', 'n3 x..27'],
  ['7040', 'n1 x3'],
  ['7230-7239', 'x2 x..28'],
  ['7241', 'n2'],
  ['7242', 'x..25'],
  ['8001', 'n14'],
  ['8003', 'n14:digit [x..16]'],
  ['8005', 'n6'],
  ['8006 8026', 'n14:digit n4'],
  ['8007', 'x..34'],
  ['8008', 'n6:date n2 [n..4]'],
  ['8009', 'x..50'],
  ['8010', 'y..30'],
  ['8011', 'n..12'],
  ['8013', 'x..25'],
  ['8017 8018', 'n18:digit'],
  ['8019', 'n..10'],
  ['8020', 'x..25'],
  ['8030', 'z..90'],
  ['8110 8112 8200', 'x..70'],
  ['8111', 'n4'],
  ['91-99', 'x..90'],
]

function charset(letter: string | undefined): Charset {
  if (letter === 'n' || letter === 'x' || letter === 'y' || letter === 'z') return letter
  throw new Error(`no character set ${letter}`)
}

function checkOf(name: string | undefined): { readonly check?: Check } {
  return name === 'digit' || name === 'date' || name === 'date0' ? { check: name } : {}
}

function componentOf(text: string): Component {
  const [, open, letter, upTo, length, check] = /^(\[?)([nxyz])(\.\.)?(\d+)(?::(\w+))?\]?$/.exec(text) ?? []
  const max = Number(length)
  return { charset: charset(letter), min: upTo === undefined ? max : 1, max, optional: open === '[', ...checkOf(check) }
}

/** "410-417" is eight identifiers, "310-316.5" is 3100 to 3105, 3110 to 3115 and so on. */
function keysOf(text: string): string[] {
  return text.split(' ').flatMap((range) => {
    const [span = '', decimals] = range.split('.')
    const [from = '', to = from] = span.split('-')
    const bases = Array.from({ length: Number(to) - Number(from) + 1 }, (_, step) => String(Number(from) + step).padStart(from.length, '0'))
    return decimals === undefined ? bases : bases.flatMap((base) => Array.from({ length: Number(decimals) + 1 }, (_, digit) => `${base}${digit}`))
  })
}

function identifiersOf(keys: string, format: string): readonly Identifier[] {
  const predefined = format.startsWith('*')
  const components = format.replace('*', '').split(' ').map(componentOf)
  return keysOf(keys).map((ai) => ({ ai, components, predefined }))
}

/** Every identifier by its digits. */
export const identifiers: ReadonlyMap<string, Identifier> = new Map(table.flatMap(([keys, format]) => identifiersOf(keys, format)).map((identifier) => [identifier.ai, identifier]))

/** The identifier that `text` begins with. No identifier is the beginning of another, so there is at most one. */
export function identifierAt(text: string, at: number): Identifier | undefined {
  for (const length of [2, 3, 4]) {
    const found = identifiers.get(text.slice(at, at + length))
    if (found !== undefined) return found
  }
  return undefined
}

export function longestOf({ components }: Identifier): number {
  return components.reduce((sum, { max }) => sum + max, 0)
}

import { gtin14 } from '../catalogue/index.ts'
import { accept, refuse, type Result } from '../errors/index.ts'
import { valueRefusal, withoutRepeats, type Element } from './elements.ts'
import { identifiers } from './identifiers.ts'

/** What may stand behind a GTIN in the path: variant, lot, serial, and the serial of a third party. */
const qualifiers: ReadonlySet<string> = new Set(['22', '10', '21', '235'])

/** Every character a value may have is of one byte below 80, so any other percentage stands for no value at all. */
function isDecodable(text: string): boolean {
  return !/%(?![0-7][0-9A-Fa-f])/.test(text)
}

/** `%2F` is "/". A plus is a plus: no value holds a blank. */
function decoded(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

interface Parts {
  readonly path: readonly string[]
  readonly query: readonly string[]
}

function partsOf(text: string): Parts | undefined {
  const [, path = '', query = ''] = /^https?:\/\/[^/?#\s]+\/([^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(text) ?? []
  return path === '' ? undefined : { path: path.replace(/\/$/, '').split('/'), query: query.split(/[&;]/).filter((pair) => pair !== '') }
}

/** Where the path's GTIN begins: the last `01` with digits behind it, since a host may put folders of its own in front. */
function gtinPlace(path: readonly string[]): number {
  return path.findLastIndex((segment, place) => segment === '01' && /^(?:\d{8}|\d{12,14})$/.test(path[place + 1] ?? ''))
}

/** Whether this is a web address that has a GTIN where GS1 puts it, whatever the host. */
export function isDigitalLink(text: string): boolean {
  const parts = partsOf(text)
  return parts !== undefined && gtinPlace(parts.path) >= 0
}

function elementsOf({ path, query }: Parts): Result<readonly Element[]> {
  const elements: Element[] = []
  const pairs = path.slice(gtinPlace(path))
  for (let place = 0; place < pairs.length; place += 2) {
    const ai = pairs[place] ?? ''
    const value = pairs[place + 1]
    if (value === undefined || (place > 0 && !qualifiers.has(ai))) return refuse('gs1.malformed')
    if (!isDecodable(value)) return refuse('gs1.wrongCharacter', { ai })
    elements.push({ ai, value: decoded(value) })
  }
  for (const pair of query) {
    const [key = '', ...rest] = pair.split('=')
    // What is no number is the shop's or the web's own ("linkType", "utm_source"); an unknown number is a mistake.
    if (!/^\d+$/.test(key)) continue
    const value = rest.join('=')
    if (!isDecodable(value)) return refuse('gs1.wrongCharacter', { ai: key })
    elements.push({ ai: key, value: decoded(value) })
  }
  return accept(elements)
}

/**
 * Reads a GS1 Digital Link of a GTIN: `https://any.host/01/09506000134352/10/ABC/21/12?17=261231`. The host is nobody's
 * business here, and nothing is fetched. A GTIN of 8, 12 or 13 digits is padded. Refuses as parseElementString does, and
 * `gs1.malformed` for what isDigitalLink does not know. Compressed links are not read.
 */
export function parseDigitalLink(text: string, thisYear: number): Result<readonly Element[]> {
  const parts = partsOf(text)
  if (parts === undefined || gtinPlace(parts.path) < 0) return refuse('gs1.malformed')
  const written = elementsOf(parts)
  if (!written.ok) return written
  const elements = written.value.map(({ ai, value }) => ({ ai, value: ai === '01' ? (gtin14(value) ?? value.padStart(14, '0')) : value }))
  for (const { ai, value } of elements) {
    const identifier = identifiers.get(ai)
    if (identifier === undefined) return refuse('gs1.unknownIdentifier', { ai })
    const refused = valueRefusal(identifier, value, thisYear)
    if (refused !== undefined) return refused
  }
  return withoutRepeats(elements)
}

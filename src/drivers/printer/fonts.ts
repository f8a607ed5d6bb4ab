import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What a font file is registered under, so that a text can ask for it by name. */
export interface Face {
  readonly family: string
  readonly file: string
  /** The lower, the better it looks; a canvas takes the first of the named faces that has a letter. */
  readonly rank: number
}

interface Source {
  readonly face: Omit<Face, 'rank'>
  readonly holds: (code: number) => boolean
}

const variable = '@fontsource-variable'
/** The packages fonts are read from, laid out as npm lays them out. Those of the build are named in vite.config.ts. */
const notoThai = `${variable}/noto-sans-thai`
const notoArabic = `${variable}/noto-sans-arabic`
const notoHan = `${variable}/noto-sans-sc`
const unifont = '@fontsource/unifont'

/**
 * Which face has a character, best looking first. `root` holds the packages as node_modules does. Throws when a font is
 * missing: a package that was built without its fonts is a bug, and a receipt of boxes is not the place to find it.
 */
export function fontBook(root: string): (char: string) => Face | undefined {
  const sources = [
    ...subsets(root, notoThai, 'noto-sans-thai', ['latin', 'latin-ext', 'thai']),
    ...subsets(root, notoArabic, 'noto-sans-arabic', ['arabic']),
    ...subsets(root, notoHan, 'noto-sans-sc'),
    // A bitmap of every character of the basic plane, plain but never a box: the last that is asked.
    { face: face(root, unifont, 'unifont-latin-400-normal'), holds: (code: number) => code <= 0xff_ff },
  ]
  const found = new Map<number, Face | undefined>()
  return (char) => {
    const code = char.codePointAt(0) ?? 0
    if (!found.has(code)) {
      const rank = drawable.test(char) ? sources.findIndex(({ holds }) => holds(code)) : -1
      const source = sources[rank]
      found.set(code, source && { ...source.face, rank })
    }
    return found.get(code)
  }
}

/** Private use and unassigned codes have no agreed picture; drawing what some font has there would be a guess. */
const drawable = /[^\p{Control}\p{Private_Use}\p{Unassigned}\p{Surrogate}]/u

function subsets(root: string, folder: string, name: string, wanted?: readonly string[]): Source[] {
  const ranges = JSON.parse(readFileSync(path.join(root, folder, 'unicode.json'), 'utf8')) as Readonly<Record<string, string>>
  return Object.entries(ranges)
    .filter(([subset]) => wanted === undefined || wanted.includes(subset))
    .map(([subset, range]) => ({ face: face(root, folder, `${name}-${subset.replaceAll(/[[\]]/g, '')}-wght-normal`), holds: within(range) }))
}

function face(root: string, folder: string, name: string): Omit<Face, 'rank'> {
  const file = path.join(root, folder, 'files', `${name}.woff2`)
  if (!existsSync(file)) throw new Error(`no font ${name}`)
  return { family: name, file }
}

/** "U+4E-5A,U+61" as CSS writes it. */
function within(range: string): (code: number) => boolean {
  const spans = range.split(',').map((span) => {
    const [from = '', to = from] = span.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
  return (code) => spans.some(([from, to]) => code >= from && code <= to)
}

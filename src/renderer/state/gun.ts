import { gs1Start, groupSeparator, isGroupSeparator } from './wedge-gs1.ts'
import { isGtin, standardPace, type WedgePace } from './wedge.ts'

/**
 * What a wedge gun sends, looked at key by key, and what is to be said of it. Pure. A gun with an 80 ms gap between keys is
 * half as fast as a good typist: with the standard values only what its content gives away is taken for a scan.
 */
export interface GunKey {
  /** One character, or the name of a key in angle brackets: `<CR>`. */
  readonly sent: string
  /** Milliseconds on any steady clock. */
  readonly at: number
  /** What the key is by its place, as `KeyboardEvent.code`. */
  readonly place: string
  readonly capsLock: boolean
}
/** One scan: all of its keys, its end included where there was one. */
export type GunScan = readonly GunKey[]

export const scansWanted = 3
export const scansKept = 5

const named: Readonly<Record<string, string>> = { Enter: '<CR>', Tab: '<TAB>', Process: '<IME>', Unidentified: '<?>' }
const ends: readonly string[] = ['<CR>', '<TAB>']
const modifiers: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock']

/** A key as it is looked at; undefined for one that says nothing by itself. */
export function gunKey(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'timeStamp' | 'isComposing' | 'getModifierState'>): GunKey | undefined {
  if (modifiers.includes(event.key)) return undefined
  const sent = event.isComposing ? '<IME>' : isGroupSeparator(event) ? '<GS>' : event.key.length === 1 && !event.ctrlKey ? visible(event.key) : (named[event.key] ?? `<${event.ctrlKey ? 'Ctrl ' : ''}${event.key}>`)
  return { sent, at: event.timeStamp, place: event.code, capsLock: event.getModifierState('CapsLock') }
}

const controls: Readonly<Record<number, string>> = { 0x02: '<STX>', 0x03: '<ETX>', 0x04: '<EOT>', 0x09: '<TAB>', 0x0a: '<LF>', 0x0d: '<CR>', 0x1c: '<FS>', 0x1d: '<GS>', 0x1e: '<RS>' }

/** Text with its control characters named: a person cannot see what is missing of what cannot be seen. */
export function visible(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code >= 0x20 && code !== 0x7f ? character : (controls[code] ?? `<${code.toString(16).toUpperCase().padStart(2, '0')}>`)
  }).join('')
}

export const endsScan = (key: GunKey): boolean => ends.includes(key.sent)

export type GunVerdict = 'few' | 'ime' | 'layout' | 'capsLock' | 'noSuffix' | 'prefix' | 'tooSlow' | 'slow' | 'fine'

export interface GunReport {
  readonly scans: readonly string[]
  /** Milliseconds between the keys of a scan: half of them are no longer, and the longest. */
  readonly medianGap: number
  readonly longestGap: number
  /** `none`, or what ends a scan. `mixed`: not always the same. */
  readonly suffix: string
  /** What stands in front of every scan and is none of it. */
  readonly prefix: string
  readonly aim: boolean
  /** Whether a separator of GS1 came through. `notSeen`: none of the scans had to have one. */
  readonly separator: 'kept' | 'notSeen'
  /** Whether the keys it presses are this computer's. `ime`: an input method takes them. `notSeen`: no scan had digits to tell by. */
  readonly layout: 'matches' | 'other' | 'ime' | 'notSeen'
  /** Worst first; `fine` or `slow` where selling works. */
  readonly verdicts: readonly GunVerdict[]
  /** What the counter is to be set to. Absent: the standard values do, or nothing would help. */
  readonly pace?: WedgePace
}

/** A gun's, below the least gap of a person who types fast; and what a counter is set to at the most, for the same reason. */
const slowestGun = 100
const slowestPace: WedgePace = { burst: 110, pause: 250 }

export function reportOf(scans: readonly GunScan[]): GunReport {
  const gaps = scans.flatMap((keys) => keys.slice(1).map((key, index) => Math.round(key.at - (keys[index]?.at ?? key.at)))).sort((a, b) => a - b)
  const medianGap = gaps[gaps.length >> 1] ?? 0
  const longestGap = gaps.at(-1) ?? 0
  const suffixes = new Set(scans.map((keys) => (keys.at(-1) !== undefined && ends.includes(keys.at(-1)?.sent ?? '') ? (keys.at(-1)?.sent ?? '') : 'none')))
  const suffix = suffixes.size > 1 ? 'mixed' : ([...suffixes][0] ?? 'none')
  const texts = scans.map((keys) => keys.filter((key) => !endsScan(key)).map(({ sent }) => sent).join(''))
  const plain = texts.map((text) => text.replaceAll('<GS>', groupSeparator))
  const prefix = commonPrefix(plain)
  const keys = scans.flat()
  // Longer gaps are mostly the page's own, which was busy for a moment: half of them say how the gun types.
  const pace = paceFor(medianGap, gaps[Math.floor(gaps.length * 0.9)] ?? 0)
  const verdicts: GunVerdict[] = []
  const layout = layoutOf(scans)
  if (scans.length < scansWanted) verdicts.push('few')
  if (layout === 'ime') verdicts.push('ime')
  if (layout === 'other') verdicts.push('layout')
  if (keys.some(({ capsLock }) => capsLock)) verdicts.push('capsLock')
  if (suffix === 'none' || suffix === 'mixed') verdicts.push('noSuffix')
  if (prefix !== '') verdicts.push('prefix')
  if (scans.length >= scansWanted) verdicts.push(pace === 'tooSlow' ? 'tooSlow' : pace === undefined ? 'fine' : 'slow')
  return {
    scans: scans.map((one) => one.map(({ sent }) => sent).join('')),
    medianGap,
    longestGap,
    suffix,
    prefix: visible(prefix),
    aim: texts.length > 0 && texts.every((text) => /^\][A-Za-z][0-9A-Za-z]/.test(text.slice(visible(prefix).length))),
    separator: keys.some(({ sent }) => sent === '<GS>') ? 'kept' : 'notSeen',
    layout,
    verdicts,
    ...(pace !== undefined && pace !== 'tooSlow' && scans.length >= scansWanted && { pace }),
  }
}

/** Two digits may be a person's; as many as the shortest code that is worth a barcode are the gun's. */
const digitsToTell = 4

function layoutOf(scans: readonly GunScan[]): GunReport['layout'] {
  const keys = scans.flat()
  if (keys.some(({ sent }) => sent === '<IME>')) return 'ime'
  const foreign = keys.some(({ sent, place }) => /^Digit\d$/.test(place) && /^[^\d<]$/.test(sent) && !/^[!-/:-@[-`{-~]$/.test(sent))
  if (foreign || wrongDigits(scans) || scans.some(isNoCode)) return 'other'
  return keys.filter(({ sent }) => /^\d$/.test(sent)).length >= digitsToTell ? 'matches' : 'notSeen'
}

/** No label holds signs alone. Short codes of a French gun came as `_&__-`, and nothing was said of it. */
function isNoCode(keys: GunScan): boolean {
  const text = keys.filter((key) => !endsScan(key) && key.sent.length === 1)
  return text.length >= digitsToTell && !text.some(({ sent }) => /^[0-9A-Za-z]$/.test(sent))
}

/** A French keyboard writes `&é"'(` where the gun pressed 1 to 5: a scan of the digit row without one digit in it. */
function wrongDigits(scans: readonly GunScan[]): boolean {
  return scans.some((keys) => {
    const row = keys.filter(({ place }) => /^Digit\d$/.test(place))
    return row.length >= 8 && row.every(({ sent }) => !/^\d$/.test(sent))
  })
}

function paceFor(median: number, usual: number): WedgePace | 'tooSlow' | undefined {
  if (median <= standardPace.burst) return undefined
  // Room above what was measured: a busy page makes gaps longer, never shorter.
  const within = (least: number, wanted: number, most: number): number => Math.min(most, Math.max(least, Math.ceil(wanted)))
  if (median > slowestGun) return 'tooSlow'
  return { burst: within(standardPace.burst, median * 1.2, slowestPace.burst), pause: within(standardPace.pause, usual * 1.5, slowestPace.pause) }
}

/** What every scan begins with in front of its code; '' where one of them has no code that can be told. */
function commonPrefix(texts: readonly string[]): string {
  const prefixes = new Set(texts.map((text) => text.slice(0, Math.max(codeStart(text), 0))))
  return prefixes.size === 1 ? ([...prefixes][0] ?? '') : ''
}

function codeStart(text: string): number {
  const gs1 = gs1Start(text)
  if (gs1 >= 0) return gs1
  const length = [14, 13, 12, 8].find((each) => each <= text.length && isGtin(text.slice(-each)) && !/\d/.test(text.slice(0, -each)))
  return length === undefined ? -1 : text.length - length
}

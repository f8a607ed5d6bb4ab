import { random } from '../lib/random.ts'
import { ean } from './names.ts'
import { initials, isSpelledIn, spelled } from './pinyin.ts'

/** A kind of thing people type, what they typed, and what must then be found: by a rule of its own, never by the index's. */
export interface KeystrokeClass {
  readonly name: string
  readonly texts: readonly string[]
  /** p99 in ms. */
  readonly limitMs: number
  finds(name: string, text: string, index: number): boolean
}

const textsPerClass = 200

/** Drawn from the names themselves, so that there is something to find, but for the class that finds nothing. */
export function keystrokes(names: readonly string[]): readonly KeystrokeClass[] {
  const next = random(4_242)
  const any = (): string => names[Math.floor(next() * names.length)] ?? ''
  const draw = (from: () => string | undefined): readonly string[] => {
    const texts: string[] = []
    while (texts.length < textsPerClass) {
      const text = from()
      if (text !== undefined) texts.push(text)
    }
    return texts
  }
  const han = (name: string): string => /\p{Script=Han}{2,}/u.exec(name)?.[0] ?? ''
  const part = (text: string, length: number): string | undefined => (text.length < length ? undefined : text.substr(Math.floor(next() * (text.length - length + 1)), length))
  const latin = (name: string): readonly string[] => (/^[A-Z][a-z]+ /.test(name) ? name.toLowerCase().split(' ').filter((word) => /^[a-z]{4,}$/.test(word)) : [])
  const included = (name: string, text: string): boolean => text.split(' ').every((word) => name.toLowerCase().includes(word.toLowerCase()))
  const letters = (of: (name: string) => string, length: number) => (): string | undefined => part(of(any()).split(' ')[0] ?? '', length)
  const everyHan = Array.from(new Set(names.slice(0, 20_000).flatMap((name) => Array.from(han(name)))))
  const shuffled = (): string => Array.from({ length: 4 }, () => everyHan[Math.floor(next() * everyHan.length)] ?? '').join('')
  const zh = (length: number): KeystrokeClass => ({ name: `Chinese, ${length}`, texts: draw(() => part(han(any()), length)), limitMs: length === 1 ? 10 : 5, finds: included })
  return [
    zh(1), zh(2), zh(3), zh(4),
    { name: 'Chinese, 2 + 2', limitMs: 5, finds: included, texts: draw(() => { const run = han(any()); return run.length < 6 ? undefined : `${run.slice(0, 2)} ${run.slice(-2)}` }) },
    { name: 'Chinese + size', limitMs: 5, finds: included, texts: draw(() => { const name = any(); const size = /\s(\d{2,}(?:g|ml))/.exec(name)?.[1]; const run = han(name); return size === undefined || run.length < 2 ? undefined : `${run.slice(-2)} ${size}` }) },
    { name: 'Latin, 3 letters', limitMs: 5, finds: included, texts: draw(() => latin(any())[0]?.slice(0, 3)) },
    { name: 'Latin, two words', limitMs: 5, finds: included, texts: draw(() => { const [one, two] = latin(any()); return one === undefined || two === undefined ? undefined : `${one} ${two.slice(0, 3)}` }) },
    { name: 'pinyin initials, 1', limitMs: 10, finds: (name, text) => initials(name).includes(text), texts: draw(letters(initials, 1)) },
    { name: 'pinyin initials, 4', limitMs: 5, finds: (name, text) => initials(name).includes(text), texts: draw(letters(initials, 4)) },
    { name: 'full pinyin, 2 to 3 syllables', limitMs: 5, finds: isSpelledIn, texts: draw(() => { const run = spelled(any())[0]; return run === undefined || run.length < 3 ? undefined : run.slice(0, 2 + Math.floor(next() * 2)).join('').toLowerCase() }) },
    { name: 'no match, Chinese 4', limitMs: 5, finds: included, texts: draw(() => { const text = shuffled(); return names.some((name) => name.includes(text)) ? undefined : text }) },
    { name: 'barcode, its first 9 digits', limitMs: 5, finds: (_name, text, index) => ean(index).startsWith(text), texts: draw(() => ean(Math.floor(next() * names.length)).slice(0, 9)) },
  ]
}


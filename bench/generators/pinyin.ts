import { pinyin } from 'pinyin-pro'

/** By another hand than the register's table: pinyin-pro's first reading of each character alone. Letters, ü as v. */
const readings = new Map<string, string>()
function readingOf(character: string): string {
  let reading = readings.get(character)
  if (reading === undefined) {
    reading = pinyin(character, { toneType: 'none', v: true }).toLowerCase()
    readings.set(character, reading)
  }
  return reading
}

const runs = /\p{Script=Han}+/gu

/** The characters' readings, each stretch of Chinese for itself. */
export function spelled(name: string): readonly (readonly string[])[] {
  return [...name.matchAll(runs)].map(([run]) => Array.from(run, readingOf))
}

/** `kekoukele jiaguo`: full pinyin, a space between two stretches. */
export const fullPinyin = (name: string): string => spelled(name).map((run) => run.join('')).join(' ')

/** `kkkl jg` */
export const initials = (name: string): string => spelled(name).map((run) => run.map((reading) => reading.charAt(0)).join('')).join(' ')

/** Whether `letters` spell what stands somewhere in the name, from the beginning of a character on. */
export function isSpelledIn(name: string, letters: string): boolean {
  return spelled(name).some((run) => run.some((_, at) => run.slice(at).join('').startsWith(letters)))
}

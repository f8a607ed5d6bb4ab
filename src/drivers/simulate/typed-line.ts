import { type Done, type Knob, type StartOption } from './kind.ts'

/** What a typed line did. `unknown`: no knob of this device begins like that. */
export async function obey(line: string, knobs: readonly Knob[]): Promise<Done | 'unknown'> {
  const typed = line.trim().replaceAll(/\s+/g, ' ')
  // The longest wins: "paper out" is not "paper" with something behind it.
  const [knob] = knobs.filter(({ words }) => `${typed.toLowerCase()} `.startsWith(`${words} `)).toSorted((one, other) => other.words.length - one.words.length)
  if (knob === undefined) return 'unknown'
  const argument = typed.slice(knob.words.length).trim()
  if (knob.takes === undefined && argument !== '') return { wrong: `"${knob.words}" stands alone` }
  if (knob.takes !== undefined && argument === '') return { wrong: `${knob.words} takes ${knob.takes}` }
  return knob.act(argument)
}

/** The command line, taken apart: what the device is, how the line to it is, and what is done to it before it starts. */
export interface StartWords {
  readonly options: ReadonlyMap<string, string>
  /** Typed lines, in the order in which they stood there. */
  readonly lines: readonly string[]
}

/** Undefined is never silence: what nobody knows is said to be wrong. */
export function startWords(words: readonly string[], options: readonly StartOption[], knobs: readonly Knob[]): StartWords | { readonly wrong: string } {
  const given = new Map(options.map(({ name, usual }) => [name, usual]))
  const lines: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    const [word = '', next] = words.slice(at, at + 2)
    const name = word.slice(2)
    const option = options.find((one) => one.name === name)
    const knob = knobs.find((one) => one.atStart && one.words.replaceAll(' ', '-') === name)
    if (!word.startsWith('--') || (option === undefined && knob === undefined)) return { wrong: `${word} is nothing this device knows` }
    if (option === undefined && knob?.takes === undefined) {
      lines.push(knob?.words ?? '')
      continue
    }
    if (next === undefined) return { wrong: `${word} takes ${option?.takes ?? knob?.takes ?? ''}` }
    if (option) given.set(name, next)
    else lines.push(`${knob?.words ?? ''} ${next}`)
    at += 1
  }
  return { options: given, lines }
}

export function helpOf(knobs: readonly Knob[], also: readonly (readonly [words: string, help: string])[]): string {
  const rows = [...knobs.map(({ words, takes, help }) => [[words, takes].join(' ').trim(), help] as const), ...also]
  const width = Math.max(...rows.map(([words]) => words.length)) + 2
  return rows.map(([words, help]) => `  ${words.padEnd(width)}${help}`).join('\n')
}

import { sha256 } from '../../db/index.ts'
import { type CommandContext } from './command-context.ts'

type Table = Readonly<Record<string, (context: CommandContext, input: never) => unknown>>

/** The command told which act it is: what an approval for it is bound to. */
export function bound<Input, Answer>(name: string, command: (context: CommandContext, input: Input) => Answer): (context: CommandContext, input: Input) => Answer {
  return (context, input) => command({ ...context, act: { name, input } }, input)
}

/** A whole table of them, so that none that is added to it can be forgotten. */
export function boundTable<T extends Table>(table: T): T {
  return Object.fromEntries(Object.entries(table).map(([name, command]) => [name, bound(name, command)])) as T
}

/** Sorted by name, and without what is not there: the same act sent again reads the same. */
function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/**
 * What an approval's document ends with: the act by its name, and a digest of all it was asked with but the approvals themselves,
 * and of what the screen showed of its object. One right covers several acts, and an amount says little: an approval to block goods
 * lifted a recall, and one for a new item at 99.00 made it at 0.01.
 */
export function actMark({ name, input }: NonNullable<CommandContext['act']>, shown: unknown): string {
  const asked = typeof input === 'object' && input !== null ? Object.fromEntries(Object.entries(input).filter(([key]) => key !== 'approval' && key !== 'approvals')) : input
  return `#${name}.${sha256(JSON.stringify([name, asked, shown ?? null], sorted)).slice(0, 32)}`
}

/** The document as the journal names it, and the act by its name. */
export function withoutMark(document: string): { readonly document: string; readonly act?: string } {
  const [, plain, act] = /^(.*)#([a-z-]+)\.[0-9a-f]{32}$/s.exec(document) ?? []
  return plain === undefined || act === undefined ? { document } : { document: plain, act }
}

import { type RegisterReader } from '../../db/index.ts'

/**
 * Nobody has said yet whose register this is: a live one on which nobody is known. People are never deleted, so what was
 * set up once never asks again, and a register that was filled some other way is not asked at all.
 */
export function needsSetup(reader: Pick<RegisterReader, 'facts' | 'operators'>): boolean {
  return reader.facts().mode === 'live' && reader.operators().length === 0
}

/** The questions a register answers before it is set up. Every other one is refused. */
export const setupQueries: ReadonlySet<string> = new Set(['paper-preview'])

/** And what it does: whoever sets it up sees that printer and drawer work, before the first sale and not at it. */
export const setupCommands: ReadonlySet<string> = new Set(['test-page', 'open-drawer'])

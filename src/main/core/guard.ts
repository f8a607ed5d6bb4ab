import { randomUUID } from 'node:crypto'
import { refuse, type Result } from '../../domain/errors/index.ts'
import { type CoreLogLine } from './core-api.ts'

/** Runs one act. A throw is a bug or broken hardware: it becomes `request.failed` with an id that finds its line in the log. */
export function guarded<T>(name: string, log: (line: CoreLogLine) => void, act: () => Result<T>): Result<T> {
  try {
    return act()
  } catch (error) {
    return failure(name, log, error)
  }
}

export function failure(name: string, log: (line: CoreLogLine) => void, error: unknown): Result<never> {
  const correlation = randomUUID()
  log({ level: 'error', event: `${name} failed`, correlation, detail: describeError(error) })
  return refuse('request.failed', { correlation })
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** What the database holds is damaged: only another start, which looks through all of it, can go on. */
export function isBroken(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CORRUPT')
}

/** The disk did not do what it was asked: it failed, was taken away, or takes no writes any more. */
export function isDiskFailure(error: unknown): boolean {
  return ['SQLITE_IOERR', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'].some((code) => codeOf(error).startsWith(code))
}

/**
 * An error without what was typed or scanned: messages like to quote their input, and one day that input is a PIN.
 * Quoted text and runs of four digits or more go; the kind, the code and the stack's places stay.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : ''
  const message = error.message.replaceAll(/"[^"]*"|'[^']*'|`[^`]*`/g, '...').replaceAll(/\d{4,}/g, '...')
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${error.name}${code}: ${message.slice(0, 300)}`, ...places.slice(0, 8).map((line) => line.trim())].join(' | ')
}

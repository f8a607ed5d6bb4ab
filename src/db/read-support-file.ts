import { readSupport, type SupportReads } from './support.ts'
import { readWithoutTrace } from './verify/read-without-trace.ts'

/** A register's file for a support bundle, beside a till that runs or of one that will not start. Throws when it cannot be opened at all. */
export function readSupportFile<T>(path: string, read: (reads: SupportReads) => T): T {
  const untouched = readWithoutTrace(path)
  try {
    return read(readSupport(untouched.db))
  } finally {
    untouched.close()
  }
}

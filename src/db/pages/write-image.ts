import { closeSync, copyFileSync, existsSync, fsyncSync, ftruncateSync, openSync, statSync, writeSync } from 'node:fs'
import { type Examined, eachPage, pagesOf } from './examine-file.ts'
import { SUMMED_PAGE, sumOfPage, writePageSums, type SumsHead } from './page-sums.ts'

/** What the pages that are still missing are in another file of this register, page for page; how many were found. */
export function fillFrom({ bad, sums }: Examined, other: string): number {
  return pagesOf(other, (read) => {
    let filled = 0
    for (const [page, data] of bad) {
      const sum = data === undefined ? sums?.sumOf(page) : undefined
      const found = sum === undefined ? undefined : read(page)
      if (sum === undefined || found === undefined || !sumOfPage(found).equals(sum)) continue
      bad.set(page, found)
      filled += 1
    }
    return filled
  })
}

export const isWhole = ({ bad }: Examined): boolean => [...bad.values()].every((data) => data !== undefined)

/** Writes what an examined file is with all that is known of it: one file, its log folded in. Pages nobody knows stay as they are. */
export function writeImage({ database, pages, bad, logged }: Examined, to: string): void {
  if (existsSync(database)) copyFileSync(database, to)
  const handle = openSync(to, existsSync(to) ? 'r+' : 'w', 0o600)
  try {
    const put = (page: number, data: Buffer): void => {
      writeSync(handle, data, 0, SUMMED_PAGE, (page - 1) * SUMMED_PAGE)
    }
    // Half a page at its end would be read as a page.
    if (statSync(to).size % SUMMED_PAGE !== 0) ftruncateSync(handle, Math.floor(statSync(to).size / SUMMED_PAGE) * SUMMED_PAGE)
    for (const [page, data] of bad) if (data !== undefined) put(page, data)
    for (const [page, { data }] of logged) if (!bad.has(page) || bad.get(page) === undefined) put(page, data)
    ftruncateSync(handle, pages * SUMMED_PAGE)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Sums of a file as it lies there, for one that has none: whoever makes them has looked through it. Its log is to be empty, or speaks for itself. */
export function makeSums(database: string): void {
  const size = statSync(database, { throwIfNoEntry: false })?.size ?? 0
  const pages = Math.floor(size / SUMMED_PAGE)
  // As if it were open: whatever log lies beside it now is its own.
  const head: SumsHead = { pages, open: true, firstPage: pagesOf(database, (read) => read(1)) ?? Buffer.alloc(SUMMED_PAGE) }
  const sums: [number, Buffer][] = []
  eachPage(database, size, pages, (page, data) => {
    if (data !== undefined) sums.push([page, sumOfPage(data)])
  })
  writePageSums(database, sums, head)
}

import { type ServerResponse } from 'node:http'
import { type Overview } from '../../contracts/replication/index.ts'

/** The page's live feed. Every event is a whole overview, so a missed one is made good by the next. */
export interface Live {
  /** Takes over the response until the page goes away. */
  add(response: ServerResponse): void
  /** Something was committed. The first call goes out at once, the next ones together. */
  readonly changed: () => void
  /** The books went away, or came back. */
  readonly booksChanged: () => void
  close(): void
}

const quietMs = 100
const tooFarBehindBytes = 1024 * 1024

export function createLive(overview: () => Promise<Overview>, failed: (cause: unknown) => void, awaySince: () => number | undefined = () => undefined): Live {
  const pages = new Set<ServerResponse>()
  let resting: NodeJS.Timeout | undefined
  let again = false

  function write(page: ServerResponse, data: string): void {
    // A page that does not read keeps its place and misses events, rather than filling our memory.
    if (page.writableLength < tooFarBehindBytes) page.write(`event: overview\ndata: ${data}\n\n`)
  }

  /** JSON leaves out what is undefined: then they are there. */
  function writeBooks(page: ServerResponse): void {
    page.write(`event: books\ndata: ${JSON.stringify({ awaySince: awaySince() })}\n\n`)
  }

  function push(): void {
    if (pages.size === 0) return
    overview().then((view) => {
      const data = JSON.stringify(view)
      for (const page of pages) write(page, data)
    }, failed)
  }

  function changed(): void {
    if (resting !== undefined) {
      again = true
      return
    }
    push()
    resting = setTimeout(() => {
      resting = undefined
      if (again) {
        again = false
        changed()
      }
    }, quietMs)
    resting.unref()
  }

  return {
    add: (page) => {
      pages.add(page)
      page.on('close', () => pages.delete(page))
      if (awaySince() !== undefined) writeBooks(page)
      overview().then((view) => write(page, JSON.stringify(view)), failed)
    },
    changed,
    booksChanged: () => {
      for (const page of pages) writeBooks(page)
      // What was filed by another head office meanwhile, or is new since.
      if (awaySince() === undefined) changed()
    },
    close: () => {
      clearTimeout(resting)
      for (const page of pages) page.end()
      pages.clear()
    },
  }
}

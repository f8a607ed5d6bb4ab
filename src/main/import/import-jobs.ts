import { randomUUID } from 'node:crypto'
import { type JobView } from '../../contracts/ipc/index.ts'
import { importItems, type ImportItemsOptions, type ImportResult } from './import-items.ts'

export interface ImportJobs {
  /** One at a time: of two files that disagree about a price, the later one is to win, and in two at once nobody knows which that is. */
  start(options: Omit<ImportItemsOptions, 'core'>): Promise<ImportResult>
  /** Stops what is running between two batches, and waits for it. */
  close(): Promise<void>
}

const nothing = { rows: 0, added: 0, updated: 0, unchanged: 0, refused: 0, unpriced: 0, ignoredColumns: [], slices: 0 }

/** Imports into a register that sells meanwhile. `tell` hears how far one is, for whoever looks at the screen. */
export function importJobs(core: ImportItemsOptions['core'], tell: (view: JobView) => void): ImportJobs {
  let running: Promise<ImportResult> | undefined
  const closing = new AbortController()

  async function run({ file, onProgress, onRefused, signal }: Omit<ImportItemsOptions, 'core'>): Promise<ImportResult> {
    const id = randomUUID()
    let done = 0
    let part = 0
    const show = (state: JobView['state']): void => tell({ id, kind: 'import', state, done, part })
    const stopping = new AbortController()
    const stop = (): void => stopping.abort()
    // AbortSignal.any would do; the oldest shell we run in has none.
    const signals = signal === undefined ? [closing.signal] : [signal, closing.signal]
    for (const one of signals) {
      if (one.aborted) stop()
      one.addEventListener('abort', stop)
    }
    show('running')
    try {
      const result = await importItems({
        file,
        core,
        signal: stopping.signal,
        ...(onRefused && { onRefused }),
        onProgress: (progress) => {
          done = progress.rows
          const { read, total } = progress.bytes
          const now = total === 0 ? 1000 : Math.min(1000, Math.floor((read * 1000) / total))
          if (now !== part) {
            part = now
            show('running')
          }
          onProgress?.(progress)
        },
      })
      show(result.ok ? 'done' : result.failure.reason === 'stopped' ? 'stopped' : 'failed')
      return result
    } catch (error) {
      show('failed')
      throw error
    } finally {
      for (const one of signals) one.removeEventListener('abort', stop)
    }
  }

  return {
    async start(options) {
      if (running !== undefined) return { ok: false, failure: { reason: 'busy' }, report: nothing }
      running = run(options)
      try {
        return await running
      } finally {
        running = undefined
      }
    },
    async close() {
      closing.abort()
      // Its caller hears how it ended; here only that it did.
      await running?.catch(() => undefined)
    },
  }
}

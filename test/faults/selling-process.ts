import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type HeldSale } from './kill-oracle.ts'

/** What a selling register is told, as JSON in its first argument. */
export interface SellingOptions {
  readonly data: string
  /** The parent's printer, `tcp://...`: papers have to outlive this process. */
  readonly printer: string
  readonly headOffice: string
  readonly enrolmentCode: string
  /**
   * `keepingUp`: rings no faster than drawer and printer do their part, so that a kill hits them at work. `flatOut`: as fast
   * as it can, which leaves a heap of receipts behind. `nothing`: only lets drain what earlier lives left behind.
   */
  readonly sells: 'keepingUp' | 'flatOut' | 'nothing'
}

export interface SellingProcess {
  /** Resolves with how many operators and tile pages it has. */
  ready(): Promise<{ readonly operators: number; readonly pages: number }>
  /** Resolves with its first acknowledged sale. */
  firstSale(): Promise<void>
  /** Resolves with the next sale that is acknowledged from now on. */
  nextSale(): Promise<void>
  /** Resolves the next time that it was refused so. */
  refusedFor(code: 'database.full' | 'database.away'): Promise<void>
  readonly pid: number
  /** What it said of why it ended. */
  complaint(): string
  /** It does nothing from then on, and what it had asked the disk for it never hears. */
  freeze(): void
  /** SIGKILL after so many milliseconds, and then until everything it said has been read. */
  killAfter(ms: number): Promise<void>
  /** SIGTERM; its exit code. */
  stop(): Promise<number | null>
  /** What it was acknowledged so far. */
  sold(): readonly HeldSale[]
}

const script = new URL('./selling-register.ts', import.meta.url).pathname

/** A register in a process of its own, straight from the sources. */
export function startSelling(options: SellingOptions, environment: Readonly<Record<string, string>> = {}): SellingProcess {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
  const sold: HeldSale[] = []
  let made = { operators: 0, pages: 0 }
  let complaint = ''
  let ended = false
  const closed = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      ended = true
      resolve(code)
    }),
  )
  const readyOnce = once()
  const soldOnce = once()
  const awaited = new Map<string, ReturnType<typeof once>>()
  const next = (word: string): Promise<void> => {
    const one = awaited.get(word) ?? once()
    awaited.set(word, one)
    return one.happened
  }
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, id = '', number = '', total = ''] = line.split(' ')
    if (word === 'ready') {
      made = { operators: Number(id), pages: Number(number) }
      readyOnce.happen()
    }
    const heard = word === 'refused' ? id : word
    if (word !== 'sold' || total !== '') {
      awaited.get(heard ?? '')?.happen()
      awaited.delete(heard ?? '')
    }
    // A line that the kill cut short is no acknowledgement: nobody read it to its end.
    if (word !== 'sold' || total === '') return
    sold.push({ id, number, total: Number(total) })
    soldOnce.happen()
  })

  async function orEnded(what: string, happened: Promise<void>): Promise<void> {
    await Promise.race([happened, closed])
    if (ended) throw new Error(`the register ended before ${what}\n${complaint}`)
  }

  return {
    async ready() {
      await orEnded('it was ready', readyOnce.happened)
      return made
    },
    firstSale: () => orEnded('its first sale', soldOnce.happened),
    nextSale: () => orEnded('its next sale', next('sold')),
    refusedFor: (code) => orEnded(`it was refused for ${code}`, next(code)),
    pid: child.pid ?? 0,
    complaint: () => complaint,
    freeze: () => void child.kill('SIGSTOP'),
    async killAfter(ms) {
      await new Promise((resolve) => setTimeout(resolve, ms))
      if (ended) throw new Error(`the register ended by itself\n${complaint}`)
      child.kill('SIGKILL')
      await closed
    },
    stop() {
      child.kill('SIGTERM')
      return closed
    },
    sold: () => sold,
  }
}

function once(): { readonly happened: Promise<void>; readonly happen: () => void } {
  let happen = (): void => undefined
  const happened = new Promise<void>((resolve) => (happen = resolve))
  return { happened, happen: () => happen() }
}

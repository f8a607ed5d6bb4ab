import { type ReplicationView } from '../../../src/contracts/ipc/index.ts'
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { type HeldSale } from '../kill-oracle.ts'

/** What a register that only sells and replicates is told, as JSON in its first argument. */
export interface ReplicatingOptions {
  readonly data: string
  readonly headOffice: string
  readonly enrolmentCode: string
  /** Its replicator's seconds are so many times shorter. */
  readonly pace: number
  /** Absent: what the product believes. */
  readonly believes?: 'any 200'
}

type Command =
  | { readonly kind: 'sell'; readonly sales: number; readonly restMs: number }
  | { readonly kind: 'issue'; readonly number: string; readonly amount: number }
  /** The item, for what is on that card. */
  | { readonly kind: 'spend'; readonly number: string }
  | { readonly kind: 'view' }
export type Order = Command & { readonly id: number }

export function isOrder(value: unknown): value is Order {
  return typeof value === 'object' && value !== null && 'kind' in value && 'id' in value
}

export interface ReplicatingProcess {
  /** Its register's id. */
  readonly register: string
  readonly file: string
  sell(sales: number, restMs?: number): Promise<void>
  issue(number: string, amount: number): Promise<void>
  spend(number: string): Promise<void>
  view(): Promise<ReplicationView>
  /** What it was acknowledged so far. */
  sold(): readonly HeldSale[]
  stop(): Promise<void>
}

const script = new URL('./replicating-register.ts', import.meta.url).pathname

interface Told {
  readonly id: number
  readonly value?: unknown
  readonly error?: string
}

const isTold = (value: unknown): value is Told => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'number'

/** In a process of its own, enrolled and signed on when it resolves. `trusts`: a certificate, beside those of the machine. */
export async function startReplicating(options: ReplicatingOptions, trusts?: string): Promise<ReplicatingProcess> {
  const env = { ...process.env, ...(trusts !== undefined && { NODE_EXTRA_CA_CERTS: trusts }) }
  const child = spawn(process.execPath, [script, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env })
  const sold: HeldSale[] = []
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (cause: Error) => void }>()
  let complaint = ''
  let last = 0
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      for (const { reject } of waiting.values()) reject(new Error(`the register ended\n${complaint}`))
      resolve()
    }),
  )
  child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')))
  if (child.stdout === null) throw new Error('no standard output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, id = '', number = '', total = ''] = line.split(' ')
    if (word === 'sold' && total !== '') sold.push({ id, number, total: Number(total) })
  })
  child.on('message', (message) => {
    if (!isTold(message)) return
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.error === undefined) one?.resolve(message.value)
    else one?.reject(new Error(message.error))
  })
  const heard = (id: number): Promise<unknown> => new Promise((resolve, reject) => waiting.set(id, { resolve, reject }))
  function tell(command: Command): Promise<unknown> {
    last += 1
    const answered = heard(last)
    child.send({ ...command, id: last })
    return answered
  }

  const register = String(await heard(0))
  return {
    register,
    file: `${options.data}/register.db`,
    sell: async (sales, restMs = 0) => void (await tell({ kind: 'sell', sales, restMs })),
    issue: async (number, amount) => void (await tell({ kind: 'issue', number, amount })),
    spend: async (number) => void (await tell({ kind: 'spend', number })),
    view: async () => (await tell({ kind: 'view' })) as ReplicationView,
    sold: () => sold,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

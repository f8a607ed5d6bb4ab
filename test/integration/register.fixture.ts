import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Answer, type BroadcastEvent, type Input, type Name, type Output } from '../../src/contracts/ipc/index.ts'
import { composeRegister, type Register } from '../../src/main/composition.ts'
import { startCoreThreads } from '../../src/main/core/index.ts'
import { type DemoCatalogue } from '../../src/main/demo/demo-store.ts'
import { type StartOptions } from '../../src/main/options.ts'
import { coreParts } from '../program-parts.ts'

const file = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))
export const demoCatalogue = JSON.parse(readFileSync(file('../../resources/demo/catalogue.json'), 'utf8')) as DemoCatalogue

export function newFolder(): { readonly data: string; remove(): void } {
  const data = mkdtempSync(path.join(tmpdir(), 'tillwright-register-'))
  return { data, remove: () => rmSync(data, { recursive: true, force: true }) }
}

export interface StartedRegister {
  readonly register: Register
  /** Ends the core's threads as a fault of the machine would: without a word. */
  breakCore(): void
}

/** Every part real: worker threads, a file on disk, the simulated printer's socket. No demo store unless asked. */
export async function startRegister(data: string, options: Partial<StartOptions> = {}, onCoreLost?: () => void, startAgain?: () => void): Promise<StartedRegister> {
  let breakCore = (): void => undefined
  const register = await composeRegister({
    options: { data, port: 0, reset: false, json: false, browser: false, ...options },
    startCore: (settings) => {
      const port = startCoreThreads({ ...coreParts, settings })
      breakCore = port.close
      return port
    },
    catalogue: demoCatalogue,
    ...(onCoreLost && { onCoreLost }),
    ...(startAgain && { startAgain }),
  })
  return { register, breakCore: () => breakCore() }
}

export function request(name: string, input: unknown): { v: 1; id: string; name: string; input: unknown } {
  return { v: 1, id: randomUUID(), name, input }
}

export function tryAsk(register: Register, name: string, input: unknown): Promise<Answer> {
  return register.gate(request(name, input), register.seat)
}

/** The value, or a failure that says which refusal it was. */
export async function ask<N extends Name>(register: Register, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await tryAsk(register, name, input)
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer.refusal)}`)
  return answer.value as Output<N>
}

export const demoPin = '4821'
export const milk = '6907992500942'

export async function signOn(register: Register): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const operator = operators.find((one) => one.demoPin === demoPin)
  if (operator === undefined) throw new Error('no demo operator')
  await ask(register, 'sign-on', { operatorId: operator.id, pin: demoPin })
}

/** One milk for cash, exact. */
export async function sellMilk(register: Register): Promise<NonNullable<Output<'complete-sale'>['lastSale']>> {
  const { basket } = await ask(register, 'scan', { barcode: milk })
  if (basket === undefined) throw new Error('no basket')
  const { lastSale } = await ask(register, 'complete-sale', { basketId: basket.id, revision: basket.revision, tenders: [{ type: 'cash' }] })
  if (lastSale === undefined) throw new Error('no sale')
  return lastSale
}

/**
 * Looks at each broadcast, and once before the first, until it finds what it waits for. One look at a time: a look that
 * weighs, and was joined by another while the scale answered, sold the bananas twice.
 */
export function heard<T>(register: Register, look: (event?: BroadcastEvent) => Promise<T | undefined> | T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const unseen: (BroadcastEvent | undefined)[] = [undefined]
    let looking = false
    const stop = register.broadcast.listen((event) => {
      unseen.push(event)
      void check()
    })
    async function check(): Promise<void> {
      if (looking) return
      looking = true
      try {
        while (unseen.length > 0) {
          const found = await look(unseen.shift())
          if (found === undefined) continue
          stop()
          return resolve(found)
        }
        looking = false
      } catch (error) {
        stop()
        reject(error instanceof Error ? error : new Error(String(error)))
      }
    }
    void check()
  })
}

/** Empty when nothing was ever logged. */
export function logOf(data: string): string {
  const logs = path.join(data, 'logs')
  return existsSync(logs) ? readdirSync(logs).toSorted().map((file) => readFileSync(path.join(logs, file), 'utf8')).join('') : ''
}

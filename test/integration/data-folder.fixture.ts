import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Input, type Name, type Output } from '../../src/contracts/ipc/index.ts'
import { composeRegister, type Register } from '../../src/main/composition.ts'
import { type CorePort, type CoreSettings, startCoreThreads } from '../../src/main/core/index.ts'
import { type DemoCatalogue } from '../../src/main/demo/demo-store.ts'
import { type StartOptions } from '../../src/main/options.ts'
import { coreParts } from '../program-parts.ts'

const resources = path.join(import.meta.dirname, '..', '..', 'resources')

/** The core's two threads. */
export function startTestCore(settings: CoreSettings): CorePort {
  return startCoreThreads({ ...coreParts, settings })
}

export const demoCatalogue = (): DemoCatalogue => JSON.parse(readFileSync(path.join(resources, 'demo', 'catalogue.json'), 'utf8')) as DemoCatalogue

/** A folder of its own, gone afterwards. Short: a socket's address is to fit below it. */
export function newDataFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'tw-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export function startOptions(data: string, more: Partial<StartOptions> = {}): StartOptions {
  return { data, demoStore: 'gb', printer: 'none', port: 0, reset: false, json: false, browser: false, ...more }
}

/** A whole register in this process, as the product joins it, with a demo store. */
export function startRegister(data: string, more: Partial<StartOptions> = {}, catalogue: DemoCatalogue = demoCatalogue()): Promise<Register> {
  return composeRegister({ options: startOptions(data, more), startCore: startTestCore, catalogue })
}

/** Through the gate, as the screen asks. Throws on a refusal. */
export async function ask<N extends Name>(register: Register, name: N, input: Input<N>): Promise<Output<N>> {
  const answer = await register.gate({ v: 1, id: randomUUID(), name, input }, register.seat)
  if (!answer.ok) throw new Error(`${name}: ${answer.refusal.code}`)
  return answer.value as Output<N>
}

export async function signOnCashier(register: Register): Promise<void> {
  const { operators } = await ask(register, 'register', {})
  const cashier = operators.find(({ demoPin }) => demoPin !== undefined)
  await ask(register, 'sign-on', { operatorId: cashier?.id ?? '', pin: cashier?.demoPin ?? '' })
}

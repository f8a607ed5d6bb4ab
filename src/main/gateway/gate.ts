import { randomUUID } from 'node:crypto'
import { type Answer, contract, type Input, type MainName, mainNames, type Name, type Output, requestSchema } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type Core } from '../core/index.ts'
import { type LogEvent } from '../log.ts'

/** What main answers itself, because devices and replication live outside the core. */
export type LocalAnswers = {
  readonly [N in MainName]: (input: Input<N>, from: { readonly seat: string; readonly request: string }) => Result<Output<N>> | Promise<Result<Output<N>>>
}

export interface GateLog {
  (line: { readonly level: 'info' | 'error'; readonly event: LogEvent; readonly detail?: string }): void
}

/** Takes anything, answers with the envelope. Every door (IPC, loopback) leads here and nowhere else. */
export type Gate = (raw: unknown, seat: string) => Promise<Answer>

/**
 * What main answers for a register that is nobody's: its setup, and what finds and tries the devices that the setup asks for. Each
 * of them looks again whether it still is. Everything that is not here is refused.
 */
const beforeSetUp: ReadonlySet<MainName> = new Set<MainName>(['setup', 'set-up', 'take-over', 'rebuild-register', 'status', 'weight', 'device-settings', 'set-device', 'find-devices', 'probe-device', 'test-device', 'test-scan'])

const NO_ID = '00000000-0000-4000-8000-000000000000'

function isName(name: string): name is Name {
  return Object.hasOwn(contract, name)
}

function isMainName(name: Name): name is MainName {
  return mainNames.some((one) => one === name)
}

/**
 * Envelope -> known name -> input schema -> core (which checks who is signed on, in the same breath as it acts) ->
 * output schema. A bad call is answered loudly: a peer that dropped them as `undefined` taught us.
 */
export function createGate(core: Core, local: LocalAnswers, log: GateLog): Gate {
  let isSetUp = false

  /** The core refuses for itself; what main answers beside it does so here. Set up once, it stays so, and is not asked again. */
  async function needsSetup(): Promise<boolean> {
    isSetUp = !(await core.internal.needsSetup())
    return !isSetUp
  }

  async function ask(name: Name, input: unknown, seat: string, request: string): Promise<Result<unknown>> {
    const definition = contract[name]
    const parsed = definition.input.safeParse(input)
    if (!parsed.success) {
      // Where it failed, never what was sent: the input may hold a PIN.
      const where = parsed.error.issues[0]?.path.join('.') ?? ''
      return refuse('request.malformed', { name, where })
    }
    const from = { seat, request }
    // Without a wait once it is known: questions reach the core in the order they were asked.
    if (isMainName(name) && !beforeSetUp.has(name) && !isSetUp && (await needsSetup())) return refuse('setup.needed')
    const result: Result<unknown> = isMainName(name) ? await local[name](parsed.data as never, from) : await core.call(name, parsed.data as never, from)
    if (!result.ok) return result
    const output = definition.output.safeParse(result.value)
    if (output.success) return accept(output.data)
    const correlation = randomUUID()
    log({ level: 'error', event: 'gate.badOutput', detail: `${correlation} ${name} ${output.error.issues[0]?.path.join('.') ?? ''}` })
    return refuse('request.failed', { correlation })
  }

  return async (raw, seat) => {
    const request = requestSchema.safeParse(raw)
    if (!request.success) {
      log({ level: 'error', event: 'gate.malformed' })
      return { v: 1, id: NO_ID, ok: false, refusal: { code: 'request.malformed' } }
    }
    const { id, name, input } = request.data
    if (!isName(name)) {
      log({ level: 'error', event: 'gate.unknownName' })
      return { v: 1, id, ok: false, refusal: { code: 'request.unknown' } }
    }
    const result = await ask(name, input, seat, id)
    return result.ok ? { v: 1, id, ok: true, value: result.value } : { v: 1, id, ok: false, refusal: { ...result.refusal } as never }
  }
}

import { type Effect, type EffectState, type EffectWork } from '../../db/index.ts'
import { createListeners, type DeviceState } from '../../drivers/device/index.ts'
import { type EffectsSource } from './effects-source.ts'

export interface Spool extends EffectsSource {
  readonly effects: Effect[]
  /** What was asked of it, in order: "started 1", "printed 1". */
  readonly history: string[]
  add(...work: readonly EffectWork[]): void
  /** What the core does at its start: begun ink waits again, begun kicks do not. */
  restart(): void
  wake(): void
  /** Resolves when `effect id` is in that state, at once if it is. */
  reached(id: number, state: EffectState, fault?: string): Promise<void>
}

/** The core's table of effects, in memory, by the same rules as the one on disk. */
export function memorySpool(): Spool {
  const effects: Effect[] = []
  const history: string[] = []
  const wakes = createListeners<undefined>()
  const changed = createListeners<undefined>()
  function replace(id: number, change: (effect: Effect) => Effect): void {
    const at = effects.findIndex((effect) => effect.id === id)
    const old = effects[at]
    if (!old) throw new Error(`no effect ${id}`)
    effects[at] = change(old)
    changed.tell(undefined)
  }
  const without = ({ id, saleId, work, state, attempts }: Effect): Effect => ({ id, saleId, work, state, attempts })
  return {
    effects,
    history,
    add(...work) {
      for (const one of work) effects.push({ id: effects.length + 1, saleId: `sale-${effects.length + 1}`, work: one, state: 'waiting', attempts: 0 })
    },
    restart() {
      for (const { id, state, work } of effects) {
        if (state !== 'working') continue
        replace(id, (effect) => ({ ...effect, state: work.kind === 'print' ? 'waiting' : 'unconfirmed' }))
      }
    },
    wake: () => wakes.tell(undefined),
    onWake: (listener) => wakes.add(() => listener()),
    // As the core orders them: every kick before any ink.
    effectsToDo: (limit) => Promise.resolve(effects.filter(({ state }) => state === 'waiting').toSorted((one, other) => Number(one.work.kind === 'print') - Number(other.work.kind === 'print')).slice(0, limit)),
    effectStarted(id) {
      history.push(`started ${id}`)
      replace(id, (effect) => ({ ...without(effect), state: 'working', attempts: effect.attempts + 1 }))
      return Promise.resolve()
    },
    effectFinished(id, state, fault, standIn) {
      history.push(`${state} ${id}`)
      replace(id, (effect) => ({ ...without(effect), state, ...(fault !== undefined && { fault }), ...(standIn !== undefined && { standIn }) }))
      return Promise.resolve()
    },
    reached(id, state, fault) {
      const there = (): boolean => effects.some((effect) => effect.id === id && effect.state === state && (fault === undefined || effect.fault === fault))
      if (there()) return Promise.resolve()
      return new Promise((resolve) => {
        const off = changed.add(() => {
          if (!there()) return
          off()
          resolve()
        })
      })
    },
  }
}

export const wellState: DeviceState = { health: 'ready', faults: [] }

import { type Refusal } from '../../domain/errors/index.ts'
import { type Later } from './act-kit.ts'
import { type ScreenStore } from './screen-state.ts'

const second = 1000

/** How long the register takes no PIN of somebody, as it last said: the seconds left, counted down for whoever stands there. */
export function createPinWaits(store: ScreenStore, later: Later) {
  let ticking = false

  function tick(): void {
    const left = Object.entries(store.getState().pinWaits).flatMap(([id, seconds]) => (seconds > 1 ? [[id, seconds - 1] as const] : []))
    store.setState({ pinWaits: Object.fromEntries(left) })
    ticking = left.length > 0
    if (ticking) later(second, tick)
  }

  return {
    /** Takes what a refusal says of waiting; one that says nothing of it changes nothing. */
    note: (operatorId: string, { params }: Refusal): void => {
      // One says how long the next guess waits, the other how long this one has to.
      const seconds = params?.['waitSeconds'] ?? params?.['seconds']
      if (typeof seconds !== 'number' || seconds <= 0) return
      store.setState({ pinWaits: { ...store.getState().pinWaits, [operatorId]: Math.ceil(seconds) } })
      if (ticking) return
      ticking = true
      later(second, tick)
    },
  }
}

export type PinWaits = ReturnType<typeof createPinWaits>

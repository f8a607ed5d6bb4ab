import { type CounterView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { inverseOf, type Inverse } from './undo.ts'

interface Step {
  readonly inverse: Inverse
  readonly basketId: string
  /** The basket's revision when this step is the last one made. */
  readonly revision: number
}

/** Steps kept. Nobody takes back more, and a basket of three hundred lines need not be remembered three hundred times. */
const mostKept = 50

/** Taking back the last change of the basket, and the one before it, with the commands there are. */
export function createUndoActs(kit: ActKit) {
  const { set, basketNow, enqueue, sendOrTell } = kit
  let steps: readonly Step[] = []
  let undoing = false

  /** After every counter view: remembers the step that led to it. */
  function follow(next: CounterView, before: CounterView | undefined): void {
    const basket = next.basket
    const old = before?.basket?.id === basket?.id ? before?.basket : undefined
    if (basket === undefined) {
      steps = []
      return
    }
    // A page that was just loaded does not know how its basket came about, and what is not newer is an echo.
    if (before === undefined || (old !== undefined && basket.revision <= old.revision)) return
    if (undoing) {
      // Taken back, the basket is what it was after the step before, under a new revision.
      const rest = steps.slice(0, -1)
      const last = rest.at(-1)
      steps = last === undefined ? [] : [...rest.slice(0, -1), { ...last, revision: basket.revision }]
      return
    }
    const inverse = inverseOf(old, basket)
    const inOrder = steps.at(-1)?.revision === old?.revision ? steps : []
    steps = inverse === undefined ? [] : [...inOrder, { inverse, basketId: basket.id, revision: basket.revision }].slice(-mostKept)
  }

  function send({ name, input }: Inverse): Promise<boolean> {
    switch (name) {
      case 'remove-line':
      case 'restore-line':
        return sendOrTell(name, input)
      case 'change-quantity':
        return sendOrTell(name, input)
      case 'discount-line':
        return sendOrTell(name, input)
      case 'discount-basket':
        return sendOrTell(name, input)
      case 'override-price':
        return sendOrTell(name, input)
    }
  }

  return {
    follow,
    undo: () =>
      enqueue(async () => {
        const basket = basketNow()
        const last = steps.at(-1)
        if (basket === undefined || last?.basketId !== basket.id || last.revision !== basket.revision) {
          set({ notice: { words: 'undo.nothing', calm: true } })
          return
        }
        undoing = true
        await send(last.inverse)
        undoing = false
        set({ undoLineNo: undefined, selectedLineNo: undefined })
      }),
  }
}

import { type CounterView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { inverseOf, type Inverse } from './undo.ts'

interface Step {
  readonly inverse: Inverse
  readonly basketId: string
  /** The basket's revision when this step is the last one made. */
  readonly revision: number
  /** One act made of several commands: taken back as one. */
  readonly act?: symbol
}

/** Steps kept. Nobody takes back more, and a basket of three hundred lines need not be remembered three hundred times. */
const mostKept = 50

/** Taking back the last change of the basket, and the one before it, with the commands there are. */
export function createUndoActs(kit: ActKit) {
  const { set, basketNow, enqueue, sendOrTell } = kit
  let steps: readonly Step[] = []
  let undoing = false
  let act: symbol | undefined

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
    steps = inverse === undefined ? [] : [...inOrder, { inverse, basketId: basket.id, revision: basket.revision, ...(act === undefined ? {} : { act }) }].slice(-mostKept)
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

  /** The step that led to the basket as it is; undefined where there is none. */
  function lastStep(): Step | undefined {
    const basket = basketNow()
    const last = steps.at(-1)
    return basket !== undefined && last?.basketId === basket.id && last.revision === basket.revision ? last : undefined
  }

  return {
    follow,
    undo: () =>
      enqueue(async () => {
        const first = lastStep()
        if (first === undefined) {
          set({ notice: { words: 'undo.nothing', calm: true } })
          return
        }
        undoing = true
        // Stops at the first that is refused, which was told: what is left of the act can still be taken back.
        for (let step: Step | undefined = first; step !== undefined && (await send(step.inverse)); ) {
          const next = lastStep()
          step = first.act !== undefined && next?.act === first.act ? next : undefined
        }
        undoing = false
        set({ undoLineNo: undefined, selectedLineNo: undefined })
      }),
    /** Whatever is changed meanwhile is one act: one key took the day's prices on two lines, and the way back took one. */
    together: async (doing: () => Promise<void>): Promise<void> => {
      act = Symbol('act')
      try {
        await doing()
      } finally {
        act = undefined
      }
    },
  }
}

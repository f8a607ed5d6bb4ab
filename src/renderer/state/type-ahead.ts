import { type Act } from './actions.ts'
import { screenOf, type ScreenStore } from './screen-state.ts'
import { type Screen } from './views.ts'

/** Where a list that is asked for when the view opens is chosen in. Nowhere else does a key wait: least of all in a dialog. */
const lists: ReadonlySet<Screen> = new Set<Screen>(['suspended', 'receipts', 'returns', 'journal', 'people', 'rights', 'taxes', 'zReports', 'devices', 'deviceLog'])
const choosing: ReadonlySet<Act> = new Set<Act>(['up', 'down', 'left', 'right', 'enter'])

/** Milliseconds. Who waited longer has looked up, and a list that comes late is not to open something by itself. */
const oldest = 3000

interface Held {
  readonly act: Act
  readonly screen: Screen
  readonly at: number
}

/**
 * Keys that choose in a list wait for it: held sales and receipts were there a moment after the key that opened them, and
 * what a quick hand pressed meanwhile was lost. They count only on the view they were pressed on; any other key, anything
 * typed or scanned, a tap, a question and three seconds end the waiting, and what waited is dropped.
 */
export function createTypeAhead(store: ScreenStore, parts: { readonly perform: (act: Act) => void; readonly soon: (then: () => void) => unknown; readonly now: () => number }) {
  let held: readonly Held[] = []

  const asksSomething = (): boolean => {
    const { notice, confirmingCancel } = store.getState()
    return notice?.confirm !== undefined || confirmingCancel
  }

  function release(): void {
    // What was typed meanwhile is looked for as well: the keys are for that list, which is on its way now.
    if (store.getState().listing) return
    const keys = held
    held = []
    for (const { act, screen, at } of keys) {
      if (screenOf(store.getState()) !== screen || parts.now() - at > oldest || asksSomething()) return
      parts.perform(act)
    }
  }

  store.subscribe((state, before) => {
    if (state.entry !== before.entry) held = []
    // A moment later: whoever asked has to have put the list on the screen first.
    if (before.listing && !state.listing && held.length > 0) parts.soon(release)
  })

  return {
    press(act: Act): void {
      const state = store.getState()
      const screen = screenOf(state)
      if ((state.listing || held.length > 0) && choosing.has(act) && lists.has(screen) && !asksSomething()) {
        held = [...held, { act, screen, at: parts.now() }]
        return
      }
      held = []
      parts.perform(act)
    },
    drop(): void {
      held = []
    },
  }
}

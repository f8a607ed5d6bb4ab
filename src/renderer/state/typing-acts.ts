import { longestMailAddress } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { typeAddress, typeInto, typeLimit } from './entry.ts'
import { longestFolder } from './backup-acts.ts'
import { longestAddress } from './head-office-acts.ts'
import { longestPassphrase } from './move-acts.ts'
import { longestName } from './people-acts.ts'
import { type createRightsActs } from './rights-acts.ts'
import { screenOf, typingOn } from './screen-state.ts'
import { longestLabel } from './suspend-acts.ts'
import { type Screen } from './views.ts'

/** In characters, where the core takes less than an entry holds. */
const longest: Readonly<Partial<Record<Screen, number>>> = { suspend: longestLabel, recall: 20, receipts: 64, mailReceipt: longestMailAddress, returns: 1024, returnItem: 64, journal: 64, customers: 64, person: longestName, move: longestPassphrase, moved: longestPassphrase, backupFolder: longestFolder, headOffice: longestAddress }

/** Digits. */
const longestPin = 8

interface Asked {
  readonly chooseGrantWay: ReturnType<typeof createRightsActs>['chooseGrantWay']
  /** Whether a cell of a count is in hand. */
  readonly typesCount: () => boolean
}

/** The one entry of a screen: what is typed into it, by key or by tap. */
export function createTypingActs(kit: ActKit, { chooseGrantWay, typesCount }: Asked) {
  const { set, store } = kit

  /** Puts text into the entry, behind what is there or in its place; what cannot be typed here is not. */
  function enterText(before: string, text: string): void {
    const state = store.getState()
    const screen = screenOf(state)
    // Its fields hold their own text.
    if (screen === 'setup' || screen === 'store' || screen === 'customer' || screen === 'templates' || screen === 'mail') return
    // A limit is typed by typing it; where there is none to set, nothing is.
    if (screen === 'grant' && text !== '' && !chooseGrantWay('upTo')) return
    // There is no field to see it in.
    if (screen === 'deviceSetup' && state.work.kind === 'deviceSetup' && state.work.way !== 'address') return
    // Only while a cell is in hand is there one to see it in.
    if (screen === 'count' && text !== '' && !typesCount()) return
    if (state.work.kind === 'drawer' && screen === 'drawer' && state.work.reason !== 'other') return
    const entry = screen === 'deviceSetup' || screen === 'mailReceipt' || screen === 'backupFolder' || screen === 'headOffice' ? typeAddress(before, text) : screen === 'grant' ? typeLimit(before, text) : typeInto(before, text, typingOn(screen))
    if ((entry === before && text !== '') || entry.length > (longest[screen] ?? entry.length)) return
    // Another text finds others: the first of them is the one that is meant.
    set({ entry, keysShown: false, ...(state.work.kind === 'settings' ? { work: { ...state.work, hit: 0 } } : {}) })
  }

  return {
    type: (text: string) => enterText(store.getState().entry, text),
    /** A key of the pad for PINs: nobody's has a ninth digit. What a keyboard types goes on, so that a slow gun is known by its length. */
    tapPin: (digit: string) => {
      const { entry } = store.getState()
      if (entry.length < longestPin) enterText(entry, digit)
    },
    setEntry: (entry: string) => enterText('', entry),
    erase: () => set({ entry: store.getState().entry.slice(0, -1) }),
    clear: () => set({ entry: '' }),
    /** What was looked for, and whatever was said about it. */
    clearSearch: () => set({ entry: '', notice: undefined }),
  }
}

import { fewestPassphraseCharacters, isWeakPassphrase, shortestPassphraseLength } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'

export const longestPassphrase = 256

/** Moving this register to another machine, and taking it back. The passphrase is held by nobody but what is being typed, and the first of two. */
export function createMoveActs(kit: ActKit) {
  const { api, store, set, object, refused, go, sounds } = kit
  let first: string | undefined

  function openMove(): void {
    first = undefined
    go({ kind: 'move', stage: { name: 'asking' } })
    // Too short for any register: main looks at everything else first, so this asks whether it could be moved, and moves nothing.
    void api.call('move-register', { passphrase: '?' }).then((answer) => {
      const { work } = store.getState()
      if (answer.ok || work.kind !== 'move' || work.stage.name !== 'asking') return
      set({ work: { kind: 'move', stage: answer.refusal.code === 'move.weakPassphrase' ? { name: 'first' } : { name: 'blocked', refusal: answer.refusal } } })
    })
  }

  async function reload(): Promise<void> {
    const register = await api.call('register', {})
    if (register.ok) set({ register: register.value })
  }

  function enterMove(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'move') return
    const { stage } = work
    if (stage.name === 'blocked') openMove()
    else if (stage.name === 'first') {
      if (isWeakPassphrase(entry)) {
        object({ words: 'refusal.move.weakPassphrase', code: 'move.weakPassphrase', params: { shortest: shortestPassphraseLength, different: fewestPassphraseCharacters } })
        return
      }
      first = entry
      set({ entry: '', notice: undefined, work: { kind: 'move', stage: { name: 'again' } } })
    } else if (stage.name === 'again' && entry !== first) {
      first = undefined
      set({ entry: '', work: { kind: 'move', stage: { name: 'first' } } })
      object({ words: 'move.different' })
    } else if (stage.name === 'again') move(entry)
  }

  function move(passphrase: string): void {
    first = undefined
    set({ entry: '', notice: undefined, moving: 'packing' })
    void api.call('move-register', { passphrase }).then(async (answer) => {
      await reload()
      set({ moving: undefined })
      if (answer.ok) sounds.ok()
      else refused(answer.refusal)
    })
  }

  function enterMoved(): void {
    const { moving, entry } = store.getState()
    if (moving === undefined) {
      set({ moving: 'asking', entry: '', notice: undefined })
      return
    }
    if (moving !== 'asking' || entry === '') return
    set({ moving: 'taking', entry: '', notice: undefined })
    void api.call('take-back', { passphrase: entry }).then(async (answer) => {
      await reload()
      set({ moving: answer.ok ? undefined : 'asking' })
      if (answer.ok) sounds.ok()
      else refused(answer.refusal)
    })
  }

  return {
    openMove,
    enterMove,
    enterMoved,
    /** It was moved from another page, or is being told so here. */
    reloadRegister: reload,
    leaveTakeBack: () => {
      if (store.getState().moving === 'asking') set({ moving: undefined, entry: '', notice: undefined })
    },
  }
}

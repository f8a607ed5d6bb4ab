import { drawerReasons, type DrawerOpeningView, type DrawerReason, type EffectView, type Input } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'

/** How often the kick is asked after while it is on its way, and how many times at most. */
const askAgain = 400
const mostAsked = 150

/** One opening: what was asked, and the id that tells it from every other. */
interface Opening {
  readonly request: string
  readonly input: Input<'open-drawer'>
}

function onItsWay({ state }: EffectView): boolean {
  return state === 'waiting' || state === 'working'
}

/** Opening the drawer without a sale: a reason, one kick, and what is known of it. */
export function createDrawerActs(kit: ActKit) {
  const { api, store, sounds, later, set, enqueue, object, refused, go } = kit
  /** Asked, and the answer did not come. The same again is the same opening: under a new id it would be a second kick. */
  let unanswered: Opening | undefined

  function shown(request: string): boolean {
    const { work } = store.getState()
    return work.kind === 'drawer' && work.opened?.request === request
  }

  /** Asks after the kick under its own id, which opens nothing, until its end is known. */
  function watch(opening: Opening, { kick }: DrawerOpeningView, asked: number): void {
    if (!onItsWay(kick)) {
      tellEnd(opening, kick)
      return
    }
    if (asked >= mostAsked) return
    later(askAgain, () => {
      void api.call('open-drawer', opening.input, opening.request).then((answer) => {
        // Somebody signed off: who opened it is gone, and the next operator did not.
        if (!answer.ok) return
        if (shown(opening.request)) show(opening, answer.value)
        watch(opening, answer.value, asked + 1)
      })
    })
  }

  function show(opening: Opening, view: DrawerOpeningView): void {
    const { work } = store.getState()
    if (work.kind === 'drawer') set({ work: { ...work, asking: false, opened: { request: opening.request, kick: view.kick } } })
  }

  /** Heard when it is shown; a drawer that stayed shut is told even when the panel was left. */
  function tellEnd({ request }: Opening, { state }: EffectView): void {
    if (state === 'kicked' || state === 'printed' || state === 'processed') {
      if (shown(request)) sounds.ok()
    } else if (shown(request)) sounds.error()
    else object({ words: state === 'failed' ? 'drawer.told.failed' : 'drawer.told.unconfirmed' })
  }

  async function open(opening: Opening): Promise<void> {
    const answer = await api.call('open-drawer', opening.input, opening.request)
    const { work } = store.getState()
    unanswered = !answer.ok && answer.refusal.code === 'request.failed' ? opening : undefined
    if (!answer.ok) {
      if (work.kind === 'drawer') set({ work: { ...work, asking: false } })
      refused(answer.refusal)
      return
    }
    set({ notice: undefined })
    if (work.kind === 'drawer' && work.asking) show(opening, answer.value)
    watch(opening, answer.value, 0)
  }

  function confirm(): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'drawer' || work.asking || work.opened !== undefined) return
    const { reason } = work
    if (reason === undefined) {
      object({ words: 'drawer.reasonFirst' })
      return
    }
    const note = reason === 'other' ? entry.trim() : ''
    // Said here, and beside the field as long as it is empty: a bar at the top was overlooked by hands that press Enter at the bottom.
    if (reason === 'other' && note === '') {
      set({ work: { ...work, noteMissed: true } })
      refused({ code: 'drawer.noteMissing' })
      return
    }
    const input = note === '' ? { reason } : { reason, note }
    const again = unanswered !== undefined && unanswered.input.reason === reason && (unanswered.input.note ?? '') === note ? unanswered : undefined
    set({ work: { ...work, asking: true } })
    enqueue(() => open(again ?? { request: crypto.randomUUID(), input }))
  }

  function chooseReason(reason: DrawerReason | undefined): void {
    const { work, entry } = store.getState()
    if (work.kind !== 'drawer' || work.asking || work.opened !== undefined || reason === undefined) return
    const { noteMissed: _said, ...rest } = work
    set({ work: { ...rest, reason }, entry: reason === 'other' ? entry : '', notice: undefined })
  }

  return {
    openDrawerPanel: () => go({ kind: 'drawer', reason: undefined, asking: false, opened: undefined }),
    chooseDrawerReason: chooseReason,
    /** By its place in the list, from 0. */
    chooseDrawerReasonAt: (index: number) => chooseReason(drawerReasons[index]),
    moveDrawerReason: (by: 1 | -1) => {
      const { work } = store.getState()
      if (work.kind === 'drawer') chooseReason(neighbour(drawerReasons, work.reason, by))
    },
    confirmDrawer: confirm,
  }
}

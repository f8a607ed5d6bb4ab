import { labelKinds, labelSizeNames, mostCopies, type EffectView, type Input, type LabelKindView, type LabelPrintView, type LabelSizeView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { neighbour } from './discount-acts.ts'
import { type LabelWork } from './label-work.ts'
import { type ScreenState } from './screen-state.ts'
import { storeDate } from './store-time.ts'

/** How often a label is asked after while it is on its way, and how many times at most. */
const askAgain = 400
const mostAsked = 300

/** One asking for labels: what was asked, and the id that tells it from every other. */
interface Asking {
  readonly request: string
  readonly input: Input<'print-label'>
}

type Labelled = LabelWork['item']

export function isOnItsWay({ state }: EffectView): boolean {
  return state === 'waiting' || state === 'working'
}

/** 50 × 30 */
export function sizeText(size: LabelSizeView): string {
  return size.replace('x', ' × ')
}

/** The typed number of copies: nothing typed is one. Undefined: more than a roll is asked for at once, or no number. */
export function copiesOf(entry: string): number | undefined {
  if (entry === '') return 1
  const copies = /^\d{1,3}$/.test(entry) ? Number(entry) : 0
  return copies >= 1 && copies <= mostCopies ? copies : undefined
}

/** The roll in the till's own label printer, as its address has it; undefined: it has none. */
export function rollOf({ devices }: Pick<ScreenState, 'devices'>): { readonly size: LabelSizeView; readonly dpi: 203 | 300 } | undefined {
  return devices.find(({ kind }) => kind === 'labelPrinter')?.roll
}
const usualRoll = { size: '50x30', dpi: 203 } as const

/** A label of an item: how it will look, then so many of them, and what became of them. */
export function createLabelActs(kit: ActKit, lineInHand: () => number | undefined) {
  const { api, store, sounds, later, set, basketNow, enqueue, object, refused, go } = kit
  /** Asked, and the answer did not come. The same again is the same labels: under a new id it would be as many again. */
  let unanswered: Asking | undefined
  /** Whoever prints labels prints the next one like the last; what size, the roll in the printer says first. */
  let last: Pick<LabelWork, 'label' | 'size'> | undefined

  const workNow = (): LabelWork | undefined => {
    const { work } = store.getState()
    return work.kind === 'label' ? work : undefined
  }

  async function look(): Promise<void> {
    const work = workNow()
    if (work === undefined) return
    const { item, label, size } = work
    const { register } = store.getState()
    const { dpi } = rollOf(store.getState()) ?? usualRoll
    const answer = await api.call('label-preview', { itemId: item.itemId, kind: label, size, dpi, today: storeDate(Date.now(), register?.timeZone) })
    const now = workNow()
    // Another size was chosen meanwhile, and its own answer is on the way.
    if (now === undefined || now.item.itemId !== item.itemId || now.label !== label || now.size !== size) return
    const { preview: _old, ...rest } = now
    set({ work: answer.ok ? { ...rest, preview: answer.value } : rest })
    if (!answer.ok) refused(answer.refusal)
  }

  function show(item: Labelled): void {
    go({ kind: 'label', item, label: last?.label ?? 'shelf', size: rollOf(store.getState())?.size ?? last?.size ?? usualRoll.size, asking: false })
    void look()
  }

  /** What was asked about, else the line in hand. */
  function open(): void {
    const { work } = store.getState()
    if (work.kind === 'priceCheck' && work.answer?.item !== undefined) {
      show(work.answer.item)
      return
    }
    const line = basketNow()?.lines.find(({ lineNo }) => lineNo === lineInHand())
    if (work.kind === 'sell' && line?.kind === 'item' && !line.removed && line.department === undefined) show(line)
    else object({ words: 'label.chooseFirst' })
  }

  function change(changes: Partial<Pick<LabelWork, 'label' | 'size'>>): void {
    const work = workNow()
    if (work === undefined || work.asking) return
    const { asked: _before, otherSize: _told, ...rest } = work
    const next: LabelWork = { ...rest, ...changes }
    last = { label: next.label, size: next.size }
    set({ work: next, notice: undefined })
    void look()
  }

  function isShown(request: string): boolean {
    return workNow()?.asked?.request === request
  }

  /** Asks after the labels under their own id, which prints none, until their end is known. */
  function watch(asking: Asking, { label }: LabelPrintView, asked: number): void {
    if (!isOnItsWay(label)) {
      tellEnd(asking, label)
      return
    }
    if (asked >= mostAsked) return
    later(askAgain, () => {
      void api.call('print-label', asking.input, asking.request).then((answer) => {
        // Somebody signed off: who asked for them is gone.
        if (!answer.ok) return
        tellState(asking, answer.value)
        watch(asking, answer.value, asked + 1)
      })
    })
  }

  function tellState({ request }: Asking, { label, copies }: LabelPrintView): void {
    const work = workNow()
    if (work !== undefined && isShown(request)) set({ work: { ...work, asked: { request, copies, effect: label } } })
  }

  /** Told even when the view was left: the shelf has no label, and nobody would look. */
  function tellEnd({ request }: Asking, { state }: EffectView): void {
    const well = state === 'printed' || state === 'processed'
    if (isShown(request)) {
      if (well) sounds.ok()
      else sounds.error()
    } else if (!well) object({ words: state === 'failed' ? 'label.told.failed' : 'label.told.unconfirmed' })
  }

  async function ask(asking: Asking): Promise<void> {
    const answer = await api.call('print-label', asking.input, asking.request)
    const work = workNow()
    unanswered = !answer.ok && answer.refusal.code === 'request.failed' ? asking : undefined
    if (!answer.ok) {
      if (work !== undefined) set({ work: { ...work, asking: false } })
      refused(answer.refusal)
      return
    }
    if (work !== undefined && work.item.itemId === asking.input.itemId) {
      set({ work: { ...work, asking: false, asked: { request: asking.request, copies: answer.value.copies, effect: answer.value.label } }, notice: undefined, entry: '' })
    }
    watch(asking, answer.value, 0)
  }

  function print(): void {
    const work = workNow()
    if (work === undefined || work.asking) return
    // A second press while the first waits for a roll would print twice as many when somebody puts one in.
    if (work.asked !== undefined && isOnItsWay(work.asked.effect)) {
      sounds.attention()
      return
    }
    const copies = copiesOf(store.getState().entry)
    if (copies === undefined) {
      object({ words: 'label.badCopies' })
      return
    }
    const roll = rollOf(store.getState())
    if (roll !== undefined && roll.size !== work.size && work.otherSize !== true) {
      // Printed over three labels of the roll, it came back as "printed": no printer knows what lies in it.
      set({ work: { ...work, otherSize: true } })
      object({ words: 'label.otherRoll', params: { roll: sizeText(roll.size), size: sizeText(work.size) } })
      return
    }
    const input = { itemId: work.item.itemId, kind: work.label, size: work.size, copies }
    const again = unanswered !== undefined && JSON.stringify(unanswered.input) === JSON.stringify(input) ? unanswered : undefined
    const { asked: _before, otherSize: _told, ...rest } = work
    set({ work: { ...rest, asking: true }, notice: undefined })
    enqueue(() => ask(again ?? { request: crypto.randomUUID(), input }))
  }

  return {
    openLabel: open,
    chooseLabelKind: (label: LabelKindView) => change({ label }),
    chooseLabelSize: (size: LabelSizeView) => change({ size }),
    moveLabelKind: (by: 1 | -1) => {
      const next = neighbour(labelKinds, workNow()?.label, by)
      if (next !== undefined) change({ label: next })
    },
    moveLabelSize: (by: 1 | -1) => {
      const next = neighbour(labelSizeNames, workNow()?.size, by)
      if (next !== undefined) change({ size: next })
    },
    printLabel: print,
  }
}

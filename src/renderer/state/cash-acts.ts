import { type Result } from '../../domain/errors/index.ts'
import { type Output, type ShiftView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { type HandOverWork } from './cash-work.ts'
import { neighbour } from './discount-acts.ts'
import { createOnce } from './once.ts'
import { whyNot, type CashAct } from './shift-state.ts'

/** The page of the shift: how it stands, hand-over, suspending, taking up again, and the X. */
export function createCashActs(kit: ActKit) {
  const { api, store, sounds, set, enqueue, object, refused, go } = kit
  const once = createOnce(api)

  /** Asks how the shift stands. A register that cannot say leaves what was known. */
  async function load(): Promise<ShiftView | undefined> {
    const answer = await api.call('shift', {})
    if (answer.ok) set({ shift: answer.value })
    return answer.ok ? answer.value : undefined
  }

  function open(): void {
    go({ kind: 'cash', chosen: 0, asking: false })
    void load()
  }

  /** Says why something cannot be done now. True when it cannot: nothing is asked for that would be refused in the end. */
  function impossible(act: CashAct): boolean {
    const { shift, counter } = store.getState()
    const words = whyNot(act, shift, counter?.basket !== undefined)
    if (words !== undefined) object({ words })
    return words !== undefined
  }

  /** What a command about the whole shift answered. The page itself is the good news: a bar over it lay on the way back. */
  function done(answer: Result<ShiftView>): void {
    if (store.getState().work.kind === 'cash') set({ work: { kind: 'cash', chosen: 0, asking: false } })
    if (!answer.ok) refused(answer.refusal)
    else {
      set({ shift: answer.value, notice: undefined })
      sounds.ok()
    }
  }

  function suspend(): void {
    const { work } = store.getState()
    if (work.kind !== 'cash' || work.asking || impossible('suspend')) return
    set({ work: { ...work, asking: true } })
    enqueue(async () => done((await once('suspend-shift', {})).answer))
  }

  function resume(number: number | undefined): void {
    const { work } = store.getState()
    if (work.kind !== 'cash' || work.asking || impossible('resume') || number === undefined) return
    set({ work: { ...work, asking: true } })
    enqueue(async () => done((await once('resume-shift', { number })).answer))
  }

  /** Everybody who could take the till over: all but whoever has it. */
  function takers(): readonly string[] {
    const { register, counter } = store.getState()
    return (register?.operators ?? []).flatMap(({ id }) => (id === counter?.operator?.id ? [] : [id]))
  }

  async function handOver({ to, counts }: HandOverWork & { readonly to: string }): Promise<void> {
    const { answer } = await once('hand-over', { to, ...(counts === undefined ? {} : { counts: [...counts] }) })
    const { work } = store.getState()
    if (answer.ok) {
      // Whoever had it is signed off by now, or is in a moment: the next one types a PIN and nothing else.
      set({ shift: answer.value, operatorId: to })
      return
    }
    if (work.kind === 'handOver') set({ work: { ...work, asking: false } })
    refused(answer.refusal)
  }

  async function loadX(): Promise<void> {
    const answer: Result<Output<'x-report'>> = await api.call('x-report', {})
    const { work } = store.getState()
    if (work.kind !== 'xReport') return
    if (answer.ok) set({ work: { ...work, x: answer.value } })
    else refused(answer.refusal)
  }

  return {
    cash: { load, impossible, takers },
    acts: {
      openCash: open,
      loadShift: () => void load(),
      suspendShift: suspend,
      resumeShift: resume,
      /** One key for both: there is never both to be done. By key the chosen one is taken up. */
      suspendOrResumeShift: () => {
        const { shift, work } = store.getState()
        if (shift?.shift !== undefined || shift?.suspended.length === 0) suspend()
        else resume(shift?.suspended[work.kind === 'cash' ? work.chosen : 0]?.number)
      },
      moveSuspendedShift: (by: 1 | -1) => {
        const { shift, work } = store.getState()
        if (work.kind === 'cash' && shift !== undefined) set({ work: { ...work, chosen: Math.min(shift.suspended.length - 1, Math.max(0, work.chosen + by)) } })
      },
      openHandOver: () => {
        if (!impossible('handOver')) go({ kind: 'handOver', to: undefined, asking: false })
      },
      chooseTaker: (to: string) => {
        const { work } = store.getState()
        if (work.kind === 'handOver' && !work.asking) set({ work: { ...work, to }, notice: undefined })
      },
      moveTaker: (by: 1 | -1) => {
        const { work } = store.getState()
        const to = work.kind === 'handOver' && !work.asking ? neighbour(takers(), work.to, by) : undefined
        if (work.kind === 'handOver' && to !== undefined) set({ work: { ...work, to }, notice: undefined })
      },
      confirmHandOver: () => {
        const { work } = store.getState()
        if (work.kind !== 'handOver' || work.asking) return
        const { to } = work
        if (to === undefined) {
          object({ words: 'handOver.whoFirst' })
          return
        }
        set({ work: { ...work, asking: true } })
        enqueue(() => handOver({ ...work, to }))
      },
      openX: () => {
        if (impossible('x')) return
        go({ kind: 'xReport', x: undefined, asking: false })
        void loadX()
      },
      printX: () => {
        const { work } = store.getState()
        if (work.kind !== 'xReport' || work.asking) return
        set({ work: { ...work, asking: true } })
        enqueue(async () => {
          const { answer } = await once('print-x', {})
          const now = store.getState().work
          if (now.kind === 'xReport') set({ work: { ...now, asking: false, ...(answer.ok ? { effects: answer.value.effects } : {}) }, notice: undefined })
          if (!answer.ok) refused(answer.refusal)
        })
      },
    },
  }
}
export type Cash = ReturnType<typeof createCashActs>['cash']

import { type ZReportView } from '../../contracts/ipc/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { type ActKit } from './act-kit.ts'
import { createOnce } from './once.ts'

const pageLength = 30
/** How often the paper is asked after while it is on its way, and how many times at most. */
const askAgain = 1000
const mostAsked = 60

function stillPrinting({ effects }: ZReportView): boolean {
  const state = effects.findLast(({ kind }) => kind === 'print')?.state
  return state === 'waiting' || state === 'working'
}

/** Closed shifts: the list, the frozen paper of one, and printing it again. */
export function createZReportActs(kit: ActKit) {
  const { api, store, set, later, enqueue, refused, go } = kit
  const once = createOnce(api)

  async function loadList(): Promise<void> {
    const answer = await api.call('z-reports', { limit: pageLength })
    if (store.getState().work.kind !== 'zReports') return
    if (answer.ok) set({ zReports: { found: answer.value.reports, next: answer.value.next } })
    else refused(answer.refusal)
  }

  /** The page on its way: a scroll tells of its end many times. */
  let coming: number | undefined
  async function nextPage(): Promise<void> {
    const { zReports } = store.getState()
    const before = zReports?.next
    if (before === undefined || coming === before) return
    coming = before
    const answer = await api.call('z-reports', { limit: pageLength, before })
    coming = undefined
    const now = store.getState().zReports
    if (!answer.ok || now === undefined || now.next !== before) return
    set({ zReports: { found: [...now.found, ...answer.value.reports], next: answer.value.next } })
  }

  /** `ask`: how it is asked after. Whoever closes a shift may read that Z, and not every other. */
  function watch(z: ZReportView, ask: () => Promise<Result<ZReportView>>, asked = 0): void {
    if (!stillPrinting(z) || asked >= mostAsked) return
    later(askAgain, () => {
      if (store.getState().openZ?.number !== z.number) return
      void ask().then((answer) => {
        if (!answer.ok || store.getState().openZ?.number !== z.number) return
        set({ openZ: answer.value })
        watch(answer.value, ask, asked + 1)
      })
    })
  }

  async function show(number: number): Promise<void> {
    const answer = await api.call('z-report', { number })
    if (!answer.ok) refused(answer.refusal)
    else if (store.getState().work.kind === 'zReports') {
      set({ openZ: answer.value, notice: undefined })
      watch(answer.value, () => api.call('z-report', { number }))
    }
  }

  function openList(): void {
    set({ openZ: undefined, zReports: undefined })
    go({ kind: 'zReports', chosen: -1, asking: false })
    void loadList()
  }

  return {
    zs: {
      /** Right after a close: its paper, and what comes next. */
      showClosed: (z: ZReportView, askAfter: () => Promise<Result<ZReportView>>) => {
        set({ openZ: z, zReports: undefined })
        go({ kind: 'zReports', chosen: -1, closed: true, asking: false })
        watch(z, askAfter)
        void api.call('shift', {}).then((answer) => {
          if (answer.ok) set({ shift: answer.value })
        })
      },
    },
    acts: {
      openZReports: openList,
      showZ: (number: number) => void show(number),
      closeZ: () => set({ openZ: undefined }),
      moreZs: () => void nextPage(),
      moveZ: (by: 1 | -1) => {
        const { work, zReports } = store.getState()
        if (work.kind !== 'zReports' || work.closed === true || zReports === undefined || zReports.found.length === 0) return
        const chosen = Math.min(zReports.found.length - 1, Math.max(0, work.chosen + by))
        set({ work: { ...work, chosen } })
        if (chosen === zReports.found.length - 1) void nextPage()
      },
      /** The chosen one; after a close, on to the page of the shift. */
      enterZ: () => {
        const { work, zReports } = store.getState()
        if (work.kind !== 'zReports') return
        const one = zReports?.found.length === 1 ? zReports.found[0] : zReports?.found[work.chosen]
        if (one !== undefined) void show(one.number)
      },
      reprintZ: () => {
        const { work, openZ } = store.getState()
        if (work.kind !== 'zReports' || work.asking || openZ === undefined) return
        set({ work: { ...work, asking: true } })
        enqueue(async () => {
          const { answer } = await once('reprint-z', { number: openZ.number })
          const { work: now, openZ: open } = store.getState()
          if (now.kind === 'zReports') set({ work: { ...now, asking: false } })
          if (!answer.ok) {
            refused(answer.refusal)
            return
          }
          if (open?.number !== openZ.number) return
          const printed = { ...open, effects: answer.value.effects }
          set({ openZ: printed, notice: undefined })
          watch(printed, () => api.call('z-report', { number: openZ.number }))
        })
      },
    },
  }
}
export type ZReports = ReturnType<typeof createZReportActs>['zs']

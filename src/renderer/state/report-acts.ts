import { everyRow, reportKinds, reportPeriods, type DocumentView, type Input, type ReportKind, type ReportRowView, type ReportView } from '../../contracts/ipc/index.ts'
import { type ActKit } from './act-kit.ts'
import { dayText } from './day-text.ts'
import { type SaveFile } from './download.ts'
import { typedDays } from './journal-acts.ts'
import { latestOnly } from './latest.ts'
import { type ReportsWork } from './report-work.ts'
import { reportTable } from './report-words.ts'
import { type ScreenState } from './screen-state.ts'
import { storeDate } from './store-time.ts'

const pageLength = 60
const exportLength = 500
const documentsAtOnce = 30

type Asked = Pick<Input<'report'>, 'kind' | 'days'>

/** What is asked of the register for what stands on the screen: the days that were typed, else the period. `now` in epoch ms. */
export function reportAsked({ work, entry, language, register }: Pick<ScreenState, 'entry' | 'language' | 'register'> & { readonly work: ReportsWork }, now: number): Asked {
  const typed = typedDays(entry.trim(), (part) => dayText(part, language, storeDate(now, register?.timeZone)))
  return { kind: work.report, days: typed ?? { period: work.period } }
}

const totalRow = ({ totals }: ReportView): ReportRowView => ({ key: everyRow, values: totals })

/** Figures, what they are made of, and handing them over as a table. */
export function createReportActs(kit: ActKit, save: SaveFile) {
  const { api, store, set, refused, go } = kit

  const working = (): ReportsWork | undefined => {
    const { work } = store.getState()
    return work.kind === 'reports' ? work : undefined
  }
  function asked(): Asked | undefined {
    const work = working()
    return work && reportAsked({ ...store.getState(), work }, Date.now())
  }
  const sameAs = (one: Asked): boolean => JSON.stringify(asked()) === JSON.stringify(one)

  const askFirst = latestOnly(
    (one: Asked) => api.call('report', { ...one, offset: 0, limit: pageLength }),
    (one, answer) => {
      if (!sameAs(one)) return
      if (answer.ok) set({ report: answer.value, notice: undefined })
      else refused(answer.refusal)
    },
  )
  function ask(): void {
    const one = asked()
    if (one !== undefined) askFirst(one)
  }
  store.subscribe((state, before) => {
    if (state.work.kind === 'reports' && before.work.kind === 'reports' && state.entry !== before.entry) ask()
  })

  function change(changes: Partial<Pick<ReportsWork, 'report' | 'period'>>): void {
    const work = working()
    if (work === undefined || work.exporting) return
    const other = changes.report !== undefined && changes.report !== work.report
    set({ work: { ...work, ...changes, chosen: -1 }, documents: undefined, ...(other ? { report: undefined } : {}) })
    ask()
  }

  /** The page on its way, by its first row: a scroll tells of its end many times. */
  let coming: number | undefined
  async function nextPage(): Promise<void> {
    const { report } = store.getState()
    const one = asked()
    const offset = report?.rows.length
    if (report === undefined || one === undefined || offset === undefined || offset >= report.rowCount || coming === offset) return
    coming = offset
    const answer = await api.call('report', { ...one, offset, limit: pageLength })
    coming = undefined
    const now = store.getState().report
    // Only behind the rows it was asked for.
    if (answer.ok && now === report && sameAs(one)) set({ report: { ...now, rows: [...now.rows, ...answer.value.rows] } })
  }

  async function documentsOf(row: ReportRowView, before?: Input<'report-documents'>['before']) {
    const { report } = store.getState()
    if (report === undefined) return undefined
    return api.call('report-documents', { kind: report.kind, from: report.from, to: report.to, key: row.key, limit: documentsAtOnce, ...(before === undefined ? {} : { before }) })
  }

  async function openRow(row: ReportRowView): Promise<void> {
    const answer = await documentsOf(row)
    if (answer === undefined || working() === undefined) return
    if (!answer.ok) refused(answer.refusal)
    else {
      set({ documents: { row, found: answer.value.documents, next: answer.value.next, more: answer.value.next !== undefined, chosen: -1, open: undefined }, notice: undefined })
      fill()
    }
  }

  let comingAfter: string | undefined
  async function nextDocuments(): Promise<void> {
    const { documents } = store.getState()
    const before = documents?.next
    const name = JSON.stringify(before)
    if (documents === undefined || before === undefined || comingAfter === name) return
    comingAfter = name
    const answer = await documentsOf(documents.row, before)
    comingAfter = undefined
    const now = store.getState().documents
    if (answer?.ok !== true || now === undefined || now.row !== documents.row || JSON.stringify(now.next) !== name) return
    set({ documents: { ...now, found: [...now.found, ...answer.value.documents], next: answer.value.next, more: answer.value.next !== undefined } })
    fill()
  }
  /** A page may be short, because the register looked through so many entries and no more: it is asked on until there is something to scroll. */
  function fill(): void {
    const { documents } = store.getState()
    if (documents?.next !== undefined && documents.found.length < documentsAtOnce) void nextDocuments()
  }

  async function open(document: DocumentView): Promise<void> {
    const saleId = 'receipt' in document ? document.receipt.id : undefined
    const answer = saleId === undefined ? undefined : await api.call('receipt', { saleId })
    const entry = 'entry' in document ? await api.call('journal-entry', { epoch: document.entry.epoch, seq: document.entry.seq }) : undefined
    const { documents } = store.getState()
    if (documents === undefined || !documents.found.includes(document)) return
    if (answer?.ok === true) set({ documents: { ...documents, open: { receipt: answer.value } }, notice: undefined })
    else if (entry?.ok === true) set({ documents: { ...documents, open: { entry: entry.value } }, notice: undefined })
    else if (answer?.ok === false) refused(answer.refusal)
    else if (entry?.ok === false) refused(entry.refusal)
  }

  async function exportAll(): Promise<void> {
    const one = asked()
    const work = working()
    const { report } = store.getState()
    if (one === undefined || work === undefined || report === undefined || work.exporting) return
    set({ work: { ...work, exporting: true }, notice: undefined })
    const rows: ReportRowView[] = []
    let view = report
    do {
      const answer = await api.call('report', { ...one, offset: rows.length, limit: exportLength })
      const now = working()
      // Stopped with Esc, or somebody went on to something else.
      if (now?.exporting !== true) return
      if (!answer.ok) {
        set({ work: { ...now, exporting: false } })
        refused(answer.refusal)
        return
      }
      view = answer.value
      rows.push(...view.rows)
    } while (rows.length < view.rowCount && view.rows.length > 0)
    const done = working()
    if (done !== undefined) set({ work: { ...done, exporting: false } })
    save(`report-${view.kind}-${view.from}${view.to === view.from ? '' : `-${view.to}`}.csv`, reportTable(view, rows, store.getState().language))
    set({ notice: { words: 'report.exported', params: { count: rows.length }, calm: true } })
  }

  return {
    openReports: () => {
      set({ report: undefined, documents: undefined })
      go({ kind: 'reports', report: 'hour', period: 'today', chosen: -1, exporting: false })
      ask()
    },
    chooseReport: (report: ReportKind) => change({ report }),
    moveReport: (by: 1 | -1) => {
      if (store.getState().documents !== undefined) return
      const at = reportKinds.indexOf(working()?.report ?? 'hour') + by
      change({ report: reportKinds[Math.min(reportKinds.length - 1, Math.max(0, at))] ?? 'hour' })
    },
    nextReportPeriod: () => {
      const at = reportPeriods.indexOf(working()?.period ?? 'today')
      if (store.getState().documents === undefined) change({ period: reportPeriods[(at + 1) % reportPeriods.length] ?? 'today' })
    },
    /** In the list that is on the screen. */
    moveReportRow: (by: 1 | -1) => {
      const { report, documents } = store.getState()
      const work = working()
      if (documents?.open !== undefined) return
      if (documents !== undefined) {
        const chosen = Math.min(documents.found.length - 1, Math.max(0, documents.chosen + by))
        set({ documents: { ...documents, chosen } })
        if (chosen === documents.found.length - 1) void nextDocuments()
      } else if (work !== undefined && report !== undefined && report.rows.length > 0) {
        // Behind the last row stands the sum of all, once all are there.
        const last = report.rows.length === report.rowCount ? report.rows.length : report.rows.length - 1
        const chosen = Math.min(last, Math.max(0, work.chosen + by))
        set({ work: { ...work, chosen } })
        if (chosen === report.rows.length - 1) void nextPage()
      }
    },
    /** What the sums under the table are made of. */
    openReportTotal: () => {
      const { report } = store.getState()
      if (report !== undefined && report.rows.length > 0) void openRow(totalRow(report))
    },
    openReportRow: (row: ReportRowView) => void openRow(row),
    openDocument: (document: DocumentView) => void open(document),
    /** The chosen one, or the only one there is; on an open document back to the list. */
    enterReport: () => {
      const { report, documents } = store.getState()
      if (documents?.open !== undefined) {
        set({ documents: { ...documents, open: undefined } })
        return
      }
      const document = documents?.found.length === 1 ? documents.found[0] : documents?.found[documents.chosen]
      const chosen = working()?.chosen ?? -1
      const row = report === undefined ? undefined : chosen === report.rows.length ? totalRow(report) : report.rows.length === 1 ? report.rows[0] : report.rows[chosen]
      if (document !== undefined) void open(document)
      else if (documents === undefined && row !== undefined) void openRow(row)
    },
    /** One step back inside the reports. False when there is none. */
    leaveReportStep: (): boolean => {
      const work = working()
      const { documents } = store.getState()
      if (work?.exporting === true) set({ work: { ...work, exporting: false } })
      else if (documents?.open !== undefined) set({ documents: { ...documents, open: undefined } })
      else if (documents !== undefined) set({ documents: undefined })
      else return false
      return true
    },
    moreReport: () => void nextPage(),
    moreDocuments: () => void nextDocuments(),
    exportReport: () => void exportAll(),
  }
}

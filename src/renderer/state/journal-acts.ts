import { journalGroupNames, type Input, type JournalGroup, type JournalRowView } from '../../contracts/ipc/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { type ActKit } from './act-kit.ts'
import { csvText } from './csv.ts'
import { dayText } from './day-text.ts'
import { neighbour } from './discount-acts.ts'
import { type SaveFile } from './download.ts'
import { entryWords } from './journal-words.ts'
import { journalPeriods, type JournalPeriod, type JournalWork } from './journal-work.ts'
import { latestOnly } from './latest.ts'
import { type ScreenState } from './screen-state.ts'
import { storeDate, storeTime } from './store-time.ts'
import { startWords } from './words.ts'

const pageLength = 50
const exportLength = 200
const hour = 3_600_000
const day = 24 * hour
const isDate = /^\d{4}-\d\d-\d\d$/

type Filter = Omit<Input<'journal'>, 'limit' | 'before'>

/** How many days back a period begins and ends. */
const reach: Readonly<Record<Exclude<JournalPeriod, 'all'>, readonly [from: number, to: number]>> = { today: [0, 0], yesterday: [1, 1], week: [6, 0], month: [29, 0] }

/** The days that were typed: one, or two with dots between them. Undefined for what is no day. */
export function typedDays(text: string, dateOf: (text: string) => string): { readonly from: string; readonly to: string } | undefined {
  const [first = '', second = first, ...more] = text.split(/\.{2,}|…|~/u).map((part) => dateOf(part.trim()))
  if (more.length > 0 || !isDate.test(first) || !isDate.test(second)) return undefined
  return first <= second ? { from: first, to: second } : { from: second, to: first }
}

/** What is asked of the register for what stands on the screen. `now` in epoch ms. */
export function journalFilter({ work, entry, language, register, journal }: Pick<ScreenState, 'entry' | 'language' | 'register' | 'journal'> & { readonly work: JournalWork }, now: number): Filter {
  const dayBefore = (days: number): string => storeDate(now - (journal?.cutOffHour ?? 0) * hour - days * day, register?.timeZone)
  const text = entry.trim()
  const typed = typedDays(text, (part) => dayText(part, language, dayBefore(0)))
  const period = work.period === 'all' ? undefined : reach[work.period]
  const days = typed ?? (period && { from: dayBefore(period[0]), to: dayBefore(period[1]) })
  return {
    ...days,
    ...(work.operatorId !== undefined && { operatorId: work.operatorId }),
    ...(work.group !== undefined && { group: work.group }),
    ...(typed === undefined && text !== '' && { text }),
  }
}

/** Who did what and when: looked through, opened, and handed over as a table. */
export function createJournalActs(kit: ActKit, { save, openReceipt }: { readonly save: SaveFile; readonly openReceipt: (saleId: string) => void }) {
  const { api, store, set, refused, go } = kit

  const working = (): JournalWork | undefined => {
    const { work } = store.getState()
    return work.kind === 'journal' ? work : undefined
  }
  function asked(): Filter | undefined {
    const work = working()
    return work && journalFilter({ ...store.getState(), work }, Date.now())
  }
  const sameAs = (filter: Filter): boolean => JSON.stringify(asked()) === JSON.stringify(filter)

  const askFirst = latestOnly(
    (filter: Filter) => api.call('journal', { ...filter, limit: pageLength }),
    (filter, answer) => {
      if (!answer.ok) {
        if (working() !== undefined) refused(answer.refusal)
        return
      }
      const { entries, next, listing, cutOffHour } = answer.value
      if (sameAs(filter)) set({ journal: { found: entries, next, listing, cutOffHour, chosen: -1 } })
    },
  )
  function ask(): void {
    const filter = asked()
    if (filter !== undefined) askFirst(filter)
  }
  store.subscribe((state, before) => {
    if (state.work.kind === 'journal' && before.work.kind === 'journal' && state.entry !== before.entry) ask()
  })

  function change(changes: Partial<Pick<JournalWork, 'period' | 'group' | 'operatorId'>>): void {
    const work = working()
    if (work === undefined || work.exporting !== undefined) return
    set({ work: { ...work, ...changes }, openEntry: undefined })
    ask()
  }

  /** The page on its way, by the entry it comes after: a scroll tells of its end many times. */
  let coming: string | undefined
  async function nextPage(): Promise<void> {
    const before = store.getState().journal?.next
    const filter = asked()
    const name = JSON.stringify(before)
    if (before === undefined || filter === undefined || coming === name) return
    coming = name
    const answer = await api.call('journal', { ...filter, before, limit: pageLength })
    coming = undefined
    const now = store.getState().journal
    // Only behind the list it was asked for.
    if (answer.ok && now !== undefined && sameAs(filter) && JSON.stringify(now.next) === name) set({ journal: { ...now, found: [...now.found, ...answer.value.entries], next: answer.value.next } })
  }

  async function open({ epoch, seq }: Pick<JournalRowView, 'epoch' | 'seq'>): Promise<void> {
    const answer = await api.call('journal-entry', { epoch, seq })
    if (!answer.ok) refused(answer.refusal)
    else if (working() !== undefined) set({ openEntry: answer.value, notice: undefined })
  }

  /** Counts the files begun: one that was stopped must not go on as the next one. */
  let begun = 0
  async function exportAll(): Promise<void> {
    const filter = asked()
    const started = working()
    if (filter === undefined || started === undefined || started.exporting !== undefined) return
    begun += 1
    const mine = begun
    set({ work: { ...started, exporting: 0 }, notice: undefined })
    const rows: JournalRowView[] = []
    for (let before: Input<'journal'>['before'], more = true; more; ) {
      const answer = await api.call('journal', { ...filter, ...(before !== undefined && { before }), limit: exportLength })
      const now = working()
      // Stopped with Esc, or somebody went on to something else.
      if (now?.exporting === undefined || mine !== begun) return
      if (!answer.ok) {
        set({ work: { ...now, exporting: undefined } })
        refused(answer.refusal)
        return
      }
      rows.push(...answer.value.entries)
      before = answer.value.next
      more = before !== undefined
      set({ work: { ...now, exporting: more ? rows.length : undefined } })
    }
    const { language, register } = store.getState()
    save(`journal-${storeDate(Date.now(), register?.timeZone)}.csv`, journalTable(rows, language, register?.timeZone))
    set({ notice: { words: 'journal.exported', params: { count: rows.length }, calm: true } })
  }

  return {
    openJournal: () => {
      set({ journal: undefined, openEntry: undefined })
      go({ kind: 'journal', period: 'all', group: undefined, operatorId: undefined, exporting: undefined })
      ask()
    },
    showEntry: (row: Pick<JournalRowView, 'epoch' | 'seq'>) => void open(row),
    /** The chosen one, or the only one found; on an open entry back to the list. */
    enterJournal: () => {
      const { journal, openEntry } = store.getState()
      const one = journal?.found.length === 1 ? journal.found[0] : journal?.found[journal.chosen]
      if (openEntry !== undefined) set({ openEntry: undefined })
      else if (one !== undefined) void open(one)
    },
    /** One step back inside the journal. False when there is none. */
    leaveEntry: (): boolean => {
      const work = working()
      if (work?.exporting !== undefined) set({ work: { ...work, exporting: undefined } })
      else if (store.getState().openEntry !== undefined) set({ openEntry: undefined })
      else return false
      return true
    },
    moreJournal: () => void nextPage(),
    moveJournal: (by: 1 | -1) => {
      const { journal, openEntry } = store.getState()
      if (journal === undefined || journal.found.length === 0 || openEntry !== undefined) return
      const chosen = Math.min(journal.found.length - 1, Math.max(0, journal.chosen + by))
      set({ journal: { ...journal, chosen } })
      if (chosen === journal.found.length - 1) void nextPage()
    },
    chooseJournalGroup: (group: JournalGroup | undefined) => change({ group }),
    moveJournalGroup: (by: 1 | -1) => {
      const all = [undefined, ...journalGroupNames]
      const at = all.indexOf(working()?.group)
      change({ group: all[Math.min(all.length - 1, Math.max(0, at + by))] })
    },
    nextJournalPeriod: () => {
      const at = journalPeriods.indexOf(working()?.period ?? 'all')
      change({ period: journalPeriods[(at + 1) % journalPeriods.length] ?? 'all' })
    },
    /** Everybody, then each in turn. */
    nextJournalOperator: () => {
      const ids = store.getState().register?.operators.map(({ id }) => id) ?? []
      const last = working()?.operatorId
      change({ operatorId: last !== undefined && last === ids.at(-1) ? undefined : last === undefined ? ids[0] : neighbour(ids, last, 1) })
    },
    exportJournal: () => void exportAll(),
    showEntryReceipt: () => {
      const saleId = store.getState().openEntry?.row.saleId
      if (saleId !== undefined) openReceipt(saleId)
    },
  }
}

/** A row for each entry, in the order of the screen; amounts with a point and no sign of money, so that they can be added up. */
export function journalTable(rows: readonly JournalRowView[], language: ScreenState['language'], timeZone: string | undefined): string {
  const { t } = startWords(language)
  const head = ['time', 'businessDay', 'what', 'operator', 'approver', 'amount', 'currency', 'place', 'type'].map((column) => t(`journal.column.${column}`))
  const time = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
  return csvText([
    head,
    ...rows.map((row) => [
      // As ISO writes it: a spreadsheet of any country reads that as a time.
      storeTime(row.at, 'zh-CN', timeZone, time).replaceAll('/', '-'),
      row.businessDate,
      entryWords(t, row),
      row.operatorName || (row.operatorId === 'system' ? t('journal.system') : row.operatorId),
      row.approverName ?? '',
      row.amount === undefined ? '' : decimalText(minor(row.amount), row.currency),
      row.amount === undefined ? '' : row.currency,
      `${row.epoch}-${row.seq}`,
      row.type,
    ]),
  ])
}

import { CalendarDays, Download, Search, ShieldAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { reportKinds, type ReportRowView, type ReportView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isNoDay } from '../state/day-text.ts'
import { reportRowWords } from '../state/report-words.ts'
import { fullDateText, storeDate } from '../state/store-time.ts'
import { Amount, formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'
import { Documents } from './documents.tsx'
import { GatedKey } from './gated-key.tsx'

/** The next page is asked for when less than this is left below, in CSS pixels. */
const nearTheEnd = 400
const key = 'h-12 min-w-12 justify-center gap-2 px-3.5 text-sm font-semibold'

type Column = ReportView['columns'][number]

function Figure(props: { readonly value: number; readonly column: Column; readonly view: ReportView }) {
  const { value, column, view } = props
  if (column.unit === 'amount') return <Amount value={value} currency={view.currency} />
  return <span className="number">{column.unit === 'quantity' ? formatQuantity(value, 'each') : value}</span>
}

/** The row's part of the chart: what it comes to beside the largest of them. Below nothing it is hatched, so that it is told by more than its colour. */
function Bar(props: { readonly value: number; readonly most: number }) {
  const { value, most } = props
  const width = most === 0 ? 0 : (Math.abs(value) / most) * 100
  return (
    <svg aria-hidden="true" data-testid="report-bar" viewBox="0 0 100 6" preserveAspectRatio="none" className="mt-1 block h-1.5 w-full">
      <rect width="100" height="6" rx="1" className="fill-sunken" />
      <rect width={value === 0 ? 0 : Math.max(width, 1)} height="6" rx="1" className={value < 0 ? 'fill-warn' : 'fill-accent'} />
      {value < 0 && <rect width={Math.max(width, 1)} y="2.4" height="1.2" className="fill-surface" />}
    </svg>
  )
}

function Row(props: { readonly row: ReportRowView; readonly view: ReportView; readonly most: number; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const line = useRef<HTMLTableRowElement>(null)
  const { row, view, most, chosen } = props
  useEffect(() => {
    if (chosen) line.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <tr ref={line} data-testid="report-row" className={`border-b border-line ${chosen ? 'bg-accent-soft' : ''}`}>
      <th scope="row" className="p-0 text-start font-semibold">
        <Key look="bare" className={`min-h-12 w-full flex-col !items-stretch justify-center px-3 py-1 text-start text-sm ${chosen ? 'ring-2 ring-focus ring-inset' : ''}`} onPress={() => acts.openReportRow(row)}>
          <span className="break-words underline decoration-line-strong underline-offset-2">{reportRowWords(t, language, view.kind, row)}</span>
          <Bar value={row.values[view.main] ?? 0} most={most} />
        </Key>
      </th>
      {view.columns.map((column, index) => (
        <td key={column.name} className={`px-2 py-1 text-end text-sm whitespace-nowrap ${index === view.main ? 'font-bold text-ink' : 'text-ink-2'}`}>
          <Figure value={row.values[index] ?? 0} column={column} view={view} />
        </td>
      ))}
    </tr>
  )
}

function Table(props: { readonly view: ReportView }) {
  const { t } = useTranslation()
  const chosen = useScreen(({ work }) => (work.kind === 'reports' ? work.chosen : -1))
  const acts = useActs()
  const { view } = props
  const most = Math.max(0, ...view.rows.map((row) => Math.abs(row.values[view.main] ?? 0)))
  return (
    <Group
      aria-label={t(`report.kind.${view.kind}`)}
      data-own-enter
      className="min-h-0 flex-1 overflow-auto rounded-card border border-line bg-surface"
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        if (scrollHeight - scrollTop - clientHeight < nearTheEnd) acts.moreReport()
      }}
    >
      <table className="w-full border-collapse">
        <thead className="sticky top-0 z-10 bg-sunken">
          <tr>
            <th scope="col" className="w-[38%] px-3 py-2 text-start text-[13px] font-semibold text-ink-2">{t(`report.of.${view.kind}`)}</th>
            {view.columns.map(({ name }) => (
              <th key={name} scope="col" className="px-2 py-2 text-end text-[13px] font-semibold text-ink-2">{t(`report.column.${name}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row, index) => (
            <Row key={row.key} row={row} view={view} most={most} chosen={index === chosen} />
          ))}
        </tbody>
        <tfoot className="sticky bottom-0 bg-surface">
          <tr data-testid="report-totals" className="border-t-2 border-line-strong">
            <th scope="row" className="p-0 text-start">
              <Key testId="report-total" look="bare" className={`min-h-12 w-full px-3 py-1 text-start text-sm font-bold underline decoration-line-strong underline-offset-2 ${chosen === view.rows.length ? 'ring-2 ring-focus ring-inset' : ''}`} onPress={acts.openReportTotal}>
                {t('report.total')}
              </Key>
            </th>
            {view.columns.map((column, index) => (
              <td key={column.name} data-testid={`report-total-${column.name}`} className="px-2 py-2.5 text-end text-sm font-bold whitespace-nowrap">
                {/* Pieces and kilograms have no sum. */}
                {column.unit === 'quantity' ? '' : <Figure value={view.totals[index] ?? 0} column={column} view={view} />}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </Group>
  )
}

function Filters() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'reports') return null
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <ArmedField of="entry" drawing={Search} label={t('report.days')} placeholder={t('report.daysHint')} className="min-w-40 flex-1" />
        <Key testId="report-period" look={work.period === 'today' ? 'plain' : 'dark'} className={key} onPress={acts.nextReportPeriod}>
          <CalendarDays aria-hidden="true" size={18} /> {t(`report.period.${work.period}`)} <Shortcut keys={labelOf('reportPeriod')} boxed />
        </Key>
        <Key testId="report-export" look="outline" className={key} isDisabled={work.exporting} onPress={acts.exportReport}>
          <Download aria-hidden="true" size={18} /> {t('journal.export')} <Shortcut keys={labelOf('exportReport')} boxed />
        </Key>
      </div>
      <Group aria-label={t('report.kinds')} className="flex flex-wrap gap-2">
        {reportKinds.map((each) => (
          <Key key={each} testId={`report-${each}`} look={work.report === each ? 'dark' : 'plain'} isPressed={work.report === each} className={key} onPress={() => acts.chooseReport(each)}>
            {t(`report.kind.${each}`)}
          </Key>
        ))}
        <GatedKey testId="loss-watch" permission="seeLossWatch" look="outline" className={key} onPress={acts.openLossWatch}>
          <ShieldAlert aria-hidden="true" size={18} /> {t('loss.open')} <Shortcut keys={labelOf('lossWatch')} boxed />
        </GatedKey>
      </Group>
    </>
  )
}

/** Figures of some days off the register's one ledger, in a table with its bars; every row opens what it is made of. */
export function Reports() {
  const { t } = useTranslation()
  const acts = useActs()
  const view = useScreen((state) => state.report)
  const documents = useScreen((state) => state.documents)
  const language = useScreen((state) => state.language)
  const noDay = useScreen(({ entry, register }) => isNoDay(entry.trim(), language, storeDate(new Date(), register?.timeZone)))
  if (documents !== undefined && view !== undefined) {
    const heading = `${t(`report.kind.${view.kind}`)} · ${reportRowWords(t, language, view.kind, documents.row)}`
    return <Documents list={documents} heading={heading} back={t('documents.back')} onMore={acts.moreDocuments} onOpen={acts.openDocument} onBack={acts.leaveReportStep} />
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 px-4 pt-2 pb-4">
      <Filters />
      {view !== undefined && (
        <p data-testid="report-span" className="number flex flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
          <span className="font-semibold">
            {fullDateText(view.from, language)}
            {view.to !== view.from && ` – ${fullDateText(view.to, language)}`}
          </span>
          <span>
            {t('report.net')} <Amount value={view.net} currency={view.currency} symbol className="font-bold text-ink" />
          </span>
          {view.unread !== undefined && <span data-testid="report-unread" className="font-semibold text-warn">{t('report.unread', { count: view.unread })}</span>}
        </p>
      )}
      {noDay && <p className="p-2 text-center text-[15px] text-ink-2">{t('journal.noSuchDay')}</p>}
      {view !== undefined && view.rows.length === 0 && <p data-testid="report-nothing" className="p-6 text-center text-[15px] text-ink-2">{t('report.nothing')}</p>}
      {view !== undefined && view.rows.length > 0 && <Table view={view} />}
    </div>
  )
}

import { type TFunction } from 'i18next'
import { cashRounding, everyRow, taxOnTop, type ReportKind, type ReportRowView, type ReportView } from '../../contracts/ipc/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { csvText } from './csv.ts'
import { nameIn } from './names.ts'
import { type Language } from './preferences.ts'
import { startWords } from './words.ts'

const twoDigits = (hour: number): string => String(hour).padStart(2, '0')

/** What a row is called in the screen's language: by its name where it has one of its own, else by what its key stands for. */
export function reportRowWords(t: TFunction, language: Language, kind: ReportKind, { key, name, names }: ReportRowView): string {
  if (key === everyRow) return t('report.total')
  if (key === taxOnTop) return t('report.taxOnTop')
  if (kind === 'tender' && key === cashRounding) return t('tender.rounding')
  const [of = '', id = ''] = key.split(/:(.*)/su)
  if (names !== undefined) return nameIn(names, language) || id || key
  if (name !== undefined) return name === '' ? (key === 'system' ? t('journal.system') : t('report.unknown')) : name
  switch (kind) {
    case 'hour':
      return `${twoDigits(Number(key))}:00–${twoDigits((Number(key) + 1) % 24)}:00`
    case 'category':
      return of === 'category' ? id : t('report.noCategory')
    case 'tender':
      return of === 'foreignCash' ? `${t('tender.foreignCash')} ${id}` : t(`tender.${of}`, { defaultValue: of })
    case 'tax':
      return `${Number(key) / 10_000} %`
    case 'discount':
      return of === 'override' ? t('report.otherPrice', { reason: t(`reason.${id}`) }) : t(`reason.${id}`)
    case 'noSale':
      return key === '' ? t('report.unknown') : t(`drawer.reason.${key}`)
    case 'item':
    case 'operator':
    case 'void':
      return id || key
  }
}

/** Thousandths as a decimal number, with a point whatever the language: a spreadsheet adds it up. */
function quantityText(value: number): string {
  return String(value / 1000)
}

/** The whole report as a table: every row, the sum under them, amounts with a point and no sign of money. */
export function reportTable(view: ReportView, rows: readonly ReportRowView[], language: Language): string {
  const { t } = startWords(language)
  const cell = (value: number, column: number): string => {
    const unit = view.columns[column]?.unit
    return unit === 'amount' ? decimalText(minor(value), view.currency) : unit === 'quantity' ? quantityText(value) : String(value)
  }
  const span = view.from === view.to ? view.from : `${view.from} – ${view.to}`
  return csvText([
    [t(`report.kind.${view.kind}`), span, view.currency],
    [t(`report.of.${view.kind}`), ...view.columns.map(({ name }) => t(`report.column.${name}`))],
    ...rows.map((row) => [reportRowWords(t, language, view.kind, row), ...row.values.map(cell)]),
    [t('report.total'), ...view.totals.map((value, column) => (view.columns[column]?.unit === 'quantity' ? '' : cell(value, column)))],
  ])
}

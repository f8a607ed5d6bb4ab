import { useTranslation } from 'react-i18next'
import { type CustomerLine, type CustomerView } from '../../contracts/ipc/index.ts'
import { nameIn } from '../state/names.ts'
import { Amount, formatQuantity } from '../ui/index.ts'

function Line(props: { readonly line: CustomerLine; readonly view: CustomerView; readonly newest: boolean }) {
  const { t } = useTranslation()
  const { line, view, newest } = props
  const counted = line.unit === 'each'
  return (
    <li data-testid="customer-line" data-newest={newest} className={`flex h-[3rem] shrink-0 items-center px-4 text-[1.2rem] ${newest ? 'rounded-[0.75rem] bg-accent-soft font-bold' : ''}`}>
      <span className={`number w-[4rem] shrink-0 ${newest ? 'text-ink-2' : 'font-normal text-ink-3'}`}>{counted && `${formatQuantity(line.quantity, 'each')} ×`}</span>
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        {line.returned === true && <span className="shrink-0 rounded bg-warn-soft px-2 text-[1rem] font-semibold text-warn">{t('customer.return')}</span>}
        <span className="truncate">{nameIn(line.names, view.language)}</span>
        {!counted && (
          <span className="number shrink-0 text-[1rem] font-normal text-ink-2">
            {formatQuantity(line.quantity, line.unit)} {t(`unit.${line.unit}`)}
          </span>
        )}
        {line.discount > 0 && <Amount value={-line.discount} currency={view.currency} className="shrink-0 rounded bg-info-soft px-2 text-[1rem] font-semibold text-info" />}
      </span>
      <Amount value={line.total} currency={view.currency} className="ms-4 shrink-0 font-bold" />
    </li>
  )
}

/** The lines in sight, and how many are not: a customer who misses one looks for it. */
export function CustomerLines(props: { readonly view: CustomerView }) {
  const { t } = useTranslation()
  const { view } = props
  const beyond = 'shrink-0 px-4 text-[1rem] text-ink-2'
  return (
    <div className="flex min-h-0 flex-1 flex-col justify-start overflow-hidden px-4 pt-4 pb-2">
      {view.before > 0 && <p className={`${beyond} pb-1`}>{t('customer.before', { count: view.before })}</p>}
      <ul aria-label={t('customer.lines')} className="divide-y divide-line">
        {view.lines.map((line) => (
          <Line key={line.lineNo} line={line} view={view} newest={line.lineNo === view.lastLineNo} />
        ))}
      </ul>
      {view.behind > 0 && <p className={`${beyond} pt-1`}>{t('customer.behind', { count: view.behind })}</p>}
    </div>
  )
}

import { PackageOpen, RefreshCw, Trash2, TriangleAlert, Undo2, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ReturnLineView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { Amount, formatQuantity, Key } from '../ui/index.ts'

/** How many come back, below nothing: told apart from what is sold by sign, drawing and colour. */
export function ReturnBadge(props: { readonly line: ReturnLineView }) {
  const { line } = props
  return (
    <span className="number inline-flex h-9 min-w-11 shrink-0 items-center justify-center gap-0.5 rounded-lg bg-warn-soft px-1 text-[15px] font-bold text-warn">
      <Undo2 aria-hidden="true" size={14} />
      {line.owes !== undefined ? <Wallet aria-hidden="true" size={16} /> : line.unit === 'each' && formatQuantity(-line.quantity, 'each')}
    </span>
  )
}

/** What comes back, where it goes and why; its amount is what it gives back. */
export function ReturnLineText(props: { readonly line: ReturnLineView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line, currency } = props
  const Drawing = line.condition === 'stock' ? PackageOpen : Trash2
  return (
    <>
      <span data-testid="return-line" className={`min-w-0 flex-1 ${line.removed ? 'line-through' : ''}`}>
        <span className={`block truncate text-[15px] font-semibold ${line.removed ? 'text-ink-3' : ''}`}>{nameIn(line.names, language)}</span>
        <span className="number flex h-[18px] items-center gap-x-2 overflow-hidden text-[13px] leading-[18px] whitespace-nowrap text-ink-3">
          <span className="inline-flex shrink-0 items-center gap-1 rounded bg-warn-soft px-1.5 font-semibold text-warn">{t('return.word')}</span>
          {line.unit !== 'each' && <bdi dir="ltr" className="shrink-0">{`${formatQuantity(line.quantity, line.unit)} ${t(`unit.${line.unit}`)}`}</bdi>}
          {line.outsideWindow === true && (
            <span className="inline-flex shrink-0 items-center gap-1 rounded bg-warn-soft px-1.5 font-semibold text-warn">
              <TriangleAlert aria-hidden="true" size={12} /> {t('return.late')}
            </span>
          )}
          {line.owes === undefined ? (
            <>
              <Drawing aria-hidden="true" size={13} className="-me-1 shrink-0 text-ink-2" />
              <span className="max-w-fit min-w-0 flex-1 truncate text-ink-2">{t(`return.condition.${line.condition}`)}</span>
            </>
          ) : (
            <span className="max-w-fit min-w-0 flex-1 truncate text-ink-2">
              {t('return.offCard')} <bdi>{line.printed}</bdi>
            </span>
          )}
          <span className="max-w-fit min-w-0 flex-[2] truncate text-ink-2">{line.reason === 'voided' ? t('return.voided') : t(`return.reason.${line.reason}`)}</span>
        </span>
      </span>
      {line.removed ? <span className="text-[13px] font-medium text-ink-3">{t('basket.removed')}</span> : <Amount value={-line.total} currency={currency} className="text-[17px] font-bold text-warn" />}
    </>
  )
}

/** Where this line goes and why it came back, each press the next: what was said of the goods taken in after it is another matter. */
export function ReturnStateKeys(props: { readonly line: ReturnLineView; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { line, className } = props
  const Drawing = line.condition === 'stock' ? PackageOpen : Trash2
  return (
    <>
      <Key testId="line-condition" className={`${className} min-w-0 flex-1 flex-col gap-0.5 px-1 text-[13px] leading-tight font-semibold`} onPress={() => acts.moveLineCondition(line.lineNo)}>
        <Drawing aria-hidden="true" size={16} /> {t(`return.condition.${line.condition}`)}
      </Key>
      <Key testId="line-reason" className={`${className} min-w-0 flex-1 flex-col gap-0.5 px-1 text-[13px] leading-tight font-semibold`} onPress={() => acts.moveLineReason(line.lineNo)}>
        <RefreshCw aria-hidden="true" size={14} /> {line.reason === 'voided' ? t('return.voided') : t(`return.reason.${line.reason}`)}
      </Key>
    </>
  )
}

import { ArrowLeft, Store, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type SaleElsewhereView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText, hourAndMinute, storeDate } from '../state/store-time.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Amount, formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { useDayText } from './use-day-text.ts'

/** A sale of another register: which it is, what of it came back here, and where the rest of it is to be seen. */
export function OtherSale(props: { readonly sale: SaleElsewhereView; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const time = useStoreTime()
  const day = useDayText()
  const { sale } = props
  return (
    <section data-testid="other-sale" aria-label={t('receipts.one', { number: sale.number })} className={`min-h-0 flex-col gap-3 ${props.className}`}>
      <div className="flex shrink-0">
        <Key className="h-12 gap-2.5 px-4 font-semibold" onPress={acts.closeOtherSale}>
          <ArrowLeft aria-hidden="true" size={20} /> {t('otherSale.back')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
      </div>
      <div className="shrink-0 rounded-card border border-line bg-surface px-4 py-3">
        <p className="number text-xl font-bold">{sale.number}</p>
        <p className="number text-[15px] text-ink-2">
          {fullDateText(sale.soldOn, language)}
          {sale.registerNumber !== undefined && ` · ${t('otherSale.register', { number: sale.registerNumber })}`}
        </p>
        <p className="mt-2 flex items-start gap-2 text-[15px] font-semibold text-info">
          <Store aria-hidden="true" size={20} className="mt-0.5 shrink-0" /> <span>{t('otherSale.elsewhere')}</span>
        </p>
      </div>
      <h2 className="text-[13px] font-semibold text-ink-2">{t('otherSale.cameBack')}</h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <ul className="flex flex-col gap-2">
          {sale.refunds.map((refund) => (
            <li key={refund.id} className="rounded-card border border-line bg-surface px-4 py-3">
              <p className="flex items-baseline gap-2 text-[15px] font-bold">
                <Undo2 aria-hidden="true" size={16} className="shrink-0 self-center text-warn" />
                <span className="number min-w-0 flex-1 truncate">
                  {refund.number} · {day(storeDate(refund.completedAt, timeZone))} {time(refund.completedAt, hourAndMinute)}
                </span>
                <Amount value={-refund.total} currency={refund.currency} className="text-warn" />
              </p>
              <ul className="mt-1 text-[15px] text-ink-2">
                {refund.lines.map((line) => (
                  <li key={line.lineNo} className="flex gap-2">
                    <span className="number shrink-0">{`${formatQuantity(line.quantity, line.unit)}${line.unit === 'each' ? ' ×' : ` ${t(`unit.${line.unit}`)}`}`}</span>
                    <span className="min-w-0 flex-1 truncate">{line.name}</span>
                    <Amount value={-line.total} currency={refund.currency} />
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}

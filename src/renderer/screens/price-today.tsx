import { CalendarClock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { overtakenLines, type OvertakenLine } from '../state/price-today.ts'
import { screenOf } from '../state/screen-state.ts'
import { views } from '../state/views.ts'
import { formatMoney, Key, Shortcut } from '../ui/index.ts'

/** Both prices in one sentence, under a chosen line. */
export function OvertakenText(props: { readonly line: OvertakenLine; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { price, priceNow } = props.line
  return <>{t('priceToday.sentence', { told: formatMoney(price.minor, props.currency), now: formatMoney(priceNow.minor, props.currency) })}</>
}

/** Over the lines of a basket that the catalogue overtook: what holds, and the keys to today's prices. Away while money is being taken. */
export function PriceTodayBar(props: { readonly basket: BasketView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const sells = useScreen((state) => views[screenOf(state)].pays === true)
  const selected = useScreen((state) => state.selectedLineNo)
  const lines = overtakenLines(props.basket)
  if (lines.length === 0 || !sells) return null
  const chosen = lines.find(({ lineNo }) => lineNo === selected)
  return (
    <section data-testid="price-today" aria-label={t('priceToday.label')} className="flex shrink-0 flex-col gap-2 border-b border-line bg-warn-soft px-4 py-2">
      <p className="flex items-start gap-2 text-sm font-semibold text-warn">
        <TriangleAlert aria-hidden="true" size={18} className="mt-px shrink-0" /> {t('priceToday.kept', { count: lines.length })}
      </p>
      <div className="flex gap-2">
        {chosen !== undefined && (
          <Key testId="price-today-line" className="min-h-12 min-w-0 flex-1 justify-center gap-2 px-2 text-sm font-semibold" onPress={() => acts.takePriceToday(chosen.lineNo)}>
            <span>{t('priceToday.line', { now: formatMoney(chosen.priceNow.minor, props.currency) })}</span> <span className="shrink-0 whitespace-nowrap"><Shortcut keys={labelOf('priceToday')} boxed /></span>
          </Key>
        )}
        <Key testId="price-today-all" className="min-h-12 min-w-0 flex-1 justify-center gap-2 px-2 text-sm font-semibold" onPress={acts.takePricesToday}>
          <CalendarClock aria-hidden="true" size={18} className="shrink-0 max-[1199px]:hidden" />
          <span>{t('priceToday.all', { count: lines.length })}</span>
          <span className="shrink-0 whitespace-nowrap"><Shortcut keys={labelOf(chosen === undefined ? 'priceToday' : 'pricesToday')} boxed /></span>
        </Key>
      </div>
    </section>
  )
}

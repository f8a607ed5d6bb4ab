import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { balanceOf } from '../state/basket-rows.ts'
import { problemText } from '../state/return-problem.ts'
import { Amount } from '../ui/index.ts'

/** What came back, what is sold, and who owes whom the rest. Why it cannot be completed stands here, and not on a key alone. */
export function ReturnTotals(props: { readonly basket: BasketView; readonly returned: NonNullable<BasketView['returned']>; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { basket, returned, currency } = props
  const balance = balanceOf(basket)
  const sells = basket.itemCount > 0
  return (
    <div data-testid="return-totals" className="flex flex-col gap-1">
      {returned.problem !== undefined && (
        <p role="alert" className="mb-1 flex items-start gap-2 rounded-key bg-danger-soft px-3 py-2 text-sm font-semibold text-danger">
          <TriangleAlert aria-hidden="true" size={18} className="mt-0.5 shrink-0" /> <span>{problemText(t, returned, currency)}{returned.cardSpent === undefined && ` ${t('return.problemToDo')}`}</span>
        </p>
      )}
      <p className="flex items-baseline justify-between text-[15px] font-semibold text-warn">
        <span>
          {t('basket.returned')} · {[...(returned.itemCount > 0 || returned.owed === undefined ? [t('basket.items', { count: returned.itemCount })] : []), ...(returned.owed === undefined ? [] : [t('return.offCard')])].join(' · ')}
          {returned.sale !== undefined && <span className="number ms-1.5 text-[13px] font-medium text-ink-2">{returned.sale.number}{returned.sale.verified === 'unverified' && ` · ${t('return.unverified')}`}</span>}
        </span>
        <Amount value={-returned.total} currency={currency} />
      </p>
      {sells && (
        <p className="flex items-baseline justify-between text-[15px] text-ink-2">
          <span>
            {t('basket.sold')} · {t('basket.items', { count: basket.itemCount })}
          </span>
          <Amount value={basket.total} currency={currency} className="font-medium" />
        </p>
      )}
      <output aria-atomic="true" className="flex items-baseline justify-between">
        <b data-testid={`balance-${balance}`} className="text-[15px] font-semibold text-ink">{t(`balance.${balance}`)}</b>
        <Amount value={Math.abs(returned.net)} currency={currency} symbol className={`text-[42px] leading-tight font-bold tracking-tight ${balance === 'owes' ? 'text-warn' : ''}`} />
      </output>
    </div>
  )
}

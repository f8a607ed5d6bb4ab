import { Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type SaleView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { Amount } from '../ui/index.ts'

/** What a refund gave back, tender by tender: the customer asks where the money is. */
export function GivenBack(props: { readonly refund: SaleView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { refund, currency } = props
  return (
    <ul data-testid="given-back" aria-label={t('finish.givenBack')} className="flex flex-wrap justify-center gap-2">
      <li className="flex min-h-11 items-center gap-2.5 rounded-full bg-warn-soft px-5 text-[15px] font-semibold text-warn">
        <Undo2 aria-hidden="true" size={19} />
        {t(`finish.returned.${refund.kind ?? 'refund'}`)} <Amount value={refund.total} currency={currency} symbol /> <bdi className="number font-medium">{refund.number}</bdi>
      </li>
      {refund.tenders.map((tender, index) => (
        // The tenders of a completed refund never change places.
        <li key={`${tender.type} ${index}`} className="flex min-h-11 items-center gap-2 rounded-full border border-line bg-surface px-5 text-[15px] font-semibold">
          {t(`finish.back.${tender.type}`)} <Amount value={tender.amount} currency={currency} symbol />
        </li>
      ))}
    </ul>
  )
}

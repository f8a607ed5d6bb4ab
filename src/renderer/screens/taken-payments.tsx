import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { takenLast } from '../state/payment-acts.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** What is paid already, each with the way to take it back: a basket with money on it can be dropped only after that. */
export function TakenPayments(props: { readonly basket: BasketView; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const taken = props.basket.payments?.filter(({ kind, state }) => kind === 'sale' && state === 'approved') ?? []
  if (taken.length === 0) return null
  const last = takenLast(props.basket)
  return (
    <ul aria-label={t('payment.taken')} data-testid="taken-payments" className="flex flex-col gap-2">
      {taken.map(({ id, method, amount, reference }) => (
        <li key={id} className="flex flex-col gap-1.5 rounded-card border border-line bg-ok-soft p-3 text-[15px] text-ok">
          <span className="flex flex-wrap justify-between gap-x-2 font-semibold">
            {t(`tender.${method}`)} <Amount value={amount} currency={props.currency} symbol />
          </span>
          {reference?.lastFour !== undefined && <span className="number text-[13px]">{[reference.cardType, `•••• ${reference.lastFour}`].filter((part) => part !== undefined).join(' ')}</span>}
          <Key className="min-h-12 gap-2 px-3 text-sm font-semibold" onPress={() => acts.takePaymentBack(id)}>
            <span className="flex-1 text-start leading-tight">{t('payment.takeBack')}</span>
            {id === last && <Shortcut keys={labelOf('takeBackPayment')} boxed />}
          </Key>
        </li>
      ))}
    </ul>
  )
}

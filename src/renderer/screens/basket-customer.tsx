import { UserRound, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { views } from '../state/views.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** Under the head of the basket: who buys, and the way to say so. Where money is being taken it is told alone. */
export function BasketCustomer(props: { readonly basket: BasketView | undefined; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const acts = useActs()
  const selling = useScreen((state) => views[screenOf(state)].pays === true)
  const { basket, currency } = props
  const customer = basket?.customer
  const held = basket?.tenders !== undefined || basket?.payments !== undefined
  if (customer === undefined) {
    if (!selling || held) return null
    return (
      <Key testId="put-customer" look="bare" className="h-12 shrink-0 gap-2 border-b border-line px-4 text-sm font-semibold text-ink-2" onPress={acts.openCustomerKey}>
        <UserRound aria-hidden="true" size={18} /> <span className="flex-1 text-start">{t('basket.noCustomer')}</span> <Shortcut keys={labelOf('customer')} boxed />
      </Key>
    )
  }
  return (
    <div data-testid="basket-customer" className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line bg-accent-soft ps-4 text-sm">
      <UserRound aria-hidden="true" size={18} className="shrink-0 text-accent" />
      <span className="min-w-0 flex-1 py-1.5 leading-tight">
        <b className="block truncate font-bold text-ink">{customer.name}</b>
        {customer.account !== undefined && (
          <span className="number block truncate text-[13px] text-ink-2">
            {t('account.balance')} <Amount value={customer.account.balance} currency={currency} /> · {t('account.left')} <Amount value={customer.account.left} currency={currency} />
          </span>
        )}
      </span>
      {selling && customer.account !== undefined && (
        <Key testId="basket-account" look="bare" className="h-12 shrink-0 gap-1.5 px-2 font-semibold" onPress={() => acts.openAccount(customer.id)}>
          {t('account.key')} <Shortcut keys={labelOf('account')} boxed />
        </Key>
      )}
      {selling && !held && (
        <Key testId="take-customer-off" look="bare" label={t('basket.customerOff')} className="size-12 shrink-0 justify-center" onPress={acts.takeCustomerOff}>
          <X aria-hidden="true" size={18} />
        </Key>
      )}
    </div>
  )
}

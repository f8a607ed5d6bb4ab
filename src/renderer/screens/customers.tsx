import { IdCard, ReceiptText, Search, UserPlus, UserX } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type CustomerSummaryView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Avatar, Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'
import { GatedKey } from './gated-key.tsx'

function Customer(props: { readonly customer: CustomerSummaryView; readonly index: number; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLLIElement>(null)
  const currency = useScreen((state) => state.counter?.currency)
  const { customer, chosen } = props
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} className="flex gap-2 px-0.5">
      <Key testId="customer" look="plain" className={`min-h-16 min-w-0 flex-1 gap-3 px-4 py-2 text-start ${chosen ? 'ring-2 ring-focus' : ''}`} onPress={() => acts.chooseCustomer(customer)}>
        <Avatar name={customer.name} index={props.index} />
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base font-bold text-ink">{customer.name}</span>
          <span className="number flex flex-wrap gap-x-3 text-[13px] text-ink-2">
            {customer.memberEnd !== undefined && <span>{t('customer.memberEnd', { end: customer.memberEnd })}</span>}
            {customer.phoneEnd !== undefined && <span>{t('customer.phoneEnd', { end: customer.phoneEnd })}</span>}
          </span>
        </span>
        {!customer.active && (
          <span className="flex shrink-0 items-center gap-1.5 rounded-full bg-sunken px-2.5 py-1 text-[13px] font-semibold text-ink-2">
            <UserX aria-hidden="true" size={15} /> {t('customer.away')}
          </span>
        )}
        {customer.account !== undefined && currency !== undefined && (
          <span className="shrink-0 text-end text-[13px] text-ink-2">
            {t('account.balance')} <Amount value={customer.account.balance} currency={currency} className="block text-[17px] font-bold text-ink" />
          </span>
        )}
      </Key>
      {customer.account !== undefined && (
        <Key testId="customer-account" label={t('account.open', { name: customer.name })} className="min-h-16 w-16 shrink-0 justify-center" onPress={() => acts.openAccount(customer.id)}>
          <ReceiptText aria-hidden="true" size={22} />
        </Key>
      )}
    </li>
  )
}

/** Whoever buys with a name: found by what is typed or scanned, and chosen for what the list was opened for. */
export function Customers() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'customers' ? state.work : undefined))
  if (work === undefined) return null
  const { found, away } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-4">
      <p className="text-[15px] font-semibold text-ink-2">{t(`customers.for.${work.for}`)}</p>
      <ArmedField of="entry" drawing={Search} label={t('customers.search')} placeholder={t('customers.placeholder')} className="shrink-0" />
      <div className="flex shrink-0 flex-wrap gap-2">
        <Key testId="customers-away" look={away ? 'dark' : 'outline'} isPressed={away} className="h-12 gap-2 px-4 text-sm font-semibold" onPress={acts.toggleAway}>
          <UserX aria-hidden="true" size={18} /> {t('customers.away')} <Shortcut keys={labelOf('customersAway')} boxed />
        </Key>
        <span className="flex-1" />
        {work.for !== 'file' && (
          <GatedKey permission="editCustomers" testId="customer-edit" className="h-12 gap-2 px-4 text-sm font-semibold" isDisabled={found === undefined || (found.customers.length !== 1 && work.chosen < 0)} onPress={acts.openCustomerInHand}>
            <IdCard aria-hidden="true" size={18} /> {t('customers.edit')} <Shortcut keys={labelOf('customerEdit')} boxed />
          </GatedKey>
        )}
        <GatedKey permission="editCustomers" testId="new-customer" look="accent" className="h-12 gap-2 px-4 text-sm font-semibold" onPress={() => acts.openCustomer(undefined)}>
          <UserPlus aria-hidden="true" size={18} /> {t('customers.new')} <Shortcut keys={labelOf('newCustomer')} boxed />
        </GatedKey>
      </div>
      {found !== undefined && found.customers.length === 0 && <p data-testid="customers-none" className="p-6 text-center text-[15px] text-ink-2">{found.text === '' ? t('customers.none') : t('customers.nothing', { text: found.text })}</p>}
      {found !== undefined && found.customers.length > 0 && (
        <Group aria-label={t('title.customers')} data-own-enter className="min-h-0 flex-1 overflow-y-auto">
          <ul className="flex flex-col gap-2 py-0.5">
            {found.customers.map((customer, index) => (
              <Customer key={customer.id} customer={customer} index={index} chosen={index === work.chosen} />
            ))}
          </ul>
          {found.more && <p className="p-3 text-center text-sm text-ink-2">{t('customers.more')}</p>}
        </Group>
      )}
    </div>
  )
}

import { UserRound, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { type Buyer } from '../state/customer-work.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** Whose sales are looked for: the way to say so, or the name and the way back to everybody's. */
export function BuyerKey(props: { readonly buyer: Buyer | undefined; readonly words: string; readonly onAnybody: () => void }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { buyer } = props
  if (buyer === undefined) {
    return (
      <Key testId="find-by-customer" look="outline" className="h-12 shrink-0 gap-2 px-4 text-sm font-semibold" onPress={acts.openCustomerKey}>
        <UserRound aria-hidden="true" size={18} /> <span className="flex-1 text-start">{t('customers.key')}</span> <Shortcut keys={labelOf('customer')} boxed />
      </Key>
    )
  }
  return (
    <Key testId="found-buyer" look="soft" isPressed className="h-12 shrink-0 gap-2 px-4 text-sm font-semibold" label={`${t(props.words, { name: buyer.name })}: ${t('customers.anybody')}`} onPress={props.onAnybody}>
      <UserRound aria-hidden="true" size={18} /> <span className="min-w-0 flex-1 truncate text-start">{t(props.words, { name: buyer.name })}</span> <X aria-hidden="true" size={18} />
    </Key>
  )
}

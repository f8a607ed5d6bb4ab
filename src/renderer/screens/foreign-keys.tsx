import { Coins } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { worthOf, type BasketView } from '../../contracts/ipc/index.ts'
import { parseAmount, type CurrencyCode } from '../../domain/money/index.ts'
import { foreignKeys } from '../state/actions.ts'
import { leftToPay } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** A key for each currency that is taken: what is typed is so much of it, and the key says what that is worth and what goes back. */
export function ForeignKeys(props: { readonly basket: BasketView; readonly currency: CurrencyCode; readonly isDisabled: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const taken = useScreen((state) => state.register?.currenciesTaken)
  const entry = useScreen((state) => state.entry)
  const { total } = leftToPay(props.basket)
  return taken?.map(({ currency, rate }, index) => {
    const received = parseAmount(entry, currency)
    const worth = received === undefined ? undefined : worthOf(received, rate)
    return (
      <Key key={currency} testId={`foreign-${currency}`} isDisabled={props.isDisabled || received === undefined || received <= 0} className="min-h-[72px] flex-wrap gap-x-3 gap-y-1 px-4 py-2 text-base font-semibold" onPress={() => acts.payForeign(index)}>
        <Coins aria-hidden="true" size={24} strokeWidth={1.8} className="shrink-0 max-[1199px]:hidden" />
        <span className="min-w-0 flex-1 text-start leading-tight">{t('tender.foreignIn', { currency })}</span>
        {foreignKeys[index] !== undefined && <Shortcut keys={foreignKeys[index]} boxed />}
        {worth !== undefined && (
          <span data-testid={`worth-${currency}`} className="w-full text-start text-[13px] leading-tight font-medium">
            = <Amount value={worth} currency={props.currency} symbol />
            {worth > total && (
              <>
                {' · '}
                {t('finish.change')} <Amount value={worth - total} currency={props.currency} symbol />
              </>
            )}
          </span>
        )}
      </Key>
    )
  })
}

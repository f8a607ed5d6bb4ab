import { Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type StoreView } from '../../contracts/ipc/index.ts'
import { decimalText, minor } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key } from '../ui/index.ts'
import { BesideField } from './beside-field.tsx'
import { OfHeadOffice } from './of-head-office.tsx'

/** Whether gift cards are sold, and how much is taken of what head office cannot be asked about: nothing, until somebody takes that risk. */
export function StoreCards(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'store' ? state.work : undefined))
  if (work === undefined) return null
  const { currency, storedValue } = props.view
  const sold = work.money.giftCards ?? storedValue?.giftCards ?? true
  const kept = (amount: number | undefined): string => decimalText(minor(amount ?? 0), currency)
  const isKept = props.view.ofHeadOffice?.includes('storedValue') === true
  const fields = [
    ['giftCardOffline', work.money.giftCardOffline ?? kept(storedValue?.giftCardOffline)],
    ['storeCreditOffline', work.money.storeCreditOffline ?? kept(storedValue?.storeCreditOffline)],
  ] as const
  return (
    <section data-testid="store-cards" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <Wallet aria-hidden="true" size={20} /> {t('storeCards.title')}
      </h2>
      <Key testId="gift-cards-sold" look={sold ? 'soft' : 'outline'} isPressed={sold} isDisabled={isKept} className="min-h-14 justify-center px-3 font-semibold" onPress={() => acts.changeMoney({ giftCards: !sold })}>
        {t(sold ? 'storeCards.sold' : 'storeCards.notSold')}
      </Key>
      <p className="text-sm text-ink-2">{t('storeCards.unasked')}</p>
      {fields.map(([name, value]) => (
        <BesideField key={name}>
          <label className="flex flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
            {t(`storeCards.${name}`)}
            <input data-testid={name} value={value} disabled={isKept} maxLength={14} inputMode="decimal" autoComplete="off" spellCheck={false} onChange={(event) => acts.changeMoney({ [name]: event.target.value })} className="number h-14 w-full rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink" />
          </label>
        </BesideField>
      ))}
      <Key testId="cards-save" className="h-14 justify-center px-3 font-semibold" isDisabled={work.saving || isKept} onPress={acts.saveStoredValue}>
        {t('storeCards.save')}
      </Key>
      {isKept && <OfHeadOffice />}
    </section>
  )
}

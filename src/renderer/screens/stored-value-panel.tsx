import { ScanBarcode, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { leftToPay } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { ArmedField } from './armed-field.tsx'

/** A gift card or store credit: its number, scanned or typed, what is on it, and how much is put there or taken. */
export function StoredValuePanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'storedValue' ? state.work : undefined))
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  const paying = useScreen((state) => state.paying)
  if (work === undefined || currency === undefined) return null
  const { known } = work
  const spends = work.does === 'spend'
  // Money goes onto a card whatever is on it; what may be taken of it is another figure.
  const isCertain = !spends || known?.verified === 'known'
  const shown = spends ? known?.spendable : known?.balance
  const nothing = spends && known?.spendable === 0
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-2 pb-4">
      {spends && basket !== undefined && (
        <p className="text-[15px] text-ink-2">
          {t('tender.due')} <Amount value={leftToPay(basket).total} currency={currency} symbol className="font-bold text-ink" />
        </p>
      )}
      {known === undefined ? (
        <>
          <ArmedField of="entry" drawing={ScanBarcode} label={t('storedValue.number')} placeholder={t('storedValue.numberHint')} className="h-16! shrink-0" />
          <Key testId="stored-value-next" look="accent" isDisabled={entry.trim() === ''} className="h-16 justify-center gap-3 text-xl font-bold" onPress={acts.storedValueNext}>
            {t('voucher.next')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
        </>
      ) : (
        <>
          <output className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-4 py-3">
            <Wallet aria-hidden="true" size={24} className="text-ink-2" />
            <span className="font-semibold">{t(`tender.${known.kind}`)}</span>
            <bdi className="number font-medium text-ink-2">{known.printed}</bdi>
            <span className="flex-1" />
            <span className="text-sm text-ink-2">{t(shown === undefined ? 'storedValue.notKnown' : isCertain ? 'storedValue.left' : 'storedValue.unasked')}</span>
            <span data-testid="stored-value-left">{shown !== undefined && <Amount value={shown} currency={currency} symbol className={`text-2xl font-bold ${isCertain ? '' : 'text-warn'}`} />}</span>
          </output>
          <output className="flex items-baseline justify-between rounded-card border border-line bg-surface px-4 py-2.5">
            <span className="text-sm text-ink-2">{t(spends ? 'storedValue.take' : 'storedValue.putOn')}</span>
            {entry === '' && spends && basket !== undefined ? (
              <Amount value={Math.min(known.spendable, leftToPay(basket).total)} currency={currency} className="text-3xl font-bold" />
            ) : (
              <bdi dir="ltr" className="number text-3xl font-bold">{entry === '' ? '0' : entry}</bdi>
            )}
          </output>
          <AmountPad act={t(spends ? 'storedValue.take' : 'storedValue.putOn')} missing={!spends && entry === '' ? t('storedValue.sayAmount') : undefined} isDisabled={paying || nothing || (!spends && entry === '')} onPress={acts.storedValueNext} testId="stored-value-do" />
        </>
      )}
    </div>
  )
}

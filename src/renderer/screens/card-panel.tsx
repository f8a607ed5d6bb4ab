import { Check, CreditCard, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** A paymentTerminal that stands beside the register: the cashier types the amount there and tells here what it said. */
export function CardPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const currency = useScreen((state) => state.counter?.currency)
  const paying = useScreen((state) => state.paying)
  const held = useScreen((state) => state.heldScans.length)
  if (work.kind !== 'card' || currency === undefined) return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
      <CreditCard aria-hidden="true" size={48} strokeWidth={1.5} className="text-accent" />
      <p className="text-lg font-semibold text-ink-2">{t('card.instruction')}</p>
      <Amount value={work.amount} currency={currency} symbol className="text-[88px] leading-none font-bold tracking-tight max-[1199px]:text-[64px]" />
      {work.cashReceived !== undefined && (
        <p className="rounded-full bg-info-soft px-5 py-2 text-[15px] font-semibold text-info">
          {t('card.cashFirst')} <Amount value={work.cashReceived} currency={currency} symbol />
        </p>
      )}
      <p className="max-w-lg text-[15px] text-ink-2">{t('card.wait')}</p>
      {held > 0 && (
        <output className="rounded-key bg-warn-soft px-5 py-2.5 text-[15px] font-semibold text-warn">
          {t('card.heldScans', { count: held })}
        </output>
      )}
      <div className="mt-4 flex w-full max-w-[640px] flex-col gap-3">
        <Key look="accent" isDisabled={paying} className="h-[76px] justify-center gap-3 text-xl font-bold" onPress={acts.cardApproved}>
          <Check aria-hidden="true" size={26} /> {t('card.approved')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
        <Key isDisabled={paying} className="h-16 justify-center gap-3 text-base font-semibold" onPress={acts.leaveWork}>
          <X aria-hidden="true" size={22} /> {t('card.notApproved')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
      </div>
    </div>
  )
}

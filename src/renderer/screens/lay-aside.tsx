import { PackageCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { usualDeposit } from '../state/lay-away-acts.ts'
import { longestLabel } from '../state/suspend-acts.ts'
import { Amount, Key, Shortcut, TextField } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { TypedAmount } from './cash-move.tsx'

/** Goods that are kept for somebody: what they are called by, and then what they pay at once. */
export function LayAside() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'layAside' ? state.work : undefined))
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (work === undefined || basket === undefined || currency === undefined) return null
  if (work.label === undefined) {
    return (
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
        <PackageCheck aria-hidden="true" size={48} strokeWidth={1.5} className="text-accent" />
        <p className="text-2xl font-bold">
          {t('basket.items', { count: basket.itemCount })} · <Amount value={basket.total} currency={currency} symbol />
        </p>
        <p className="max-w-lg text-[15px] text-ink-2">{t('layAside.explain')}</p>
        <TextField className="mt-2 max-w-[560px]" label={t('layAside.label')} value={entry} maxLength={longestLabel} onChange={acts.setEntry} placeholder={t('layAside.placeholder')} />
        <Key testId="lay-aside-next" look="accent" className="h-[76px] w-full max-w-[560px] justify-center gap-3 text-xl font-bold" onPress={acts.layAsideNext}>
          {t('layAside.next')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    )
  }
  const usual = usualDeposit(basket, work.terms)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-4 pt-2 pb-4">
      <TypedAmount words={t('layAside.deposit')} currency={currency} usual={usual} />
      <p data-testid="lay-aside-terms" className="px-1 text-[15px] text-ink-2">
        {work.terms !== undefined && t('layAside.terms', { percent: work.terms.leastPercent, days: work.terms.days })}
        {work.label !== '' && <b className="ms-2 font-semibold text-ink">{work.label}</b>}
      </p>
      <AmountPad act={t('layAside.take')} missing={undefined} isDisabled={work.terms === undefined} onPress={acts.layAsideNext} testId="lay-aside-take" />
    </div>
  )
}

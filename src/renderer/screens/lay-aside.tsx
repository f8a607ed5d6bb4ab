import { CalendarDays, Minus, PackageCheck, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { keptUntil, usualDeposit } from '../state/lay-away-acts.ts'
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
  const until = keptUntil(work)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-4 pt-2 pb-4">
      <TypedAmount words={t('layAside.deposit')} currency={currency} usual={usual} />
      <p data-testid="lay-aside-terms" className="px-1 text-[15px] text-ink-2">
        {work.terms !== undefined && t('layAside.terms', { percent: work.terms.leastPercent, days: work.terms.days })}
        {work.label !== '' && <b className="ms-2 font-semibold text-ink">{work.label}</b>}
      </p>
      <div className="flex items-center gap-3 rounded-card border border-line bg-surface px-4 py-2">
        <CalendarDays aria-hidden="true" size={22} className="shrink-0 text-ink-2" />
        <p data-testid="lay-aside-until" className="min-w-0 flex-1 text-base font-semibold">
          {t('layAways.until')} <bdi className="number">{until}</bdi>
        </p>
        <Key testId="lay-aside-shorter" label={t('layAside.shorter')} look="plain" isDisabled={until === undefined || until === work.terms?.today} className="min-h-12 min-w-[76px] justify-center gap-1.5" onPress={() => acts.keepLonger(-1)}>
          <Minus aria-hidden="true" size={18} /> <Shortcut keys={labelOf('keepShorter')} boxed />
        </Key>
        <Key testId="lay-aside-longer" label={t('layAside.longer')} look="plain" isDisabled={until === undefined} className="min-h-12 min-w-[76px] justify-center gap-1.5" onPress={() => acts.keepLonger(1)}>
          <Plus aria-hidden="true" size={18} /> <Shortcut keys={labelOf('keepLonger')} boxed />
        </Key>
      </div>
      <AmountPad act={t('layAside.take')} missing={undefined} isDisabled={work.terms === undefined} onPress={acts.layAsideNext} testId="lay-aside-take" />
    </div>
  )
}

import { CalendarClock, Check, History, Plus, Undo2, type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type DatedRateView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText } from '../state/store-time.ts'
import { isFromBeginning, isOpen, isRow, type TaxesWork } from '../state/taxes.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { OfHeadOffice } from './of-head-office.tsx'
import { Refused } from './refused.tsx'
import { partsText, rateText, taxClassText } from './tax-words.ts'

const standings: Readonly<Record<DatedRateView['standing'], { readonly drawing: LucideIcon; readonly colours: string }>> = {
  coming: { drawing: CalendarClock, colours: 'bg-info-soft text-info' },
  inForce: { drawing: Check, colours: 'bg-ok-soft text-ok' },
  past: { drawing: History, colours: 'bg-sunken text-ink-2' },
}

function Withdraw(props: { readonly taxClass: string; readonly from: string; readonly asked: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  if (!props.asked) {
    return (
      <Key testId="rate-withdraw" look="outline" className="h-12 shrink-0 gap-2 px-3 text-sm font-semibold" onPress={() => acts.askWithdrawRate({ taxClass: props.taxClass, from: props.from })}>
        <Undo2 aria-hidden="true" size={18} /> {t('taxes.withdraw')}
      </Key>
    )
  }
  return (
    <div role="alertdialog" aria-label={t('taxes.withdrawQuestion')} className="flex shrink-0 gap-2">
      <Key className="h-12 gap-2 px-3 text-sm font-semibold" onPress={acts.keepRate}>
        {t('taxes.keep')} <Shortcut keys={labelOf('back')} boxed />
      </Key>
      <Key testId="rate-withdraw-yes" look="danger" className="h-12 gap-2 px-3 text-sm font-semibold" onPress={acts.withdrawRate}>
        {t('taxes.withdrawYes')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

function Rate(props: { readonly taxClass: string; readonly rate: DatedRateView; readonly isKept: boolean; readonly work: TaxesWork }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const row = useRef<HTMLLIElement>(null)
  const { taxClass, rate, work } = props
  const chosen = isRow({ taxClass, from: rate.from }, work.chosen)
  const { drawing: Drawing, colours } = standings[rate.standing]
  const parts = partsText(rate, t)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} data-testid="tax-rate" aria-current={chosen} className={`flex min-h-14 flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-1 ${chosen ? 'bg-accent-soft' : ''}`}>
      <span className={`inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full px-2.5 text-[13px] font-semibold ${colours}`}>
        <Drawing aria-hidden="true" size={15} /> {t(`taxes.standing.${rate.standing}`)}
      </span>
      <span className="min-w-0 flex-1 text-[15px]">
        {isFromBeginning(rate.from) ? t('taxes.fromBeginning') : t('taxes.from', { date: fullDateText(rate.from, language) })}
        {parts !== '' && <bdi className="number block text-[13px] text-ink-2">{parts}</bdi>}
      </span>
      <bdi dir="ltr" className="number shrink-0 text-lg font-bold">{rateText(rate.rate)}</bdi>
      {!props.isKept && isOpen(rate) && <Withdraw taxClass={taxClass} from={rate.from} asked={chosen && work.asked} />}
    </li>
  )
}

/** The store's tax classes with their rates by date, newest first, and the way to add one. */
export function Taxes() {
  const { t } = useTranslation()
  const acts = useActs()
  const taxes = useScreen((state) => state.taxes)
  const work = useScreen((state) => state.work)
  if (work.kind !== 'taxes' || taxes === undefined) return null
  if (taxes === 'refused') return <Refused testId="taxes-refused" words={t('taxes.refused')} />
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-2 pb-4">
      <p className="px-1 pb-3 text-sm text-ink-2">
        {t(`taxes.${taxes.priceMode}`)} {t('taxes.explain')}
      </p>
      <div className="flex flex-col gap-3">
        {taxes.classes.map(({ taxClass, rates, ofHeadOffice = false }) => {
          const chosen = isRow({ taxClass }, work.chosen)
          return (
            <section key={taxClass} data-testid="tax-class" aria-label={taxClassText(taxClass, t)} className="overflow-hidden rounded-card border border-line bg-surface">
              <div className="flex min-h-16 items-center gap-3 ps-4 pe-2">
                <h2 className="min-w-0 flex-1 text-[17px] font-bold">{taxClassText(taxClass, t)}</h2>
                <Key testId={`tax-add-${taxClass}`} isDisabled={ofHeadOffice} look={chosen ? 'soft' : 'outline'} isPressed={chosen} className="h-12 shrink-0 gap-2 px-4 text-[15px] font-semibold" onPress={() => acts.openTaxRate(taxClass)}>
                  <Plus aria-hidden="true" size={18} /> {t('taxes.add')} {chosen && <Shortcut keys={labelOf('enter')} boxed />}
                </Key>
              </div>
              {ofHeadOffice && <div className="px-4 pb-3"><OfHeadOffice /></div>}
              <ul aria-label={t('taxes.rates', { name: taxClassText(taxClass, t) })}>
                {rates.map((rate) => (
                  <Rate key={rate.from} taxClass={taxClass} rate={rate} isKept={ofHeadOffice} work={work} />
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </div>
  )
}

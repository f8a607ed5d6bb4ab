import { Check, Gift, Printer } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { Outcome } from './outcome.tsx'

/** A paper without prices: all lines of the sale, each of which can stay out of it. */
export function GiftPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'gift' || work.gift === undefined) return null
  const { gift, left, chosen, asking } = work
  const last = gift.effects.at(-1)
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 p-4">
      <div className="flex items-center gap-3">
        <Gift aria-hidden="true" size={30} className="shrink-0 text-accent" />
        <p className="min-w-0 text-[15px] text-ink-2">
          <span className="number me-2 text-lg font-bold text-ink">{t('gift.of', { number: gift.number })}</span>
          {t('gift.explain')}
        </p>
      </div>
      <Group aria-label={t('gift.lines')} data-own-enter className="min-h-0 flex-1 overflow-y-auto">
        <div className="flex flex-col gap-2 py-0.5">
          {gift.lines.map((line, index) => {
            const given = !left.includes(line.lineNo)
            return (
              <Key key={line.lineNo} testId={`gift-line-${line.lineNo}`} look={index === chosen ? 'soft' : 'plain'} isPressed={given} className="min-h-14 gap-4 px-4 text-start" onPress={() => acts.toggleGift(line.lineNo)}>
                <span aria-hidden="true" className={`flex size-7 shrink-0 items-center justify-center rounded-md border-2 ${given ? 'border-accent bg-accent text-on-accent' : 'border-line-strong'}`}>
                  {given && <Check size={18} strokeWidth={3} />}
                </span>
                <span className={`min-w-0 flex-1 text-[17px] font-semibold ${given ? 'text-ink' : 'text-ink-2 line-through'}`}>{line.name}</span>
                <bdi dir="ltr" className="number shrink-0 text-[15px] text-ink-2">
                  {formatQuantity(line.quantity, line.unit)} {line.unit === 'each' ? '' : t(`unit.${line.unit}`)}
                </bdi>
              </Key>
            )
          })}
        </div>
      </Group>
      <div className="flex flex-wrap items-center justify-center gap-3">
        {gift.printed > 0 && (
          <p data-testid="gift-printed" className="text-[15px] text-ink-2">
            {t('gift.printed', { count: gift.printed })}
          </p>
        )}
        {last !== undefined && (
          <ul aria-label={t('finish.outcomes')}>
            <Outcome effect={last} of="report" />
          </ul>
        )}
        <Key testId="gift-toggle" className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={() => acts.toggleGift()}>
          {t('gift.toggle')} <Shortcut keys={labelOf('giftLine')} boxed />
        </Key>
      </div>
      <Key testId="gift-print" look="accent" isDisabled={asking || left.length === gift.lines.length} className="min-h-16 shrink-0 justify-center gap-3 text-lg font-bold" onPress={acts.printGift}>
        <Printer aria-hidden="true" size={24} /> {t(gift.printed === 0 ? 'gift.print' : 'gift.printMore')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

import { Ban, Check } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { voidReasons } from '../state/return-work.ts'
import { fullDateText, paperDate } from '../state/store-time.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

/** Taking a whole completed sale back: why, and then a basket with all of it, which is paid back or dropped. */
export function VoidPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const paying = useScreen((state) => state.paying)
  if (work.kind !== 'voidSale') return null
  const { sale, reason } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 text-center">
      <div className="my-auto flex w-full max-w-[640px] flex-col items-center gap-5">
        <Ban aria-hidden="true" size={44} strokeWidth={1.5} className="text-danger" />
        <div>
          <p className="number text-2xl font-bold">{t('voidSale.of', { number: sale.number })}</p>
          <p className="number mt-1 text-[15px] text-ink-2">
            {fullDateText(paperDate(sale, timeZone), language)} · <Amount value={sale.total} currency={sale.currency} symbol />
          </p>
        </div>
        <p className="max-w-lg text-[15px] text-ink-2">{t('voidSale.explain')}</p>
        <Group aria-label={t('voidSale.reasons')} className="grid w-full grid-cols-2 gap-2.5">
          {voidReasons.map((each) => (
            <Key key={each} testId={`void-${each}`} look={each === reason ? 'dark' : 'plain'} isPressed={each === reason} className="min-h-16 gap-3 px-4 text-start text-[17px] font-semibold" onPress={() => acts.chooseVoidReason(each)}>
              <span className="min-w-0 flex-1">{t(`voidSale.reason.${each}`)}</span>
              {each === reason && <Check aria-hidden="true" size={22} className="shrink-0" />}
            </Key>
          ))}
        </Group>
        <span className="text-ink-3">
          <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
        </span>
        <Key testId="void-confirm" look="danger" isDisabled={reason === undefined || paying} className="h-[76px] w-full justify-center gap-3 text-xl font-bold" onPress={acts.confirmVoid}>
          <Ban aria-hidden="true" size={26} /> {t(reason === undefined ? 'voidSale.reasonFirst' : 'voidSale.go')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
    </div>
  )
}

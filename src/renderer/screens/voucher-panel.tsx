import { ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Group } from 'react-aria-components/Group'
import { labelOf } from '../state/actions.ts'
import { leftToPay } from '../state/cash.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { ArmedField } from './armed-field.tsx'

/** A voucher: its kind, then its number, scanned or typed, then what it says. */
export function VoucherPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => (state.work.kind === 'voucher' ? state.work : undefined))
  const kinds = useScreen((state) => state.register?.voucherKinds)
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  const entry = useScreen((state) => state.entry)
  const paying = useScreen((state) => state.paying)
  if (work === undefined || basket === undefined || currency === undefined) return null
  const chosen = kinds?.find(({ id }) => id === work.voucherKind)
  return (
    <div className="flex min-h-0 flex-1 gap-4 overflow-y-auto px-4 pt-2 pb-4">
      <div className="flex w-[232px] shrink-0 flex-col gap-2 max-[1199px]:w-[180px]">
        <Group aria-label={t('voucher.kinds')} className="flex flex-col gap-2">
          {kinds?.map((kind, index) => (
            <Key key={kind.id} testId={`kind-${kind.id}`} look={kind === chosen ? 'soft' : 'plain'} isPressed={kind === chosen} className="min-h-16 px-4 text-start font-semibold" onPress={() => acts.chooseVoucherKind(index)}>
              {kind.names[language]}
            </Key>
          ))}
        </Group>
        {chosen !== undefined && <p className="px-1 text-sm text-ink-2">{t(`storeMoney.over.${chosen.over}`)}</p>}
        {(kinds?.length ?? 0) > 1 && (
          <p className="px-1 text-sm text-ink-2">
            <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
          </p>
        )}
      </div>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="text-[15px] text-ink-2">
          {t('tender.due')} <Amount value={leftToPay(basket).total} currency={currency} symbol className="font-bold text-ink" />
        </p>
        {work.number === undefined ? (
          <>
            <ArmedField of="entry" drawing={ScanBarcode} label={t('voucher.number')} placeholder={t('voucher.numberHint')} className="h-16! shrink-0" />
            <Key testId="voucher-next" look="accent" isDisabled={entry.trim() === ''} className="h-16 justify-center gap-3 text-xl font-bold" onPress={acts.voucherNext}>
              {t('voucher.next')} <Shortcut keys={labelOf('enter')} boxed />
            </Key>
          </>
        ) : (
          <>
            <output className="flex flex-wrap items-baseline gap-x-4 rounded-card border border-line bg-surface px-4 py-2.5">
              <bdi data-testid="voucher-number" className="number text-lg font-bold break-all">{work.number}</bdi>
              <span className="text-sm text-ink-2">{t('voucher.faceValue')}</span>
              <bdi dir="ltr" className="number text-3xl font-bold">{entry === '' ? '0' : entry}</bdi>
            </output>
            <AmountPad act={t('voucher.take')} missing={entry === '' ? t('voucher.sayValue') : undefined} isDisabled={paying || entry === ''} onPress={acts.voucherNext} testId="voucher-take" />
          </>
        )}
      </div>
    </div>
  )
}

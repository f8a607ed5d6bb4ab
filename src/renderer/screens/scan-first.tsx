import { CornerDownLeft, OctagonAlert, ScanBarcode } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type BasketLineView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { nameIn } from '../state/names.ts'
import { Amount, AmountKeypad, Key, Shortcut } from '../ui/index.ts'
import { PriceText } from './line-facts.tsx'

/** The line the last scan came to, to be read while the hands take the next article. */
function LastLine(props: { readonly line: BasketLineView | undefined; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line, currency } = props
  const card = 'flex min-h-[196px] shrink-0 flex-col justify-center rounded-panel border px-7 py-5 shadow-1'
  if (line === undefined) {
    return (
      <output className={`${card} items-center gap-2 border-line bg-surface text-center`}>
        <ScanBarcode aria-hidden="true" size={48} strokeWidth={1.4} className="text-ink-3" />
        <span className="text-2xl font-semibold">{t('basket.empty')}</span>
        <span className="text-[15px] text-ink-2">{t('scanFirst.hint')}</span>
      </output>
    )
  }
  if (line.kind === 'unresolved') {
    return (
      <output className={`${card} gap-2 border-danger bg-danger-soft text-danger ${line.removed ? 'line-through' : ''}`}>
        <span className="flex items-center gap-3 text-3xl font-bold">
          <OctagonAlert aria-hidden="true" size={34} /> {t(`unresolved.${line.reason}`)}
        </span>
        <bdi className="number text-xl font-medium">{line.barcode}</bdi>
      </output>
    )
  }
  if (line.kind === 'liability') {
    return (
      <output className={`${card} gap-3 border-line bg-surface ${line.removed ? 'text-ink-3 line-through' : ''}`}>
        <span className="line-clamp-2 text-[34px] leading-tight font-bold tracking-tight">{nameIn(line.names, language)}</span>
        <span className="flex items-baseline justify-between gap-6">
          <bdi className="number text-2xl font-medium text-ink-2">{line.printed}</bdi>
          <Amount value={line.amount} currency={currency} symbol className="text-[56px] leading-none font-bold tracking-tight max-[1199px]:text-[44px]" />
        </span>
      </output>
    )
  }
  return (
    <output className={`${card} gap-3 border-line bg-surface ${line.removed ? 'text-ink-3 line-through' : ''}`}>
      <span className="line-clamp-2 text-[34px] leading-tight font-bold tracking-tight">{nameIn(line.names, language)}</span>
      <span className="flex items-baseline justify-between gap-6">
        <span className="number text-2xl font-medium text-ink-2">
          <PriceText line={line} currency={currency} counted />
        </span>
        <Amount value={line.total} currency={currency} symbol className="text-[56px] leading-none font-bold tracking-tight max-[1199px]:text-[44px]" />
      </span>
    </output>
  )
}

/** For a counter where everything is scanned: the last line large, and a keypad for PLUs and quantities in place of tiles. */
export function ScanFirst() {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (currency === undefined) return null
  const tall = 'flex-col justify-center gap-1.5 font-bold'
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-3">
      <LastLine line={basket?.lines.find((line) => line.lineNo === basket.lastLineNo)} currency={currency} />
      <AmountKeypad
        labels={{ group: t('scanFirst.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }}
        onKey={acts.type}
        onClear={acts.clear}
        onErase={acts.erase}
        finish={
          <div className="grid grid-rows-2 gap-2">
            <Key look="soft" className={tall} isDisabled={entry === '' || entry.includes('*')} label={t('scanFirst.times')} onPress={() => acts.type('*')}>
              <span aria-hidden="true" className="text-3xl leading-none">×</span>
              <Shortcut keys="*" corner />
            </Key>
            <Key look="accent" className={tall} isDisabled={entry === ''} onPress={acts.enter}>
              <CornerDownLeft aria-hidden="true" size={26} />
              {t('scanFirst.add')}
              <Shortcut keys={labelOf('enter')} corner />
            </Key>
          </div>
        }
      />
    </div>
  )
}

import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/keys.ts'
import { nameIn } from '../state/names.ts'
import { Amount, AmountKeypad, Key, parseQuantity, Shortcut, TileIcon } from '../ui/index.ts'

/** A measure typed by hand, in the work area: the basket stays in sight, and a scan meanwhile is rung up as always. */
export function WeighPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'weigh' || currency === undefined) return null
  const { item } = work
  const unit = t(`unit.${item.unit}`)
  const ready = parseQuantity(entry) !== undefined
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pt-2 pb-4">
      <div className="flex items-center gap-4 rounded-card border border-line bg-surface px-5 py-4 shadow-1">
        <TileIcon name={item.icon ?? ''} hue={item.hue ?? 7} />
        <div className="min-w-0 flex-1">
          <p className="truncate text-lg font-bold">{nameIn(item.names, language)}</p>
          {item.price !== undefined && (
            <p className="text-[15px] text-ink-2">
              <Amount value={item.price.minor} currency={currency} symbol /> / {unit}
            </p>
          )}
        </div>
        <output className="flex items-baseline gap-2">
          <bdi dir="ltr" className={`number text-[56px] leading-none font-bold tracking-tight ${entry === '' ? 'text-ink-3' : ''}`}>
            {entry === '' ? '0.000' : entry}
          </bdi>
          <span className="text-xl font-semibold text-ink-2">{unit}</span>
        </output>
      </div>
      <AmountKeypad
        labels={{ group: t('weigh.keypad'), clear: t('keypad.clear'), erase: t('keypad.erase') }}
        onKey={acts.type}
        onClear={acts.clear}
        onErase={acts.erase}
        finish={
          <Key look="accent" isDisabled={!ready} className="flex-col justify-center gap-2 text-xl font-bold" onPress={acts.addWeighed}>
            <Check aria-hidden="true" size={34} />
            {t('weigh.add')}
            <Shortcut keys={labelOf('enter')} corner />
          </Key>
        }
      />
    </div>
  )
}

import { Scale } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { ScaleFace, ScaleKeys, TareKeys, useLiveWeight } from './scale-face.tsx'
import { type RingUp } from '../state/screen-state.ts'
import { measuredTiles, presetOf, tareOf } from '../state/weigh-acts.ts'
import { Amount, Key, parseQuantity, Shortcut, TileIcon } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'

/** What is sold by measure, to be chosen before or after the measure was typed. */
function Measured(props: { readonly chosen: RingUp | undefined }) {
  const { t } = useTranslation()
  const acts = useActs()
  const pages = useScreen((state) => state.pages)
  const language = useScreen((state) => state.language)
  const tiles = measuredTiles(pages)
  return (
    <Group aria-label={t('weigh.list')} data-own-enter className="w-[344px] shrink-0 overflow-y-auto p-0.5 max-[1199px]:w-[212px]">
      {tiles.length === 0 && <p className="p-4 text-[15px] text-ink-2">{t('weigh.none')}</p>}
      <div className="grid grid-cols-2 gap-2 max-[1199px]:grid-cols-1">
        {tiles.map((tile) => {
          const chosen = tile.itemId === props.chosen?.itemId
          return (
            <Key key={tile.itemId} look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="min-h-[72px] gap-3 px-3 py-2 text-start text-[15px] leading-tight font-semibold" onPress={() => acts.chooseMeasured(tile)}>
              <TileIcon name={tile.icon} hue={tile.hue} />
              <span className="min-w-0 text-ink">{nameIn(tile.names, language)}</span>
            </Key>
          )
        })}
      </div>
    </Group>
  )
}

/** A measure from the scale, or typed by hand, in the work area: the basket stays in sight, and a scan meanwhile is rung up as always. */
export function WeighPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  const live = useLiveWeight()
  const tare = useScreen(tareOf)
  if (work.kind !== 'weigh' || currency === undefined) return null
  const { item } = work
  const unit = t(`unit.${item?.unit ?? 'kg'}`)
  // What is typed goes before what lies on the scale; litres and metres are only typed.
  const weight = entry === '' && (item === undefined || item.unit === 'kg') ? live : undefined
  // One that tells its weight only when it is asked to weigh has nothing to wait for: asking is how it is read.
  const measured = weight === undefined ? parseQuantity(entry) !== undefined : (weight.kind === 'stable' || weight.kind === 'on-request') && presetOf(weight, tare)?.refusal === undefined
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      {work.choosing && <Measured chosen={item} />}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        {/* Where the weight leaves too little room, the name takes a row of its own: beside it "Fuji apples" was cut to its first word. */}
        <div className="flex flex-wrap items-center justify-end gap-x-4 gap-y-1 rounded-card border border-line bg-surface px-5 py-4 shadow-1 max-[1199px]:px-4 max-[1199px]:py-2">
          {item === undefined ? <Scale aria-hidden="true" size={32} strokeWidth={1.6} className="shrink-0 text-ink-3 max-[1199px]:hidden" /> : <TileIcon name={item.icon ?? ''} hue={item.hue ?? 7} />}
          <div className="min-w-[150px] flex-1">
            <p className={`line-clamp-2 text-lg leading-tight font-bold ${item === undefined ? 'text-ink-2' : ''}`}>{item === undefined ? t('weigh.choose') : nameIn(item.names, language)}</p>
            {item?.price !== undefined && (
              <p className="text-[15px] text-ink-2">
                <Amount value={item.price.minor} currency={currency} symbol /> / {unit}
              </p>
            )}
            {work.choosing && item === undefined && (
              <p className="flex items-center gap-1.5 text-[13px] text-ink-3">
                <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed /> {t('department.arrows')}
              </p>
            )}
          </div>
          {weight !== undefined ? (
            <ScaleFace weight={weight} item={item} currency={currency} />
          ) : (
            <output className="flex items-baseline gap-2">
              <bdi dir="ltr" className={`number text-[56px] leading-none font-bold tracking-tight max-[1199px]:text-[40px] ${entry === '' ? 'text-ink-3' : ''}`}>
                {entry === '' ? '0.000' : entry}
              </bdi>
              <span className="text-xl font-semibold text-ink-2">{unit}</span>
            </output>
          )}
        </div>
        {weight !== undefined && <ScaleKeys weight={weight} />}
        {weight !== undefined && <TareKeys />}
        <AmountPad name={t('weigh.keypad')} act={t('weigh.add')} missing={item === undefined ? t('weigh.choose') : undefined} isDisabled={!measured || item === undefined} onPress={acts.addWeighed} />
      </div>
    </div>
  )
}

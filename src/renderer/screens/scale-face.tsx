import { CircleCheck, Waves } from 'lucide-react'
import { useEffect } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type WeightView } from '../../contracts/ipc/index.ts'
import { minor, type CurrencyCode } from '../../domain/money/index.ts'
import { extend, thousandths } from '../../domain/quantity/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { type RingUp } from '../state/screen-state.ts'
import { presetOf, tareOf, usableScale, watchEvery } from '../state/weigh-acts.ts'
import { Amount, formatQuantity, Key, Shortcut } from '../ui/index.ts'

/** Asks for the live weight as long as it is on the screen: main stops telling it a few seconds after the last question. */
export function useLiveWeight(): WeightView | undefined {
  const acts = useActs()
  const there = useScreen((state) => usableScale(state) !== undefined)
  const weight = useScreen((state) => state.weight)
  useEffect(() => {
    if (!there) return undefined
    acts.watchWeight()
    const timer = window.setInterval(acts.watchWeight, watchEvery)
    return () => {
      window.clearInterval(timer)
      acts.forgetWeight()
    }
  }, [acts, there])
  return there ? (weight ?? { kind: 'waiting', text: '' }) : undefined
}

/** What the scale shows, large: in words and in a shape, and hatched as long as it moves, so that nobody reads it as settled. */
export function ScaleFace(props: { readonly weight: WeightView; readonly item: RingUp | undefined; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const { weight, item, currency } = props
  const tare = useScreen(tareOf)
  const preset = presetOf(weight, tare)
  const stable = weight.kind === 'stable'
  // With a tare in hand the net is main's, or nothing is shown as sold yet.
  const sold = tare === undefined ? (stable ? weight.quantity : undefined) : preset?.net?.quantity
  const moving = weight.kind === 'in-motion'
  const tone = stable ? 'text-ok' : moving || weight.kind === 'empty' || weight.kind === 'waiting' || weight.kind === 'on-request' ? 'text-ink-2' : 'text-warn'
  return (
    <output aria-label={t('scale.live')} data-testid="scale-face" className={`flex flex-col items-end rounded-lg px-3 py-1 ${moving ? 'hatched' : ''}`}>
      <span className="flex items-baseline gap-2">
        <bdi dir="ltr" className={`number text-[56px] leading-none font-bold tracking-tight max-[1199px]:text-[40px] ${stable ? '' : 'text-ink-3'}`}>
          {preset?.net?.text ?? (weight.text === '' ? '-.---' : weight.text)}
        </bdi>
        <span className="text-xl font-semibold text-ink-2">{t('unit.kg')}</span>
      </span>
      <span data-testid="scale-state" data-kind={weight.kind} className={`flex items-center gap-1.5 text-[15px] font-semibold ${tone}`}>
        {stable ? <CircleCheck aria-hidden="true" size={18} /> : <Waves aria-hidden="true" size={18} />}
        {t(`weight.${weight.kind}`)}
        {(weight.net === 'net' || preset?.net !== undefined) && <span>· {t('scale.net')}</span>}
      </span>
      {preset?.net !== undefined && (
        <span data-testid="scale-tared" className="text-[15px] text-ink-2">
          {t('tare.gross', { text: weight.text })} · {t('line.tare', { text: formatQuantity(preset.tare, 'kg') })}
        </span>
      )}
      {preset?.refusal !== undefined && (
        <span data-testid="scale-tare-refused" className="max-w-[340px] text-end text-[15px] font-semibold text-warn">
          {t(`refusal.${preset.refusal}`)}
        </span>
      )}
      {sold !== undefined && item?.price !== undefined && item.unit === 'kg' && (
        <span className="text-[15px] font-semibold text-ink">
          {t('scale.amount')} <Amount value={extend({ minor: minor(item.price.minor), per: thousandths(item.price.per) }, thousandths(sold))} currency={currency} symbol />
        </span>
      )}
    </output>
  )
}

/** Zero and tare, and for a scale made of software the hand that puts something on it. */
export function ScaleKeys(props: { readonly weight: WeightView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const simulated = useScreen((state) => usableScale(state)?.simulated === true)
  const tared = props.weight.net === 'net' || (props.weight.tare ?? 0) > 0
  const key = 'min-h-12 gap-2 px-4 text-[15px] font-semibold'
  return (
    <div className="flex flex-wrap gap-2">
      <Key className={key} testId="scale-zero" onPress={acts.zeroScale}>
        {t('scale.zero')} <Shortcut keys={labelOf('zeroScale')} boxed />
      </Key>
      <Key className={key} testId="scale-tare" onPress={() => acts.tareScale(false)}>
        {t('scale.tare')}
      </Key>
      {tared && (
        <Key className={key} testId="scale-tare-off" onPress={() => acts.tareScale(true)}>
          {t('scale.clearTare')}
        </Key>
      )}
      {simulated && (
        <>
          {[500, 1285].map((grams) => (
            <Key key={grams} look="outline" className={key} testId={`scale-put-${grams}`} label={`${t('scale.simulated')}: ${t('scale.put', { text: formatQuantity(grams, 'kg') })}`} onPress={() => acts.loadScale(grams)}>
              {t('scale.put', { text: formatQuantity(grams, 'kg') })}
            </Key>
          ))}
          <Key look="outline" className={key} testId="scale-take-off" label={`${t('scale.simulated')}: ${t('scale.takeOff')}`} onPress={() => acts.loadScale(0)}>
            {t('scale.takeOff')}
          </Key>
        </>
      )}
    </div>
  )
}

/** What the goods lie in, each with its weight; the one in hand is taken off again by its own key. */
export function TareKeys() {
  const { t } = useTranslation()
  const acts = useActs()
  const tares = useScreen((state) => state.tares)
  const chosen = useScreen(tareOf)
  const language = useScreen((state) => state.language)
  if (tares.length === 0) return null
  const key = 'min-h-12 gap-2 px-4 text-[15px] font-semibold'
  return (
    <Group aria-label={t('tare.group')} className="flex flex-wrap items-center gap-2">
      <Key className={key} look={chosen === undefined ? 'soft' : 'plain'} isPressed={chosen === undefined} testId="tare-none" onPress={() => acts.chooseTare(undefined)}>
        {t('tare.none')} {chosen !== undefined && <Shortcut keys={labelOf('takeOffTare')} boxed />}
      </Key>
      {tares.map(({ id, names, weight }) => {
        const isChosen = id === chosen?.id
        return (
          <Key key={id} className={key} look={isChosen ? 'soft' : 'plain'} isPressed={isChosen} testId={`tare-${id}`} onPress={() => acts.chooseTare(isChosen ? undefined : id)}>
            {nameIn(names, language)} <span className="number font-medium text-ink-2">{formatQuantity(weight, 'kg')}</span>
          </Key>
        )
      })}
      <Shortcut keys={`${labelOf('left')} ${labelOf('right')}`} boxed />
    </Group>
  )
}

import { ArrowRight, Check, CircleDollarSign, Percent, Tag, Undo2, type LucideIcon } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type BasketView, type ItemLineView } from '../../contracts/ipc/index.ts'
import { currencies, type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { reasons } from '../state/discount-acts.ts'
import { labelOf } from '../state/actions.ts'
import { nameIn } from '../state/names.ts'
import { type DiscountHow } from '../state/screen-state.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'

const drawings: Readonly<Record<DiscountHow, LucideIcon>> = { percent: Percent, amount: Tag, price: CircleDollarSign }
const quickPercents = ['5', '10', '20', '50'] as const

/** From and to, both as main said them; until it said the second there is none. */
function figures(line: ItemLineView | undefined, basket: BasketView, how: DiscountHow): { readonly from: number; readonly to: number | undefined } {
  if (line === undefined) return { from: basket.subtotal, to: basket.discountRule === undefined ? undefined : basket.total }
  if (how === 'price') return { from: line.price.minor, to: line.override?.price.minor }
  return { from: line.gross, to: line.discountRule === undefined ? undefined : line.total }
}

function Head(props: { readonly line: ItemLineView | undefined; readonly basket: BasketView; readonly how: DiscountHow; readonly finished: boolean; readonly currency: CurrencyCode }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const entry = useScreen((state) => state.entry)
  const { line, basket, how, currency } = props
  const { from, to } = figures(line, basket, how)
  const unit = how === 'percent' ? '%' : currencies[currency].symbol
  return (
    <div className="flex items-center gap-4 rounded-card border border-line bg-surface px-5 py-3 shadow-1">
      <div className="min-w-0 flex-1">
        <p className="truncate text-lg font-bold">{line === undefined ? t('discount.wholeSale') : nameIn(line.names, language)}</p>
        <output className="mt-0.5 flex items-center gap-2.5 text-xl">
          <Amount value={from} currency={currency} className={to === undefined ? 'font-semibold' : 'text-ink-3 line-through'} />
          <ArrowRight aria-hidden="true" size={20} className="text-ink-3" />
          {to === undefined ? <span className="text-ink-3">…</span> : <Amount value={to} currency={currency} symbol className="text-2xl font-bold text-accent" />}
        </output>
      </div>
      {!props.finished && <bdi dir="ltr" className={`number text-[52px] leading-none font-bold tracking-tight ${entry === '' ? 'text-ink-3' : ''}`}>
        {how !== 'percent' && <span className="me-1 text-3xl">{unit}</span>}
        {entry === '' ? '0' : entry}
        {how === 'percent' && <span className="ms-1 text-3xl">{unit}</span>}
      </bdi>}
    </div>
  )
}

function Ways(props: { readonly lineNo: number | undefined; readonly how: DiscountHow }) {
  const { t } = useTranslation()
  const acts = useActs()
  const inHand = useScreen((state) => state.selectedLineNo ?? state.counter?.basket?.lastLineNo)
  const line = props.lineNo ?? inHand
  const side = 'h-14 gap-2 px-4 text-[15px] font-semibold max-[1199px]:px-2 max-[1199px]:text-sm'
  return (
    <div className="flex flex-wrap gap-2">
      <Group aria-label={t('discount.on')} className="flex gap-2">
        <Key look={props.lineNo === undefined ? 'plain' : 'dark'} isPressed={props.lineNo !== undefined} isDisabled={line === undefined} className={side} onPress={() => acts.openDiscount(line)}>
          {t('discount.thisLine')} <Shortcut keys={labelOf('discountLine')} boxed />
        </Key>
        <Key look={props.lineNo === undefined ? 'dark' : 'plain'} isPressed={props.lineNo === undefined} className={side} onPress={acts.openBasketDiscount}>
          {t('discount.wholeSale')} <Shortcut keys={labelOf('discountBasket')} boxed />
        </Key>
      </Group>
      <Group aria-label={t('discount.how')} className="flex min-w-0 flex-1 gap-2">
        {acts.waysFor(props.lineNo).map((how) => {
          const Drawing = drawings[how]
          return (
            <Key key={how} look={how === props.how ? 'soft' : 'plain'} isPressed={how === props.how} className={`${side} min-w-0 flex-1 justify-center`} onPress={() => acts.chooseWay(how)}>
              <Drawing aria-hidden="true" size={18} className="max-[1199px]:hidden" /> {t(`discount.how.${how}`)}
            </Key>
          )
        })}
      </Group>
    </div>
  )
}

function Reasons() {
  const { t } = useTranslation()
  const acts = useActs()
  const reason = useScreen((state) => (state.work.kind === 'discount' ? state.work.reason : undefined))
  return (
    <div className="flex items-center gap-2">
      <Group aria-label={t('discount.reason')} className="flex flex-1 flex-wrap gap-2 max-[1199px]:grid max-[1199px]:grid-cols-3">
        {reasons.map((each) => (
          <Key key={each} look={each === reason ? 'dark' : 'outline'} isPressed={each === reason} className="h-12 justify-center rounded-full! px-4 text-sm font-semibold" onPress={() => acts.chooseReason(each)}>
            {each === reason && <Check aria-hidden="true" size={16} className="me-1.5" />}
            {t(`reason.${each}`)}
          </Key>
        ))}
      </Group>
      <span className="text-ink-3">
        <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed />
      </span>
    </div>
  )
}

/** A discount or another price, for one line or for the sale, in the work area: the basket beside it shows what it does. */
export function DiscountPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'discount' || basket === undefined || currency === undefined) return null
  const found = basket.lines.find((line) => line.lineNo === work.lineNo)
  const line = found?.kind === 'item' && !found.removed ? found : undefined
  if (work.lineNo !== undefined && line === undefined) return <p className="p-8 text-center text-ink-2">{t('discount.lineGone')}</p>
  const given = work.how === 'price' ? line?.override !== undefined : (line ?? basket).discountRule !== undefined
  const finished = work.done && entry === ''
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 px-4 pt-2 pb-4">
      <Head line={line} basket={basket} how={work.how} finished={finished} currency={currency} />
      <Ways lineNo={work.lineNo} how={work.how} />
      <Reasons />
      <div className="flex gap-2">
        {work.how === 'percent' && (
          <Group aria-label={t('discount.quick')} className="grid flex-1 grid-cols-4 gap-2">
            {quickPercents.map((percent) => (
              <Key key={percent} look={entry === percent ? 'soft' : 'plain'} isPressed={entry === percent} className="number h-14 justify-center text-lg font-bold" onPress={() => acts.setEntry(percent)}>
                {percent}%
              </Key>
            ))}
          </Group>
        )}
        {given && (
          <Key look="danger" className={`h-14 justify-center gap-2 px-5 font-semibold ${work.how === 'percent' ? '' : 'flex-1'}`} onPress={acts.takeBackDiscount}>
            <Undo2 aria-hidden="true" size={20} /> {t('discount.takeBack')} <Shortcut keys={labelOf('takeBack')} boxed />
          </Key>
        )}
      </div>
      <AmountPad
        testId={finished ? 'discount-done' : 'discount-apply'}
        act={finished ? t('discount.done') : t('discount.apply')}
        missing={!finished && work.reason === undefined ? t('discount.chooseReason') : undefined}
        isDisabled={!finished && entry === ''}
        onPress={finished ? acts.leaveWork : acts.applyDiscount}
      />
    </div>
  )
}

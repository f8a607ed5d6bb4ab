import { Ban, Calculator, CircleDashed, Minus, Plus, ReceiptText, Scale, TriangleAlert, Undo2, Wallet } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type BasketView, type FoundSaleView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { comingBack } from '../state/basket-rows.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText, paperDate } from '../state/store-time.ts'
import { usableScale } from '../state/weigh-acts.ts'
import { Amount, formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { GoodsStateChips } from './goods-state.tsx'
import { ReturnedMark, VoidShut } from './returned-mark.tsx'

type Sold = FoundSaleView['lines'][number]

/** Which sale it is, how much of it came back before, and whether anybody but its paper knows it. */
function Head(props: { readonly sale: FoundSaleView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const { sale } = props
  const onPaper = paperDate(sale, useScreen((state) => state.register?.timeZone))
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4 py-2.5 shadow-1">
      <div className="min-w-0 flex-1">
        <p className="number truncate text-lg font-bold">{sale.number}</p>
        <p className="number truncate text-[13px] text-ink-2">
          {fullDateText(onPaper, language)} · {[...new Set(sale.tenders.map((tender) => t(`tender.${tender.type}`)))].join(' + ')} · <Amount value={sale.total} currency={sale.currency} symbol />
        </p>
      </div>
      <ReturnedMark returned={sale.returned} />
      {sale.verified === 'unverified' && (
        <p data-testid="unverified" className="flex items-center gap-1.5 rounded-full bg-warn-soft px-3 py-1.5 text-[13px] font-semibold text-warn">
          <CircleDashed aria-hidden="true" size={16} /> {t('return.unverified')}
        </p>
      )}
      {sale.verified === 'known' && (
        <div className="flex gap-2">
          <Key testId="show-paper" className="h-12 w-12 justify-center" label={t('receipt.paper')} onPress={() => acts.openScanned(sale.saleId)}>
            <ReceiptText aria-hidden="true" size={20} />
          </Key>
          <Key testId="void-sale" look="danger" isDisabled={sale.returned !== 'nothing'} className="h-12 gap-2 px-3.5 text-sm font-semibold" onPress={() => acts.openVoid(sale.saleId)}>
            <Ban aria-hidden="true" size={18} /> {t('voidSale.key')} <Shortcut keys={labelOf('voidSale')} boxed />
          </Key>
        </div>
      )}
      <VoidShut returned={sale.returned} />
    </div>
  )
}

function Counts(props: { readonly line: Sold; readonly left: number }) {
  const { t } = useTranslation()
  const language = useScreen((state) => state.language)
  const { line, left } = props
  const unit = line.unit === 'each' ? '' : ` ${t(`unit.${line.unit}`)}`
  return (
    <span className="flex h-[18px] flex-wrap items-center gap-x-2 gap-y-2 overflow-hidden text-[13px] leading-[18px] whitespace-nowrap text-ink-2">
      {line.owes !== undefined && (
        <span data-testid="sold-card" className="inline-flex items-center gap-1 rounded bg-sunken px-1.5 font-semibold text-ink">
          <Wallet aria-hidden="true" size={12} /> {t(line.left === 0 ? 'returnSale.offCard' : 'returnSale.onCard')}
        </span>
      )}
      <span className="number">{t('returnSale.left', { left: `${formatQuantity(left, line.unit)}${unit}`, bought: `${formatQuantity(line.bought, line.unit)}${unit}` })}</span>
      {line.window === 'outside' && (
        <span data-testid="outside-window" className="inline-flex items-center gap-1 rounded bg-warn-soft px-1.5 font-semibold text-warn">
          <TriangleAlert aria-hidden="true" size={12} /> {line.lastDay === undefined ? t('return.notTakenBack') : t('return.until', { day: fullDateText(line.lastDay, language) })}
        </span>
      )}
    </span>
  )
}

/** One line of the sale, always as high as the next: a tap is one piece more, and the key beside it one less. */
function Row(props: { readonly sale: FoundSaleView; readonly line: Sold; readonly basket: BasketView | undefined; readonly chosen: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLLIElement>(null)
  const { sale, line, chosen } = props
  const back = comingBack(props.basket, sale.saleId, line.lineNo)
  const left = Math.max(0, line.left - back)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} data-testid="sold-line" className={`flex h-[64px] items-center gap-1 border-b border-line last:border-b-0 ${chosen ? 'bg-accent-soft' : ''}`}>
      <Key look="bare" isDisabled={left === 0} className={`h-full min-w-0 flex-1 gap-3 rounded-none! px-3 text-start ${chosen ? 'ring-2 ring-inset ring-focus' : ''}`} onPress={() => acts.returnLine(line.lineNo)}>
        <span className={`number inline-flex h-9 min-w-12 shrink-0 items-center justify-center rounded-lg px-1.5 text-[15px] font-bold ${back > 0 ? 'bg-warn-soft text-warn' : 'bg-sunken text-ink-2'}`}>
          {back > 0 ? formatQuantity(-back, line.unit) : <Plus aria-hidden="true" size={18} />}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-[15px] font-semibold text-ink">{line.name}</span>
          <Counts line={line} left={left} />
        </span>
        <Amount value={line.total} currency={sale.currency} className="text-[17px] font-bold text-ink" />
      </Key>
      <Key look="bare" testId="one-less" isDisabled={back === 0} className="h-14 w-14 shrink-0 justify-center" label={t('returnSale.oneLess')} onPress={() => acts.takeOneBack(line.lineNo)}>
        <Minus aria-hidden="true" size={22} />
      </Key>
    </li>
  )
}

/** Opens the pad, and closes it. */
function CountKey(props: { readonly counting: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <Key testId="return-count" look={props.counting ? 'dark' : 'plain'} isPressed={props.counting} className={`${props.counting ? 'min-h-12' : 'min-h-14'} shrink-0 gap-2.5 px-4 text-[15px] font-semibold`} onPress={acts.toggleReturnPad}>
      <Calculator aria-hidden="true" size={20} /> {t('returnSale.howMany')}
    </Key>
  )
}

/** How many pieces, or how heavy a part of what was weighed: for the line that is tapped next, or with its own key for the chosen one. */
function CountPad() {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  const scale = useScreen((state) => usableScale(state) !== undefined)
  return (
    <div data-testid="count-pad" className="flex shrink-0 flex-col gap-2">
      <div className="flex items-center gap-3">
        <output className="number flex min-h-12 min-w-0 flex-1 items-center rounded-key border border-line bg-surface px-4 text-xl font-bold">{entry === '' ? <span className="truncate text-[15px] font-normal text-ink-3">{t('returnSale.padHint')}</span> : entry}</output>
        <Key testId="return-from-scale" isDisabled={!scale} className="min-h-12 shrink-0 gap-2 px-4 text-[15px] font-semibold" onPress={acts.weighReturn}>
          <Scale aria-hidden="true" size={20} /> {t('returnSale.fromScale')} <Shortcut keys={labelOf('returnWeight')} boxed />
        </Key>
        <CountKey counting />
      </div>
      <AmountPad testId="count-enter" name={t('returnSale.howMany')} act={t('returnSale.takeChosen')} missing={undefined} isDisabled={false} onPress={acts.returnChosen} />
    </div>
  )
}

/** Everything that is left, how many, and on with the sale. */
function More(props: { readonly sale: FoundSaleView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const entry = useScreen((state) => state.entry)
  const { sale } = props
  return (
    <Group aria-label={t('returnSale.more')} className="flex shrink-0 flex-wrap items-center gap-2">
      <Key testId="return-all" look="soft" isDisabled={sale.lines.every((line) => line.left - comingBack(basket, sale.saleId, line.lineNo) <= 0)} className="min-h-14 gap-2.5 px-4 text-[15px] font-semibold" onPress={acts.returnAll}>
        <Undo2 aria-hidden="true" size={20} /> {t('returnSale.all')} <Shortcut keys={labelOf('returnAll')} boxed />
      </Key>
      <CountKey counting={false} />
      <p className="number min-w-0 flex-1 text-end max-[1199px]:order-first max-[1199px]:w-full max-[1199px]:flex-none max-[1199px]:text-start text-[13px] text-ink-2">{entry === '' ? t('returnSale.hint') : t('returnSale.counted', { quantity: entry })}</p>
      <Key testId="on-with-sale" className="min-h-14 gap-2.5 px-4 text-[15px] font-semibold" onPress={acts.goToSell}>
        {t('returnSale.exchange')} <Shortcut keys={labelOf('back')} boxed />
      </Key>
    </Group>
  )
}

/** The found sale: what of it is left to return. The basket beside it shows what that comes to. */
export function ReturnSale() {
  const { t } = useTranslation()
  const work = useScreen((state) => state.work)
  const basket = useScreen((state) => state.counter?.basket)
  if (work.kind !== 'returnSale') return null
  const { sale } = work
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 px-4 pt-2 pb-4">
      <Head sale={sale} />
      {work.counting !== true && <GoodsStateChips said={work} forNext />}
      <ul data-testid="sold-lines" aria-label={t('returnSale.lines')} className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface">
        {sale.lines.length === 0 && <li data-testid="no-known-lines" className="p-4 text-[15px] font-semibold text-warn">{t('returnSale.noLines')}</li>}
        {sale.unknownLines !== undefined && sale.lines.length > 0 && (
          <li data-testid="unknown-lines" className="flex items-start gap-2 border-b border-line bg-warn-soft px-4 py-3 text-[15px] font-semibold text-warn">
            <TriangleAlert aria-hidden="true" size={20} className="mt-0.5 shrink-0" /> <span>{t('returnSale.unknownLines', { count: sale.unknownLines })}</span>
          </li>
        )}
        {sale.lines.map((line, index) => (
          <Row key={line.lineNo} sale={sale} line={line} basket={basket} chosen={index === work.chosen} />
        ))}
      </ul>
      {work.counting === true ? <CountPad /> : <More sale={sale} />}
    </div>
  )
}

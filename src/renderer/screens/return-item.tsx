import { PackageX, Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ItemHitView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { looseAsks } from '../state/loose-return-acts.ts'
import { nameIn } from '../state/names.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'
import { ArmedField } from './armed-field.tsx'
import { GoodsStateChips } from './goods-state.tsx'

function Hit(props: { readonly hit: ItemHitView; readonly chosen: boolean; readonly currency: CurrencyCode }) {
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const row = useRef<HTMLDivElement>(null)
  const { hit, chosen } = props
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row} className="px-0.5">
      <Key testId="loose-hit" look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="h-16 w-full gap-4 px-4 text-start" onPress={() => acts.chooseLoose(hit)}>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base font-semibold text-ink">{nameIn(hit.names, language)}</span>
          <bdi className="number block truncate text-[13px] text-ink-2">{hit.sku}</bdi>
        </span>
        {hit.price !== undefined && <Amount value={hit.price.minor} currency={props.currency} className="text-[17px] font-bold text-ink" />}
        {chosen && <Shortcut keys={labelOf('enter')} boxed />}
      </Key>
    </div>
  )
}

/** Which goods came back without a receipt: scanned, or found by their name. */
export function ReturnItem() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const currency = useScreen((state) => state.counter?.currency)
  const pages = useScreen((state) => state.pages)
  const pageId = useScreen((state) => state.pageId)
  const language = useScreen((state) => state.language)
  if (work.kind !== 'returnItem' || currency === undefined) return null
  const tiles = (pages.find(({ id }) => id === pageId) ?? pages[0])?.tiles ?? []
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 px-4 pt-2 pb-4">
      <ArmedField of="entry" drawing={Search} label={t('returnItem.search')} placeholder={t('returnItem.placeholder')} className="shrink-0" />
      <GoodsStateChips said={work} forNext />
      {work.hits !== undefined && work.hits.length > 0 && (
        <Group aria-label={t('search.results')} data-own-enter className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto py-0.5">
          {work.hits.map((hit, index) => (
            <Hit key={hit.itemId} hit={hit} chosen={index === work.chosen} currency={currency} />
          ))}
        </Group>
      )}
      {work.hits === undefined && (
        // Without a keyboard: the tiles of the sale, which here mean goods that come back.
        <Group aria-label={t('returnItem.tiles')} className="grid min-h-0 flex-1 auto-rows-[72px] grid-cols-4 gap-2 overflow-y-auto p-0.5 max-[1199px]:grid-cols-3">
          {tiles.map((tile) => (
            <Key key={tile.itemId} testId="loose-tile" className="flex-col items-start justify-center px-3 text-start" onPress={() => acts.chooseLoose(tile)}>
              <span className="line-clamp-2 text-sm leading-tight font-semibold">{nameIn(tile.names, language)}</span>
              {tile.price !== undefined && <Amount value={tile.price.minor} currency={currency} className="text-[13px] text-ink-2" />}
            </Key>
          ))}
        </Group>
      )}
      {work.hits?.length === 0 && (
        <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 p-8 text-center">
          <PackageX aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
          <output className="text-lg font-semibold">{t('returnItem.unknown')}</output>
        </div>
      )}
    </div>
  )
}

/** How many of it, and at what price: empty is one, and the price of today. */
export function ReturnPrice() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  const entry = useScreen((state) => state.entry)
  const asks = useScreen(looseAsks)
  if (work.kind !== 'returnPrice' || currency === undefined) return null
  const { item } = work
  const said = { quantity: work.quantity, price: work.price, [work.typing]: entry }
  const unit = item.unit === 'each' ? '' : ` ${t(`unit.${item.unit}`)}`
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2.5 px-4 pt-2 pb-4">
      <p className="shrink-0 truncate text-2xl font-bold">{nameIn(item.names, language)}</p>
      <Group aria-label={t('returnItem.figures')} className="grid shrink-0 grid-cols-2 gap-2">
        {(['quantity', 'price'] as const).map((each) => (
          <Key key={each} testId={`loose-${each}`} look={each === work.typing ? 'soft' : 'plain'} isPressed={each === work.typing} className="min-h-[72px] flex-col items-start justify-center px-4" onPress={() => acts.typeLoose(each)}>
            <span className="flex items-center gap-2 text-[13px] font-semibold">
              {t(`returnItem.${each}`)} {each !== work.typing && <Shortcut keys={labelOf('loosePrice')} boxed />}
            </span>
            <span className="number text-2xl font-bold">
              {said[each] !== '' ? `${said[each]}${each === 'quantity' ? unit : ''}` : each === 'quantity' ? (item.unit === 'each' ? '1' : `0${unit}`) : item.price === undefined ? '0' : <Amount value={item.price.minor} currency={currency} />}
            </span>
          </Key>
        ))}
      </Group>
      <p data-testid="loose-at-most" className="shrink-0 text-[13px] text-ink-2">{t('returnItem.atMost')}{asks && ` ${t('returnItem.approved')}`}</p>
      <GoodsStateChips said={work} />
      <AmountPad testId="loose-add" act={t('returnItem.add')} missing={undefined} isDisabled={item.unit !== 'each' && said.quantity === ''} onPress={acts.addLoose} />
    </div>
  )
}

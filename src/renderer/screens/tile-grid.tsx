import { memo } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type BasketView, type TileView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { Amount, formatQuantity, Key, TileIcon } from '../ui/index.ts'
import { EmptyStore } from './empty-store.tsx'
import { useGate } from './gated-key.tsx'
import { Shut } from './shut.tsx'

/** How many of an item are in the basket: pieces for what is counted, lines for what is weighed. Not a sum of money. */
function countIn(basket: BasketView | undefined, itemId: string): number {
  let count = 0
  for (const line of basket?.lines ?? []) {
    if (line.kind !== 'item' || line.removed || line.itemId !== itemId) continue
    count += line.unit === 'each' ? line.quantity : 1000
  }
  return count
}

const Tile = memo(function Tile(props: { readonly tile: TileView; readonly count: number; readonly currency: CurrencyCode; readonly language: string; readonly isShut: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { tile, count } = props
  const name = nameIn(tile.names, props.language)
  return (
    <Key
      testId={`tile-${tile.unit}`}
      className={`min-h-[132px] flex-col items-stretch p-3 text-start ${count > 0 ? 'border-accent! ring-1 ring-accent' : ''}`}
      isDisabled={props.isShut}
      onPress={() => acts.tapTile(tile)}
    >
      <span className="flex w-full items-start justify-between">
        <TileIcon name={tile.icon} hue={tile.hue} />
        {count > 0 && (
          <span className="number inline-flex h-7 min-w-7 items-center justify-center rounded-full bg-accent px-1.5 text-sm font-bold text-on-accent">
            <span className="sr-only">{t('tile.inBasket')} </span>
            {formatQuantity(count, 'each')}
          </span>
        )}
      </span>
      <span className="flex-1" />
      <span className="mt-2 line-clamp-2 w-full text-[15px] leading-tight font-semibold tracking-[-0.015em] break-words">{name}</span>
      <span className="mt-1 w-full">
        {tile.price === undefined ? (
          <span className="text-[13px] font-medium text-warn">{t('tile.unpriced')}</span>
        ) : (
          <>
            <Amount value={tile.price.minor} currency={props.currency} className="text-[15px] font-bold" />
            <span className="ms-0.5 text-[13px] text-ink-3">
              {tile.price.per !== 1000 && ` / ${formatQuantity(tile.price.per, tile.unit)}`}
              {tile.unit !== 'each' && `/${t(`unit.${tile.unit}`)}`}
            </span>
          </>
        )}
      </span>
    </Key>
  )
})

/** Five columns on the common counter screen, three on the old square one, seven on the wide one. */
export function TileGrid() {
  const { t } = useTranslation()
  const pages = useScreen((state) => state.pages)
  const pageId = useScreen((state) => state.pageId)
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  const isShut = useGate('sell') === 'never'
  const page = pages.find((each) => each.id === pageId) ?? pages[0]
  if (currency === undefined) return null
  return (
    <Group aria-label={t('sell.tiles')} className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-2.5">
      {isShut && (
        <p className="flex flex-wrap items-center gap-3 pb-3 text-[15px] font-semibold">
          {t('sell.notYours')} <Shut permission="sell" />
        </p>
      )}
      {page === undefined ? (
        <EmptyStore />
      ) : page.tiles.length === 0 ? (
        <p className="p-8 text-center text-ink-2">{t('sell.noTiles')}</p>
      ) : (
        <div className="grid grid-cols-3 gap-2.5 min-[1200px]:grid-cols-5 min-[1800px]:grid-cols-7">
          {page.tiles.map((tile) => (
            <Tile key={tile.itemId} tile={tile} count={countIn(basket, tile.itemId)} currency={currency} language={language} isShut={isShut} />
          ))}
        </div>
      )}
    </Group>
  )
}

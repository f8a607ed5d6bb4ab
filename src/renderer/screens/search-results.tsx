import { Scale, SearchX, Store } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type ItemHitView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { nameIn } from '../state/names.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

function Hit(props: { readonly hit: ItemHitView; readonly chosen: boolean; readonly currency: CurrencyCode; readonly language: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const row = useRef<HTMLDivElement>(null)
  const { hit, chosen } = props
  const name = nameIn(hit.names, props.language)
  // In a shop of two languages the packet may carry the other one.
  const other = Object.entries(hit.names).find(([language, text]) => language !== props.language && text !== name)?.[1]
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={row}>
      <Key look={chosen ? 'soft' : 'plain'} isPressed={chosen} className="min-h-16 w-full gap-4 px-4 py-2 text-start" onPress={() => acts.addHit(hit)}>
        <span className="min-w-0 flex-1">
          <span className="block truncate text-base font-semibold text-ink">
            {name}
            {other !== undefined && <span className="ms-2 text-[13px] font-medium text-ink-2">{other}</span>}
          </span>
          <bdi className="number block truncate text-[13px] text-ink-2">
            {hit.sku}
            {hit.barcode !== undefined && hit.barcode !== hit.sku && ` · ${hit.barcode}`}
          </bdi>
        </span>
        {hit.unit !== 'each' && <Scale aria-hidden="true" size={18} className="shrink-0 text-ink-2" />}
        {hit.price === undefined ? (
          <span className="text-[13px] font-medium text-warn">{t('tile.unpriced')}</span>
        ) : (
          <span className="shrink-0 text-ink">
            <Amount value={hit.price.minor} currency={props.currency} className="text-[17px] font-bold" />
            {hit.unit !== 'each' && <span className="ms-0.5 text-[13px] text-ink-2">/{t(`unit.${hit.unit}`)}</span>}
          </span>
        )}
        {chosen && <Shortcut keys={labelOf('enter')} boxed />}
      </Key>
    </div>
  )
}

/** Nothing found is said with what to do next. */
function Nothing(props: { readonly text: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-3 p-8 text-center">
      <SearchX aria-hidden="true" size={44} strokeWidth={1.5} className="text-ink-3" />
      <p className="text-lg font-semibold">{t('search.nothing', { text: props.text })}</p>
      <p className="max-w-md text-[15px] text-ink-2">{t('search.nothingHint')}</p>
      <div className="mt-2 flex gap-2">
        <Key className="h-14 gap-2.5 px-5 font-semibold" onPress={acts.clear}>
          {t('keypad.clear')} <Shortcut keys={labelOf('back')} boxed />
        </Key>
        <Key className="h-14 gap-2.5 px-5 font-semibold" onPress={acts.openDepartments}>
          <Store aria-hidden="true" size={20} /> {t('search.byDepartment')} <Shortcut keys={labelOf('department')} boxed />
        </Key>
      </div>
    </div>
  )
}

/** Items found for what is typed, in the place of the tiles. Arrows choose, Enter adds. */
export function SearchResults() {
  const { t } = useTranslation()
  const search = useScreen((state) => state.search)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  if (search === undefined || currency === undefined) return null
  return (
    <>
      <output className="flex min-h-12 shrink-0 items-center gap-3 px-4 pt-2 text-sm text-ink-2">
        <span className="font-semibold text-ink">{t('search.found', { count: search.hits.length })}</span>
        {search.hits.length > 0 && (
          <span className="flex items-center gap-1.5 text-[13px]">
            <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed /> {t('search.choose')}
            <span className="ms-2">
              <Shortcut keys={labelOf('enter')} boxed />
            </span>
            {t(search.chosen < 0 ? 'search.enterIsCode' : 'search.enterAdds')}
          </span>
        )}
      </output>
      {search.hits.length === 0 ? (
        <Nothing text={search.text} />
      ) : (
        <Group aria-label={t('search.results')} data-own-enter className="min-h-0 flex-1 overflow-y-auto px-4 pt-1 pb-2.5">
          <div className="flex flex-col gap-2">
            {search.hits.map((hit, index) => (
              <Hit key={hit.itemId} hit={hit} chosen={index === search.chosen} currency={currency} language={language} />
            ))}
          </div>
        </Group>
      )}
    </>
  )
}

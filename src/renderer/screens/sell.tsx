import { Star } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { nameIn } from '../state/names.ts'
import { Key } from '../ui/index.ts'
import { FunctionBar } from './function-bar.tsx'
import { ScanFirst } from './scan-first.tsx'
import { SearchResults } from './search-results.tsx'
import { TileGrid } from './tile-grid.tsx'

function PageChips() {
  const { t } = useTranslation()
  const acts = useActs()
  const pages = useScreen((state) => state.pages)
  const language = useScreen((state) => state.language)
  const pageId = useScreen((state) => (state.pages.find(({ id }) => id === state.pageId) ?? state.pages[0])?.id)
  return (
    <Group aria-label={t('sell.pages')} className="no-scrollbar flex shrink-0 gap-[7px] overflow-x-auto px-4 py-2">
      {pages.map((page, index) => (
        <Key
          key={page.id}
          look={page.id === pageId ? 'dark' : 'outline'}
          isPressed={page.id === pageId}
          className="h-12 shrink-0 gap-2 rounded-full! px-3.5 text-sm font-semibold"
          onPress={() => acts.choosePage(page.id)}
        >
          {index === 0 && <Star aria-hidden="true" size={17} fill="currentColor" />}
          {nameIn(page.names, language)}
        </Key>
      ))}
    </Group>
  )
}

/** What goods are chosen from: the tiles, or the large line and keypad, whichever this register was set to. */
export function Sell() {
  const scanFirst = useScreen((state) => state.register?.layout === 'scanFirst')
  return (
    <>
      {scanFirst ? (
        <ScanFirst />
      ) : (
        <>
          <PageChips />
          <TileGrid />
        </>
      )}
      <FunctionBar />
    </>
  )
}

/** Items found while somebody types, in their place. */
export function Searching() {
  return (
    <>
      <SearchResults />
      <FunctionBar />
    </>
  )
}

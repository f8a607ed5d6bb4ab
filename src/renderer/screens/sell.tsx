import { Ban, Star } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/keys.ts'
import { nameIn } from '../state/names.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { TileGrid } from './tile-grid.tsx'

function PageChips() {
  const { t } = useTranslation()
  const acts = useActs()
  const pages = useScreen((state) => state.pages)
  const language = useScreen((state) => state.language)
  const pageId = useScreen((state) => state.pageId ?? state.pages[0]?.id)
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

/** The bar under the tiles. Cancelling asks here, in its own place, and Esc or the other key takes it back. */
function FunctionBar() {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const confirming = useScreen((state) => state.confirmingCancel)
  if (confirming && basket !== undefined && currency !== undefined) {
    return (
      <div role="alertdialog" aria-label={t('cancel.question')} className="flex h-[76px] shrink-0 items-center gap-2 border-t border-danger bg-danger-soft px-4">
        <p className="min-w-0 flex-1 text-[15px] font-semibold text-danger">
          {t('cancel.question')}
          <span className="ms-2 font-medium">
            {t('basket.items', { count: basket.itemCount })} · <Amount value={basket.total} currency={currency} symbol />
          </span>
        </p>
        <Key className="h-[60px] min-w-32 justify-center gap-2 px-4 font-semibold" onPress={acts.keepBasket}>
          {t('cancel.keep')}
          <Shortcut keys={labelOf('back')} boxed />
        </Key>
        <Key look="danger" className="h-[60px] min-w-40 justify-center gap-2 px-4 font-semibold" onPress={acts.cancelBasket}>
          <Ban aria-hidden="true" size={20} />
          {t('cancel.confirm')}
          <Shortcut keys={labelOf('cancelBasket')} boxed />
        </Key>
      </div>
    )
  }
  return (
    <div className="flex h-[76px] shrink-0 items-center gap-2 border-t border-line bg-surface px-4">
      <p className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1 text-[13px] text-ink-3">
        {(['lineUp', 'more', 'remove', 'undo'] as const).map((act) => (
          <span key={act} className="flex items-center gap-1.5">
            <Shortcut keys={act === 'lineUp' ? `${labelOf('lineUp')} ${labelOf('lineDown')}` : act === 'more' ? `${labelOf('more')} ${labelOf('less')}` : labelOf(act)} boxed />
            {t(`hint.${act}`)}
          </span>
        ))}
      </p>
      <Key look="sunkenDanger" isDisabled={basket === undefined} className="h-[60px] min-w-44 flex-col justify-center gap-0.5 px-4 text-[13px] font-semibold" onPress={acts.askCancel}>
        <Ban aria-hidden="true" size={20} />
        {t('cancel.label')}
        <Shortcut keys={labelOf('cancelBasket')} corner />
      </Key>
    </div>
  )
}

export function Sell() {
  return (
    <>
      <PageChips />
      <TileGrid />
      <FunctionBar />
    </>
  )
}

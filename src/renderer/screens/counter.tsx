import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'
import { screenOf } from '../state/screen-state.ts'
import { BasketPanel } from './basket-panel.tsx'
import { CardPanel } from './card-panel.tsx'
import { DepartmentPanel } from './department-panel.tsx'
import { DiscountPanel } from './discount-panel.tsx'
import { Finish } from './finish.tsx'
import { NoticeBar } from './notice.tsx'
import { PriceCheck } from './price-check.tsx'
import { Rail } from './rail.tsx'
import { Receipts } from './receipts.tsx'
import { Sell } from './sell.tsx'
import { SuspendPanel } from './suspend-panel.tsx'
import { SuspendedList } from './suspended-list.tsx'
import { Tender } from './tender.tsx'
import { TopBar } from './top-bar.tsx'
import { WeighPanel } from './weigh-panel.tsx'

/** The register in use: rail, work area, and the basket, which never leaves the screen. */
export function Counter() {
  const { t } = useTranslation()
  const screen = useScreen(screenOf)
  const [railOpen, setRailOpen] = useState(false)
  return (
    <div className="flex h-full">
      <Rail className={railOpen ? 'flex' : 'hidden min-[1200px]:flex'} />
      <main aria-label={t('counter.work')} className="flex min-w-0 flex-1 flex-col bg-canvas">
        <div className="relative px-4 pt-2">
          <TopBar onMenu={() => setRailOpen(!railOpen)} menuOpen={railOpen} />
          <NoticeBar className={`inset-x-4 ${['sell', 'search', 'finish'].includes(screen) ? 'top-16' : 'top-2'}`} />
        </div>
        {(screen === 'sell' || screen === 'search') && <Sell searching={screen === 'search'} />}
        {screen === 'weigh' && <WeighPanel />}
        {screen === 'discount' && <DiscountPanel />}
        {screen === 'suspend' && <SuspendPanel />}
        {screen === 'suspended' && <SuspendedList />}
        {screen === 'department' && <DepartmentPanel />}
        {screen === 'priceCheck' && <PriceCheck />}
        {screen === 'receipts' && <Receipts />}
        {screen === 'tender' && <Tender />}
        {screen === 'card' && <CardPanel />}
        {screen === 'finish' && <Finish />}
      </main>
      <BasketPanel />
    </div>
  )
}

import { CircleCheck, RotateCw, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** Two presses within a minute are told apart. */
const toTheSecond = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const

/** Beside how head office stands: asks it now, whatever pause there is between two tries, and says what came of it. */
export function TryHeadOffice() {
  const { t } = useTranslation()
  const acts = useActs()
  const time = useStoreTime()
  const tried = useScreen((state) => state.headOfficeTry)
  const hasOne = useScreen((state) => state.replication !== undefined && state.replication.state !== 'unenrolled')
  if (!hasOne) return null
  const isAsking = tried === 'asking'
  const Drawing = tried !== undefined && !isAsking && tried.gotThrough ? CircleCheck : TriangleAlert
  return (
    <div className="flex flex-wrap items-center gap-2">
      {/* Not shut while it asks: that would take the focus from whoever pressed it by keys. */}
      <Key testId="try-head-office" className="min-h-12 flex-1 justify-center gap-2 px-4 text-sm font-semibold whitespace-nowrap" onPress={acts.tryHeadOffice}>
        <RotateCw aria-hidden="true" size={18} /> {t(isAsking ? 'replication.asking' : 'replication.tryNow')} <Shortcut keys={labelOf('tryHeadOffice')} boxed />
      </Key>
      <p role="status" data-testid="head-office-tried" className="flex items-center gap-2 text-sm font-semibold empty:hidden">
        {tried !== undefined && !isAsking && (
          <>
            <Drawing aria-hidden="true" size={18} className={`shrink-0 ${tried.gotThrough ? 'text-ok' : 'text-warn'}`} />
            <span className="number">{t(tried.gotThrough ? 'replication.gotThrough' : 'replication.stillAway', { time: time(tried.at, toTheSecond) })}</span>
          </>
        )}
      </p>
    </div>
  )
}

import { ClockAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'
import { StatusMark } from '../ui/index.ts'

/**
 * A clock that may be wrong, told to whoever can look at another one. Head office's word counts more than a guess: where it
 * answers and both clocks agree, nothing is said.
 */
export function ClockBar() {
  const { t } = useTranslation()
  const health = useScreen((state) => state.health)
  const ahead = useScreen((state) => state.replication?.clockAheadSeconds)
  const agreed = useScreen(({ replication }) => (replication?.state === 'healthy' || replication?.state === 'sending') && replication.clockAheadSeconds === undefined)
  if (ahead === undefined && (agreed || health?.clockSuspect !== true)) return null
  const minutes = Math.floor(Math.abs(ahead ?? 0) / 60)
  const apart = { days: Math.floor(minutes / 1_440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60, clock: health?.clock ?? '' }
  return (
    <div role="status" data-testid="clock-doubtful" className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-warn-soft px-4 py-1.5 text-sm font-semibold text-warn">
      <StatusMark tone="warn" className="text-warn" />
      <ClockAlert aria-hidden="true" size={19} className="shrink-0" />
      {ahead === undefined ? t('clock.suspect', apart) : ahead > 0 ? t('clock.ahead', apart) : t('clock.behind', apart)}
    </div>
  )
}

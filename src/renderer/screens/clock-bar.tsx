import { ClockAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'
import { hourAndMinute, storeDate, storeTime } from '../state/store-time.ts'
import { StatusMark } from '../ui/index.ts'
import { useClockApart } from './use-clock-apart.ts'

/**
 * A clock that may be wrong, told to whoever can look at another one. Head office's word counts more than a guess: where it
 * answers and both clocks agree, nothing is said.
 */
export function ClockBar() {
  const { t } = useTranslation()
  const health = useScreen((state) => state.health)
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const told = useScreen((state) => state.replication?.clockAheadSeconds !== undefined)
  const agreed = useScreen(({ replication }) => (replication?.state === 'healthy' || replication?.state === 'sending') && replication.clockAheadSeconds === undefined)
  const apartNow = useClockApart()
  // Of one that was told how far it is off, and set right since, the guess of before is no news.
  if (apartNow === undefined && (told || agreed || health?.clockSuspect !== true)) return null
  const ahead = apartNow?.seconds
  const minutes = Math.floor(Math.abs(ahead ?? 0) / 60)
  const clock = apartNow === undefined ? (health?.clock ?? '') : `${storeDate(apartNow.at, timeZone)} ${storeTime(apartNow.at, language, timeZone, hourAndMinute)}`
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60]
  const by = [days > 0 && t('clock.days', { days }), hours > 0 && t('clock.hours', { hours }), rest > 0 && t('clock.minutes', { minutes: rest })].filter((part) => part !== false).join(' ')
  const apart = { by, clock }
  return (
    <div role="status" data-testid="clock-doubtful" className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-warn-soft px-4 py-1.5 text-sm font-semibold text-warn">
      <StatusMark tone="warn" className="text-warn" />
      <ClockAlert aria-hidden="true" size={19} className="shrink-0" />
      {ahead === undefined ? t('clock.suspect', apart) : ahead > 0 ? t('clock.ahead', apart) : t('clock.behind', apart)}
    </div>
  )
}

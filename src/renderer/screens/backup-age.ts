import { useTranslation } from 'react-i18next'
import { useStoreTime } from '../state/use-store-time.ts'
import { useMinute } from './use-minute.ts'

/** How long ago, as a person would say it; what lies in the future by this clock is told by its time. */
export function useAge(): (at: number) => string {
  const { t } = useTranslation()
  const now = useMinute().getTime()
  const time = useStoreTime()
  return (at) => {
    const minutes = Math.floor((now - at) / 60_000)
    // The minute is drawn once: what was made in it is a moment younger than it.
    if (minutes < -1) return time(at, { dateStyle: 'medium', timeStyle: 'short' })
    if (minutes < 1) return t('backups.age.now')
    if (minutes < 120) return t('backups.age.minutes', { count: minutes })
    return minutes < 2880 ? t('backups.age.hours', { count: Math.floor(minutes / 60) }) : t('backups.age.days', { count: Math.floor(minutes / 1440) })
  }
}

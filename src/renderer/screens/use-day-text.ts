import { useScreen } from '../state/context.ts'
import { nearDayText, storeDate } from '../state/store-time.ts'
import { useMinute } from './use-minute.ts'

/** Writes dates (YYYY-MM-DD) short, and with their year where that is another than this one's on the store's clock. */
export function useDayText(): (date: string) => string {
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  const today = storeDate(useMinute(), timeZone)
  return (date) => nearDayText(date, language, today)
}

import { useScreen } from './context.ts'
import { storeTime } from './store-time.ts'

/** Writes moments in the screen's language and the store's zone. */
export function useStoreTime(): (at: Date | number, parts: Intl.DateTimeFormatOptions) => string {
  const language = useScreen((state) => state.language)
  const timeZone = useScreen((state) => state.register?.timeZone)
  return (at, parts) => storeTime(at, language, timeZone, parts)
}

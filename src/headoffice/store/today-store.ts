import { businessDateAt } from './business-date.ts'
import { type Units } from './units.ts'

/** What day it is in a store, by head office's clock. Written once for both databases. */
export interface TodayStore {
  /** Undefined: there is no such store. */
  storeToday(storeId: string, now: number): Promise<string | undefined>
}

interface HoursRow {
  readonly time_zone: string
  readonly cut_off_hour: number
}

export function createToday(units: Units): TodayStore {
  return {
    storeToday: async (store, now) => {
      const [hours] = await units.read<HoursRow>({ text: 'SELECT time_zone, cut_off_hour FROM store WHERE id = ?', values: [store] })
      return hours && businessDateAt(now, hours.time_zone, hours.cut_off_hour)
    },
  }
}

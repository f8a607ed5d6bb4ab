import { type HealthView } from '../../contracts/ipc/index.ts'
import { type RegisterReader } from '../../db/index.ts'
import { civilTime, dateText, isClockDoubtful, offsetMinutes, timeText } from '../../domain/business-date/index.ts'
import { type Room } from './last-room.ts'
import { systemClock } from './moment-clock.ts'

/** Without a database the disk is away. By the system's own clock, whatever a demo was told. */
export function healthOf(room: Room, database: Pick<RegisterReader, 'facts' | 'registerStart'> | undefined): HealthView {
  if (database === undefined) return { disk: 'away', clockSuspect: false }
  const at = systemClock.now()
  const shown = civilTime(at, offsetMinutes(database.facts().timeZone, at))
  const start = database.registerStart()
  return {
    ...room,
    clock: `${dateText(shown)} ${timeText(shown)}`,
    clockSuspect: isClockDoubtful({ at, monoMs: Math.floor(systemClock.monotonic()) }, start, start?.newestEntryAt),
  }
}

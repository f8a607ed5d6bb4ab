import { type HealthView } from '../../contracts/ipc/index.ts'
import { awayMsOf, type OfficeContact, type RegisterReader } from '../../db/index.ts'
import { civilTime, dateText, isClockDoubtful, offsetMinutes, timeText } from '../../domain/business-date/index.ts'
import { type Room } from './last-room.ts'
import { systemClock } from './moment-clock.ts'

/** Without a database the disk is away. By the system's own clock, whatever a demo was told. */
export function healthOf(room: Room, database: Pick<RegisterReader, 'facts' | 'registerStart' | 'registerLock' | 'staffedSeats' | 'officeContact'> | undefined): HealthView {
  if (database === undefined) return { disk: 'away', clockSuspect: false }
  const at = systemClock.now()
  const shown = civilTime(at, offsetMinutes(database.facts().timeZone, at))
  const start = database.registerStart()
  const lock = database.registerLock()
  const contact = database.officeContact()
  return {
    ...room,
    clock: `${dateText(shown)} ${timeText(shown)}`,
    clockSuspect: isClockDoubtful({ at, monoMs: Math.floor(systemClock.monotonic()) }, start, start?.newestEntryAt),
    ...(contact !== undefined && contact.state !== 'near' && { contact: contactView(contact) }),
    ...(lock !== undefined && { locked: { at: lock.at, reason: lock.reason, ...(database.staffedSeats().length > 0 && { finishing: true as const }) } }),
  }
}

/** What is told once more where it is another: the clock goes on and is no news, unless a page shows it to somebody who is to say whether it is right. Begins with the disk. */
export function saidOf({ disk, clock, clockSuspect, locked, contact }: HealthView): string {
  return `${disk} ${JSON.stringify([clockSuspect ? (clock ?? '') : '', clockSuspect, locked, contact])}`
}

/** As it was counted last. An hour that was begun is one that is left. */
function contactView(contact: OfficeContact): NonNullable<HealthView['contact']> {
  const { mostHours, state } = contact
  return { state: state === 'over' ? 'over' : 'soon', mostHours, hoursLeft: state === 'over' ? 0 : Math.max(1, Math.ceil(mostHours - awayMsOf(contact) / 3_600_000)) }
}

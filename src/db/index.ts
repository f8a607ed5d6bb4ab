export * from './register-database.ts'
export { type Approval } from './authority.ts'
export { type RefundVerdict } from './refund-verdicts.ts'
export { type RegisterStart, type SecondFactor } from './second-factor.ts'
export { deviceEventKinds, DEVICE_EVENT_DAYS, KEPT_DEVICE_EVENTS, type DeviceEvent, type DeviceEventsAsked, type StoredDeviceEvent } from './device-events.ts'
export { everybody, noGuesses, type PinGuesses } from './pin-guesses.ts'
export { readSupportFile } from './read-support-file.ts'
export { type SupportFacts, type SupportReads, type SupportTable } from './support.ts'
export { type DeviceSettings } from './device-settings.ts'
export { type JournalAsked, type JournalPlace } from './journal-asked.ts'
export { openRegisterDatabase, openRegisterReader, type OpenRegister } from './open-database.ts'
export { unenrolledFacts } from './facts.ts'
// For whoever is about to remove a data folder: nobody may be selling from it.
export { takeWriterLock, type WriterLock } from './writer-lock.ts'
// For tools and tests that make a file as an older version left it. The register migrates only by opening.
export { checksumOf, migrate } from './migrate.ts'
export { type Migration, migrations, releasedChecksums } from './migrations/index.ts'
// For the program that verifies a file from outside: beside a running register, or a copy.
export * from './verify/index.ts'

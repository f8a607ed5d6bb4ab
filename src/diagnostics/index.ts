export { createScrubber, scrub, type Scrubber } from './scrub.ts'
export { dayOfLogFile, isLogFile, openDailyLog, type DailyLog, type DailyLogOptions } from './daily-log.ts'

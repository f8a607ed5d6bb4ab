export { forgetMendNote } from './aside.ts'
export { mendAtStart } from './mend-at-start.ts'
export { type MendAtStart, type MendReport } from './mend-report.ts'
export { writeWish, type RestoreWish } from './wish.ts'

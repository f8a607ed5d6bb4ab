export { type HeadOffice, type HeadOfficeOptions, startHeadOffice } from './head-office.ts'
export { type Clock, type Log } from './log.ts'
export { type NewStore } from './store/port.ts'

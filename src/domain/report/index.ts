export { reportKinds, reportShapes, unitOfColumn, type ColumnUnit, type ReportColumn, type ReportKind } from './report-kind.ts'
export { cashRounding, taxOnTop, type CategoryOf, type PostedRow } from './cells.ts'
export { reportOf, type Report, type ReportRow } from './report.ts'

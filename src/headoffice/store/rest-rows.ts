import { type RestOverview, type SaidOfRest } from '../../contracts/replication/index.ts'

/** What both databases read of a register that is out of service. */
export interface RestRow {
  readonly retiredAt: number | null
  readonly restCalledAt: number | null
  readonly restDocuments: number | null
  readonly restAtLeast: number | null
  readonly restTakenAt: number | null
  readonly restTakenBy: string | null
  readonly restTakenNote: string | null
  readonly restOverAt: number | null
  readonly daysEndedAt: number | null
  readonly daysEndedBy: string | null
  readonly daysEndedNote: string | null
}

/** Of a row `r` of registers. */
export const restColumns = ['rest_called_at', 'rest_documents', 'rest_at_least', 'rest_taken_at', 'rest_taken_by', 'rest_taken_note', 'rest_over_at', 'days_ended_at', 'days_ended_by', 'days_ended_note']
  .map((column) => `r.${column} AS "${column.replaceAll(/_([a-z])/gu, (_all, letter: string) => letter.toUpperCase())}"`)
  .join(', ')

const said = (at: number | null, by: string | null, note: string | null): SaidOfRest | undefined => (at === null ? undefined : { at, by: by ?? '', note: note ?? '' })

/** Who ended the days that wait for it; undefined where nobody did. */
export function daysEndedIn({ daysEndedAt, daysEndedBy, daysEndedNote }: RestRow): SaidOfRest | undefined {
  return said(daysEndedAt, daysEndedBy, daysEndedNote)
}

export function restIn(row: RestRow): { readonly rest?: RestOverview } {
  if (row.retiredAt === null) return {}
  const [taken, daysEnded] = [said(row.restTakenAt, row.restTakenBy, row.restTakenNote), daysEndedIn(row)]
  return {
    rest: {
      ...(row.restCalledAt !== null && { unsent: { at: row.restCalledAt, documents: row.restDocuments ?? 0, ...(row.restAtLeast === 1 && { atLeast: true as const }) } }),
      ...(taken !== undefined && { taken }),
      ...(row.restOverAt !== null && { overAt: row.restOverAt }),
      ...(daysEnded !== undefined && { daysEnded }),
    },
  }
}

import { type RegisterReader } from '../../db/index.ts'
import { refuse, type Result } from '../../domain/errors/index.ts'

/** Whether head office keeps this setting of the store, by its row (contracts/replication `settingId`). */
export function isOfHeadOffice(reader: Pick<RegisterReader, 'isRowFed'>, id: string): boolean {
  return reader.isRowFed('settings', id)
}

/** The refusal to change what head office keeps: what was set here would be another way again at the next contact. Undefined where all of it is the store's own. */
export function keptAmong(reader: Pick<RegisterReader, 'isRowFed'>, ids: readonly string[]): Extract<Result<never>, { ok: false }> | undefined {
  const kept = ids.find((id) => isOfHeadOffice(reader, id))
  return kept === undefined ? undefined : refuse('setting.ofHeadOffice', { setting: kept })
}

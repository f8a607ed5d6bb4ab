import { type MendedView } from '../../contracts/ipc/index.ts'

/** The sentence for what a start did. Where a chosen backup is not in place it says why; where nothing was put back behind the backup, nothing is said of it. */
export function mendedWords({ how, why, documents }: Pick<MendedView, 'how' | 'why' | 'documents'>): string {
  if (how === 'notDone') return why === undefined ? 'mended.notDone' : `mended.notDone.${why}`
  return (how === 'backup' || how === 'chosen') && documents === 0 ? `mended.${how}Alone` : `mended.${how}`
}

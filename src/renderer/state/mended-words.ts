import { type MendedView } from '../../contracts/ipc/index.ts'

/** The sentence for what a start did. Where nothing was put back behind the backup, nothing is said of it. */
export function mendedWords({ how, documents }: Pick<MendedView, 'how' | 'documents'>): string {
  return (how === 'backup' || how === 'chosen') && documents === 0 ? `mended.${how}Alone` : `mended.${how}`
}

import { type ChainRule, strictChain } from '../../../src/headoffice/ingest/plan-batch.ts'

/** The nine shortcuts that broke the model of this protocol. Each is taken here on purpose, and has to be caught. */
export type RegisterShortcut = 'prune on acknowledge' | 'acknowledgement as max()' | 'outbox outside the transaction' | 'delete on send' | 'timestamp cursor'
export type HeadOfficeShortcut = 'no dedupe' | 'accept gaps' | 'poison blocks the head' | 'no hash chain'
export type Shortcut = RegisterShortcut | HeadOfficeShortcut

export const registerShortcuts: readonly RegisterShortcut[] = ['prune on acknowledge', 'acknowledgement as max()', 'outbox outside the transaction', 'delete on send', 'timestamp cursor']
export const headOfficeShortcuts: readonly HeadOfficeShortcut[] = ['no dedupe', 'accept gaps', 'poison blocks the head', 'no hash chain']

/** How head office judges an entry under that shortcut. */
export function ruleUnder(shortcut: Shortcut | undefined): ChainRule {
  if (shortcut === 'no dedupe') return (last, seq, prevHash) => (seq <= last.seq ? 'next' : strictChain(last, seq, prevHash))
  if (shortcut === 'accept gaps') return (last, seq, prevHash) => (seq > last.seq + 1 ? 'next' : strictChain(last, seq, prevHash))
  if (shortcut === 'no hash chain') return (last, seq) => (seq <= last.seq ? 'seen' : seq === last.seq + 1 ? 'next' : 'gap')
  return strictChain
}

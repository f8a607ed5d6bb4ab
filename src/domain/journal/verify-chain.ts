import { GENESIS_HASH, type Entry, type EntryContent, type Sha256 } from './entry.ts'
import { hashEntry, parseEntry } from './entry-text.ts'

export interface ChainBreak {
  /** Position in what was given, from 0. */
  readonly index: number
  /** The seq its text claims, when the text can be read. */
  readonly seq?: number
  /** `prevHash`: does not follow the one before. `hash`: not the hash of its text. `text`: no entry. `seq`, `register`: out of its row, of another chain. */
  readonly reason: 'prevHash' | 'hash' | 'text' | 'seq' | 'register'
}

function reasonOf(entry: Entry, content: EntryContent | undefined, before: EntryContent | undefined, prevHash: string, sha256: Sha256): ChainBreak['reason'] | undefined {
  if (entry.prevHash !== prevHash) return 'prevHash'
  if (hashEntry(prevHash, entry.text, sha256) !== entry.hash) return 'hash'
  if (content === undefined) return 'text'
  if (before === undefined) return prevHash === GENESIS_HASH && content.seq !== 1 ? 'seq' : undefined
  if (content.register !== before.register || content.epoch !== before.epoch) return 'register'
  return content.seq === before.seq + 1 ? undefined : 'seq'
}

/**
 * The first break in entries that should follow `prevHash` (GENESIS_HASH for a whole chain), or undefined. A cut-off tail
 * leaves a shorter chain that is sound in itself: it shows only against a head that was kept elsewhere.
 */
export function verifyChain(entries: Iterable<Entry>, prevHash: string, sha256: Sha256): ChainBreak | undefined {
  let expected = prevHash
  let before: EntryContent | undefined
  let index = 0
  for (const entry of entries) {
    const content = parseEntry(entry.text)
    const reason = reasonOf(entry, content, before, expected, sha256)
    if (reason !== undefined) return content === undefined ? { index, reason } : { index, seq: content.seq, reason }
    expected = entry.hash
    before = content
    index += 1
  }
  return undefined
}

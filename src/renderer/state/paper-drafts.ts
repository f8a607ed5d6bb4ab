import { paperTemplateView, type PaperKindView, type PaperTemplateView } from '../../contracts/ipc/index.ts'

const place = 'tillwright.papers'
/** Half words of last month help nobody, and nobody remembers them. */
const keptMs = 7 * 86_400_000

/** Whose wording it is, and of which paper: somebody else's half words are shown to nobody. */
export interface DraftOf {
  readonly operatorId: string
  readonly paper: PaperKindView
}

/** `version`: the one that was saved when it was begun. */
export interface PaperDraft {
  readonly version: number
  readonly draft: PaperTemplateView
}

interface Kept extends PaperDraft {
  readonly at: number
}

const nameOf = ({ operatorId, paper }: DraftOf): string => `${operatorId} ${paper}`

function asKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null || !('at' in value && 'version' in value && 'draft' in value)) return undefined
  const { at, version, draft } = value
  const read = paperTemplateView.safeParse(draft)
  return typeof at === 'number' && typeof version === 'number' && read.success ? { at, version, draft: read.data } : undefined
}

/** What is kept and not too old. What another version of the till wrote, or a hand, is nothing. */
function all(now: number): ReadonlyMap<string, Kept> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    const entries = typeof kept === 'object' && kept !== null ? Object.entries(kept) : []
    return new Map(entries.flatMap(([name, value]) => {
      const one = asKept(value)
      return one !== undefined && Math.abs(now - one.at) <= keptMs ? [[name, one]] : []
    }))
  } catch {
    return new Map()
  }
}

function write(kept: ReadonlyMap<string, Kept>): void {
  try {
    if (kept.size === 0) localStorage.removeItem(place)
    else localStorage.setItem(place, JSON.stringify(Object.fromEntries(kept)))
  } catch {
    // A profile without storage forgets half a wording when it is closed, and nothing else.
    return
  }
}

/** Half an address typed, and the till is switched off in the evening: it is there again in the morning. */
export function keepPaperDraft(of: DraftOf, draft: PaperDraft, now: number): void {
  write(new Map(all(now)).set(nameOf(of), { ...draft, at: now }))
}

export function paperDraftOf(of: DraftOf, now: number): PaperDraft | undefined {
  return all(now).get(nameOf(of))
}

export function dropPaperDraft(of: DraftOf, now: number): void {
  const kept = new Map(all(now))
  if (kept.delete(nameOf(of))) write(kept)
}

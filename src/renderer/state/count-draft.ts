import { type Counted, type CountFor } from './cash-work.ts'

const place = 'tillwright.count'

/** Whose count it is, of what. A count that was begun is given back to nobody else, and for nothing else. */
export interface DraftOf {
  readonly operatorId: string
  readonly purpose: CountFor['kind']
  /** 0 where none is open. */
  readonly shift: number
}

interface Kept extends DraftOf {
  readonly counted: Counted
}

function numbers(value: unknown): value is Record<string, number> {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => Number.isSafeInteger(each) && Number(each) >= 0)
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('counted' in value)) return false
  const { counted } = value
  return typeof counted === 'object' && counted !== null && 'pieces' in counted && numbers(counted.pieces) && 'others' in counted && numbers(counted.others) && (!('foreign' in counted) || numbers(counted.foreign))
}

function same(one: DraftOf, other: DraftOf): boolean {
  return one.operatorId === other.operatorId && one.purpose === other.purpose && one.shift === other.shift
}

/** The drawer lies on the counter in heaps while it is counted: a page that is loaded again, or a till that locks itself, must not ask for all of it anew. */
export function keepDraft(of: DraftOf, counted: Counted): void {
  try {
    localStorage.setItem(place, JSON.stringify({ ...of, counted } satisfies Kept))
  } catch {
    // A profile without storage forgets a half count, and nothing else.
    return
  }
}

export function draftOf(of: DraftOf): Counted | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return isKept(kept) && same(kept, of) ? kept.counted : undefined
  } catch {
    return undefined
  }
}

export function dropDraft(): void {
  try {
    localStorage.removeItem(place)
  } catch {
    return
  }
}

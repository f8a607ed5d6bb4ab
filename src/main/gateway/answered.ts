import { type Answer } from '../../contracts/ipc/index.ts'

/**
 * What one page was answered lately, so that the broadcast of the same act need not tell it once more: with three hundred
 * lines a view is a hundred kilobytes, and reading the second one held up the frame that showed the first.
 */
export interface Answered {
  /** An answer went out to the page. A refusal is none: the page of a request that took too long learns it from the broadcast. */
  add(answer: Answer): void
  /** Whether the page was given the answer of this request, which is the view that is being told. */
  has(request: string | undefined): boolean
}

/** The broadcast comes right behind its answer; more than these are never between them. */
const capacity = 32

/** One for each page: another page of the same seat has to be told. */
export function createAnswered(): Answered {
  const ids = new Set<string>()
  return {
    add(answer) {
      if (!answer.ok) return
      ids.add(answer.id)
      const [oldest] = ids
      if (ids.size > capacity && oldest !== undefined) ids.delete(oldest)
    },
    has: (request) => request !== undefined && ids.has(request),
  }
}

/** What became of one of several that were worked on at once. `alone`: nothing yet; it has to be worked on by itself. */
export type Attempted<Answer> = { readonly kind: 'done'; readonly answer: Answer } | { readonly kind: 'failed'; readonly cause: unknown } | { readonly kind: 'alone' }

export interface TogetherParts<Item, Answer> {
  /** All of them in one commit. Where it rejects, nothing of any of them was done, or nobody knows. */
  readonly work: (items: readonly Item[]) => Promise<readonly Attempted<Answer>[]>
  readonly alone: (item: Item) => Promise<Answer>
  /** Whether one more may go with these. */
  readonly fits: (group: readonly Item[], item: Item) => boolean
  /** Whether asking for each by itself would only ask the same again. */
  readonly isForAll: (cause: unknown) => boolean
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly resolve: (answer: Answer | PromiseLike<Answer>) => void
  readonly reject: (cause: unknown) => void
}

/**
 * Work that ends with a commit: what is asked for while one is in flight waits for it, and shares the next one. Each is answered for itself:
 * one that cannot be done takes none of its neighbours with it, for what fails together is tried again one by one.
 */
export function together<Item, Answer>({ work, alone, fits, isForAll }: TogetherParts<Item, Answer>): (item: Item) => Promise<Answer> {
  let waiting: readonly Waiting<Item, Answer>[] = []
  let isRunning = false

  function next(): readonly Waiting<Item, Answer>[] {
    const group: Waiting<Item, Answer>[] = []
    const rest: Waiting<Item, Answer>[] = []
    for (const one of waiting) (group.length === 0 || fits(group.map(({ item }) => item), one.item) ? group : rest).push(one)
    waiting = rest
    return group
  }

  async function run(): Promise<void> {
    for (let group = next(); group.length > 0; group = next()) {
      try {
        const attempts = await work(group.map(({ item }) => item))
        for (const [index, { item, resolve, reject }] of group.entries()) {
          const attempt = attempts[index]
          if (attempt?.kind === 'done') resolve(attempt.answer)
          else if (attempt?.kind === 'failed') reject(attempt.cause)
          // Not waited for: what stands in its way must not stand in the others'.
          else resolve(alone(item))
        }
      } catch (cause) {
        for (const { item, resolve, reject } of group) {
          if (isForAll(cause)) reject(cause)
          else resolve(alone(item))
        }
      }
    }
    isRunning = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { item, resolve, reject }]
      if (isRunning) return
      isRunning = true
      // Whatever came over the line with this one is here by then.
      setImmediate(() => void run())
    })
}

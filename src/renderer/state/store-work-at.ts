import { type ActKit } from './act-kit.ts'
import { type StoreWork } from './store-work.ts'

/** The store's page as it is now, while it is open, and a change to it: an answer that comes after it was left changes nothing. */
export function storeWorkAt({ store, set }: Pick<ActKit, 'store' | 'set'>) {
  const now = (): StoreWork | undefined => {
    const { work } = store.getState()
    return work.kind === 'store' ? work : undefined
  }
  const put = (changes: Partial<StoreWork>): void => {
    const work = now()
    if (work !== undefined) set({ work: { ...work, ...changes } })
  }
  return { now, put }
}

import { type Name } from '../../contracts/ipc/index.ts'
import { type Api } from './api.ts'

/** What fills a list that a person chooses in, or opens what was chosen there. */
const listing: ReadonlySet<Name> = new Set<Name>(['suspended-baskets', 'receipts', 'receipt', 'sale-elsewhere', 'find-sale', 'journal', 'journal-entry', 'people', 'permissions', 'taxes', 'z-reports', 'z-report', 'device-settings', 'device-log'])

/**
 * The api, and how many of its calls have no answer yet: `calls` all of them, `lists` those that fill a list. Told with
 * each that begins and each that ends. What drives the page from outside (a browser test, a robot at a counter) reads it
 * off the page: a key that opened a list and the next that chose in it were a hundred milliseconds apart on one machine,
 * and one too early on a slower one.
 */
export function tellingCalls(api: Api, tell: (underWay: { readonly calls: number; readonly lists: number }) => void): Api {
  let [calls, lists] = [0, 0]
  function changed(name: Name, by: 1 | -1): void {
    calls += by
    if (listing.has(name)) lists += by
    tell({ calls, lists })
  }
  return {
    ...api,
    async call(name, input, request) {
      changed(name, 1)
      try {
        return await api.call(name, input, request)
      } finally {
        changed(name, -1)
      }
    },
  }
}

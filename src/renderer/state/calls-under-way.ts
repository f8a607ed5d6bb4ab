import { type Api } from './api.ts'

/**
 * The api, and how many of its calls have no answer yet: told with each that begins and each that ends. What drives the
 * page from outside (a browser test, a robot at a counter) reads it off the page: a key that opened a list and the next
 * that chose in it were a hundred milliseconds apart on one machine, and one too early on a slower one.
 */
export function tellingCalls(api: Api, tell: (underWay: number) => void): Api {
  let underWay = 0
  const changed = (by: 1 | -1): void => {
    underWay += by
    tell(underWay)
  }
  return {
    ...api,
    async call(name, input, request) {
      changed(1)
      try {
        return await api.call(name, input, request)
      } finally {
        changed(-1)
      }
    },
  }
}

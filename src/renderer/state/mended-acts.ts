import { type ActKit } from './act-kit.ts'

export function createMendedActs({ api, enqueue, set, refused }: ActKit) {
  return {
    /** Whoever is signed on has read what a start did about damaged data: nobody is told again. */
    readMending: () => {
      enqueue(async () => {
        const answer = await api.call('read-mending', {})
        if (!answer.ok) {
          refused(answer.refusal)
          return
        }
        const register = await api.call('register', {})
        if (register.ok) set({ register: register.value })
      })
    },
  }
}

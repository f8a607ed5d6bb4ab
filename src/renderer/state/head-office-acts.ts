import { type ActKit } from './act-kit.ts'

/** What a person at the till asks of head office. */
export function createHeadOfficeActs({ api, enqueue, refused, sounds }: ActKit) {
  return {
    /** What lies in quarantine there is read again; how it stands then comes with what is broadcast. */
    sendAgain: () => {
      enqueue(async () => {
        const answer = await api.call('send-again', {})
        if (answer.ok) sounds.ok()
        else refused(answer.refusal)
      })
    },
  }
}

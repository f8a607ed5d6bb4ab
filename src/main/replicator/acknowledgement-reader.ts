import { type Acknowledgement, dayFinding, quarantineTelling, refundVerdict } from '../../contracts/replication/index.ts'
import { type refundQuestions } from './refund-questions.ts'
import { type ReplicatorSurroundings } from './source.ts'
import { type unreadAnswers } from './unread-answers.ts'

/** What an acknowledgement may leave out: in words that are not known it is left out. */
const optionalParts = ['earlier', 'refunds', 'quarantine', 'takes', 'protocols', 'twin', 'feeds'] as const

/** What of an answer that was followed is in words that are not known: kept, and what an earlier program could not read is read once more after each start. */
export function acknowledgementReader(unread: ReturnType<typeof unreadAnswers>, questions: Pick<ReturnType<typeof refundQuestions>, 'hear'>, { log }: Pick<ReplicatorSurroundings, 'log'>) {
  let readAgain = false
  return {
    async followed(body: unknown, read: Acknowledgement): Promise<void> {
      await unread.answered('acknowledgement')
      for (const part of optionalParts) if (read[part] === undefined && typeof body === 'object' && body !== null && Reflect.get(body, part) !== undefined) await unread.keep('acknowledgementPart', part, Reflect.get(body, part))
      if (readAgain) return
      readAgain = true
      await unread.again({
        refundVerdict: async (said) => {
          if (!refundVerdict.safeParse(said).success) return false
          await questions.hear([said])
          return true
        },
        // These are told again by themselves; in words that are known by now there is nothing left to wait for.
        acknowledgementPart: async () => true,
        dayFinding: async (said) => dayFinding.safeParse(said).success,
        quarantineEntry: async (said) => quarantineTelling.safeParse(said).success,
      }).catch(() => log('replication.core-silent'))
    },
  }
}

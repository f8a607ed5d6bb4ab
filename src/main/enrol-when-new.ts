import { type Core } from './core/index.ts'
import { type Log } from './log.ts'
import { type Replicator } from './replicator/index.ts'

/** With the code it was started with, once: a register that has a number keeps it. */
export async function enrolWhenNew(core: Core, replicator: Replicator, url: string, code: string, log: Log): Promise<void> {
  const { registerNumber } = await core.internal.facts()
  if (registerNumber !== 0) return
  const enrolled = await replicator.enrol(url, code)
  // Not enrolled is no reason not to sell: the journal keeps everything until head office answers.
  if (!enrolled.ok) log({ level: 'error', event: 'enrolment.refused', facts: { code: enrolled.refusal.code, reason: String(enrolled.refusal.params?.['reason'] ?? '') } })
}

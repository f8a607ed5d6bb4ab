import { codeLifetimeMs, type RebuildAnswer, type RebuildRequest, showCode, type ProblemSlug, type ShownCode } from '../../contracts/replication/index.ts'
import { type Clock, type Log } from '../log.ts'
import { type HeadOfficeStore } from '../store/port.ts'
import { hashOfCode, newCode, rebuildProofFits } from './codes.ts'

export interface RebuildDesk {
  /** Shown once; only its hash is kept. Undefined: there is no such register in this store, or it is retired. */
  readonly createRebuildCode: (storeId: string, registerId: string) => Promise<ShownCode | undefined>
  /** Binds the new machine's key to the register its code was made for, in the place of the one it had. */
  readonly rebuild: (request: RebuildRequest) => Promise<{ readonly ok: true; readonly answer: RebuildAnswer } | { readonly ok: false; readonly slug: ProblemSlug }>
}

/** A register whose machine is stolen, burnt or broken goes on on another one. */
export function rebuildDesk({ store, clock, log, changed }: { readonly store: Pick<HeadOfficeStore, 'addRebuildCode' | 'rebuild'>; readonly clock: Clock; readonly log: Log; readonly changed: () => void }): RebuildDesk {
  return {
    createRebuildCode: async (storeId, registerId) => {
      const code = newCode()
      const expiresAt = clock() + codeLifetimeMs
      if (!(await store.addRebuildCode(storeId, registerId, hashOfCode(code), expiresAt, clock()))) return undefined
      log('rebuild.code-made', { register: registerId })
      return { code: showCode(code), expiresAt }
    },
    rebuild: async (request) => {
      if (!rebuildProofFits(request)) return { ok: false, slug: 'signature-wrong' }
      const outcome = await store.rebuild({ codeHash: hashOfCode(request.code), publicKey: request.publicKey }, clock())
      log(outcome.ok ? 'register.rebuilt' : 'rebuild.refused', outcome.ok ? { register: outcome.answer.register, number: outcome.answer.registerNumber } : { slug: outcome.slug })
      if (outcome.ok) changed()
      return outcome
    },
  }
}

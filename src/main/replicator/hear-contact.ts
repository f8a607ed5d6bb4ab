import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'

/** A sale is answered in milliseconds, and for how long head office was away is counted in hours. */
const againMs = 60_000

export interface ContactListener {
  /** Head office answered and was followed. `cameBack`: after tries that failed. Never rejects. */
  heard(cameBack: boolean): Promise<void>
}

/** Tells the register that head office answered, as often as that is worth. */
export function contactListener(source: Pick<ReplicationSource, 'heardHeadOffice'>, { clock, log }: Pick<ReplicatorSurroundings, 'clock' | 'log'>): ContactListener {
  let toldAt: number | undefined
  return {
    async heard(cameBack) {
      const now = clock()
      if (!cameBack && toldAt !== undefined && Math.abs(now - toldAt) < againMs) return
      try {
        await source.heardHeadOffice()
        toldAt = now
      } catch {
        toldAt = undefined
        log('replication.core-silent')
      }
    },
  }
}

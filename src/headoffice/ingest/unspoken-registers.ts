import { ownProtocols, type UnspokenOverview } from '../../contracts/replication/index.ts'
import { type RegisterRecord } from '../store/port.ts'

/** Registers whose protocol this program does not understand, as long as they speak it: what they sell is safe there and does not come. In memory: each says so again. */
export function unspokenRegisters(): { heard(register: Pick<RegisterRecord, 'id' | 'number' | 'storeId'>, protocol: number): boolean; list(): readonly UnspokenOverview[] } {
  const found = new Map<string, UnspokenOverview>()
  return {
    /** Whether anything changed by it. */
    heard: ({ id, number, storeId }, protocol) => {
      if (protocol >= ownProtocols.oldest && protocol <= ownProtocols.newest) return found.delete(id)
      const before = found.get(id)
      found.set(id, { store: storeId, registerNumber: number, protocol, update: protocol > ownProtocols.newest ? 'headOffice' : 'register' })
      return before?.protocol !== protocol
    },
    list: () => [...found.values()],
  }
}

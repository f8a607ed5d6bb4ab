import { type RegisterFacts } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { writeAddress } from './set-head-office.ts'

/** What enrolment binds a register to. Its id and keys are its own and stay. */
export type Enrolment = Pick<RegisterFacts, 'registerNumber' | 'storeId'> & Partial<Omit<RegisterFacts, 'registerId' | 'registerNumber' | 'storeId'>> & {
  /** For PIN hashes: 32 bytes, base64. A head office from before there was one sends none. */
  readonly chainPepper?: string
}

/**
 * Binds this register to a store and a number, and writes it down. Again with the same pair does nothing, since head
 * office may answer twice; another pair is `enrolment.refused`: two stores cannot share a chain of entries.
 */
export function enrol(context: Pick<CommandContext, 'database' | 'moment'>, { chainPepper, ...enrolment }: Enrolment, keepPepper: (pepper: string) => void = () => undefined): Result<RegisterFacts> {
  const { database } = context
  const moment = context.moment()
  return database.unitOfWork(() => {
    const { storeId, registerNumber } = database.facts()
    if (registerNumber !== 0) {
      const same = registerNumber === enrolment.registerNumber && storeId === enrolment.storeId
      if (!same) return refuse('enrolment.refused', { registerNumber, storeId })
      if (chainPepper !== undefined) keepPepper(chainPepper)
      // It may have moved to another address.
      if (enrolment.headOfficeUrl !== undefined) writeAddress(context, 'system', enrolment.headOfficeUrl)
      return accept(database.facts())
    }
    if (enrolment.registerNumber <= 0) return refuse('enrolment.refused', { registerNumber: enrolment.registerNumber })
    // On disk before anything says that this register is enrolled: a kill in between, and the same code brings it again.
    if (chainPepper !== undefined) keepPepper(chainPepper)
    database.saveFacts(enrolment)
    database.append(moment, {
      type: 'register.enrolled',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: 'system',
      body: { storeId: enrolment.storeId, registerNumber: enrolment.registerNumber },
    })
    return accept(database.facts())
  })
}

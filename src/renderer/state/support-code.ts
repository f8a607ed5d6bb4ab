import { type RefusalCode } from '../../domain/errors/index.ts'

/** What is a fault by its first word: of a device, of a file, of money under way, or of what was read. */
const faultyAreas: ReadonlySet<string> = new Set(['backup', 'database', 'device', 'endOfDay', 'enrolment', 'gs1', 'headOffice', 'logo', 'move', 'moveFile', 'payment', 'register', 'scale', 'setup', 'support'])
/** And of the others those whose cause somebody else has to find. */
const faults: ReadonlySet<RefusalCode> = new Set<RefusalCode>(['request.failed', 'request.malformed', 'request.unknown', 'pin.otherKey', 'secondFactor.clockSuspect', 'tax.noRate', 'item.unpriced', 'return.paidBack', 'return.underWay'])

/**
 * Whether its code is told with the sentence, for a call for help. A PIN typed wrong or a note left out is put right by
 * whoever stands there: a code beside it read as if the till were broken.
 */
export function isForSupport(code: RefusalCode): boolean {
  const [area = ''] = code.split('.')
  return faults.has(code) || faultyAreas.has(area)
}

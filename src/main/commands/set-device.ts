import { type DeviceSlot } from '../../contracts/ipc/index.ts'
import { type Operator } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** `address` absent: as if nobody had chosen. What an address may be is the devices' matter, and was looked at before. */
export interface DeviceChoice {
  readonly slot: DeviceSlot
  readonly address?: string
}

const managers: ReadonlySet<Operator['role']> = new Set(['manager', 'admin'])

/** Whether whoever is signed on at the seat may change what the register is made of. Everybody else is denied, and nobody at all too. */
export function managingOperator({ database, seat }: Pick<CommandContext, 'database' | 'seat'>): Result<Operator> {
  const { operatorId } = database.seat(seat)
  const operator = operatorId === undefined ? undefined : database.operatorById(operatorId)
  if (operator === undefined) return refuse('operator.notSignedOn')
  return managers.has(operator.role) ? accept(operator) : refuse('request.notAllowed')
}

/**
 * Keeps which device stands in a slot, with an entry of its own: '' in it is "nobody has chosen". The value says whether it is
 * another one than before; the same again writes nothing. Refuses `operator.notSignedOn` and `request.notAllowed`.
 */
export function setDevice(context: Omit<CommandContext, 'newId' | 'words'>, { slot, address }: DeviceChoice): Result<{ readonly changed: boolean }> {
  const { database, request } = context
  return database.unitOfWork((): Result<{ readonly changed: boolean }> => {
    const operator = managingOperator(context)
    if (!operator.ok) return operator
    const from = database.deviceSettings()[slot]
    if (database.requestSeen(request) || from === address) return accept({ changed: false })
    const moment = context.moment()
    database.saveDeviceSetting(slot, address)
    database.append(moment, {
      type: 'setting.changed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: operator.value.id,
      body: { setting: `device.${slot}`, from: from ?? '', to: address ?? '' },
    })
    database.rememberRequest(request)
    return accept({ changed: true })
  })
}

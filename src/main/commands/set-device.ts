import { type DeviceSlot } from '../../contracts/ipc/index.ts'
import { accept, type Result } from '../../domain/errors/index.ts'
import { hasRight } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** `address` absent: as if nobody had chosen. What an address may be is the devices' matter, and was looked at before. */
export interface DeviceChoice {
  readonly slot: DeviceSlot
  readonly address?: string
}

/**
 * Keeps which device stands in a slot, with an entry of its own: '' in it is "nobody has chosen". The value says whether it is
 * another one than before; the same again writes nothing. Refuses `operator.notSignedOn` and `request.notAllowed`.
 */
export function setDevice(context: Omit<CommandContext, 'newId' | 'words' | 'check' | 'chainCheck'>, { slot, address }: DeviceChoice): Result<{ readonly changed: boolean }> {
  const { database, request } = context
  return database.unitOfWork((): Result<{ readonly changed: boolean }> => {
    const operator = hasRight(database, context.seat, 'setDevices', context.moment())
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

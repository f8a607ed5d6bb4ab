import { type DeviceEventView, type DeviceView } from '../../contracts/ipc/index.ts'

/** What a person had a device do that went well. */
const goodEnds: ReadonlySet<string> = new Set(['passed', 'endOfDay.done'])

/** Whether the event tells of something wrong. */
export function isTrouble({ kind, code }: Pick<DeviceEventView, 'kind' | 'code'>): boolean {
  if (kind === 'state') return code !== 'ready' && code !== 'unconfigured'
  return kind === 'faultBegan' || (kind === 'tested' && !goodEnds.has(code))
}

/** Whether it told of something wrong that is so no more. A card that is well with an old fault on it sent somebody to the printer. */
export function isOver(event: Pick<DeviceEventView, 'kind' | 'code'>, device: Pick<DeviceView, 'health' | 'faults'>): boolean {
  if (!isTrouble(event)) return false
  if (event.kind === 'state') return device.health !== event.code
  // A day that was not handed in is not mended by a terminal that answers.
  return !event.code.startsWith('endOfDay.') && device.health === 'ready' && !device.faults.includes(event.code)
}

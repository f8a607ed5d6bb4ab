import { beforeEach, describe, expect, test } from 'vitest'
import { type DeviceEvent, DEVICE_EVENT_DAYS, KEPT_DEVICE_EVENTS } from './device-events.ts'
import { freshRegister, type TestFolder, valueOf, write } from './fixture.ts'
import { openRegisterReader } from './open-database.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

const now = 1_763_700_000_000
const day = 86_400_000
const event = (device: string, kind: DeviceEvent['kind'], code: string, at = now): DeviceEvent => ({ device, kind, code, at, until: at, times: 1 })
const add = (events: readonly DeviceEvent[], at = now): void => write(register, () => register.addDeviceEvents(events, at))

describe('what happened to the devices', () => {
  test('[DB-20] is read newest first, by device, by kind and page by page, here and at the reader', () => {
    add([event('printer', 'state', 'ready'), event('scale', 'state', 'ready'), event('printer', 'faultBegan', 'paper-out'), event('printer', 'faultEnded', 'paper-out')])
    const reader = valueOf(openRegisterReader({ path: folder.path }))
    const codes = (asked: Parameters<typeof reader.deviceEvents>[0]) => reader.deviceEvents(asked).map(({ device, kind, code }) => `${device} ${kind} ${code}`)
    expect(codes({ limit: 9 })).toEqual(['printer faultEnded paper-out', 'printer faultBegan paper-out', 'scale state ready', 'printer state ready'])
    expect(codes({ limit: 9, device: 'scale' })).toEqual(['scale state ready'])
    expect(codes({ limit: 9, kinds: ['faultBegan', 'faultEnded'] })).toEqual(['printer faultEnded paper-out', 'printer faultBegan paper-out'])
    const [, second] = reader.deviceEvents({ limit: 2 })
    expect(codes({ limit: 9, ...(second && { before: second.id }) })).toEqual(['scale state ready', 'printer state ready'])
    expect(reader.latestDeviceEvents().map(({ device, kind }) => [device, kind])).toEqual([['printer', 'faultEnded'], ['scale', 'state']])
    reader.close()
  })

  test('[DB-20] what went on and on stands where it last happened, however late it was written, on one page and over two', () => {
    add([event('printer', 'faultBegan', 'paper-out', now), event('printer', 'state', 'offline', now + 20), event('scale', 'state', 'ready', now + 30)])
    // Rested for a minute before it was written: its last time is older than what came meanwhile.
    add([{ ...event('printer', 'faultBegan', 'cover-open', now + 5), until: now + 10, times: 4 }])
    const codes = ['ready', 'offline', 'cover-open', 'paper-out']
    expect(register.deviceEvents({ limit: 9 }).map(({ code }) => code)).toEqual(codes)
    const first = register.deviceEvents({ limit: 3 })
    expect(first.map(({ code }) => code)).toEqual(codes.slice(0, 3))
    expect(register.deviceEvents({ limit: 9, before: first.at(-1)?.id ?? 0 }).map(({ code }) => code)).toEqual(codes.slice(3))
    expect(register.latestDeviceEvents().map(({ code }) => code)).toEqual(['offline', 'ready'])
  })

  test('[DB-20] goes with the write after fourteen days, and never grows past its most rows', () => {
    add([event('printer', 'state', 'ready', now - DEVICE_EVENT_DAYS * day - 1), event('scale', 'state', 'ready', now - DEVICE_EVENT_DAYS * day)], now - day)
    expect(register.deviceEvents({ limit: 9 })).toHaveLength(2)
    add([event('scanner', 'state', 'ready')])
    expect(register.deviceEvents({ limit: 9 }).map(({ device }) => device)).toEqual(['scanner', 'scale'])
    add(Array.from({ length: KEPT_DEVICE_EVENTS + 50 }, (_, index) => event('scale', 'faultBegan', String(index))))
    expect(register.deviceEvents({ limit: KEPT_DEVICE_EVENTS * 2 })).toHaveLength(KEPT_DEVICE_EVENTS)
  })

  test('[DB-21] a setting stands by its slot until it is taken back, and a rolled back one never stood', () => {
    write(register, () => register.saveDeviceSetting('printer', 'none'))
    write(register, () => register.saveDeviceSetting('printer', 'simulated'))
    write(register, () => register.saveDeviceSetting('scale', 'none'))
    expect(register.deviceSettings()).toEqual({ printer: 'simulated', scale: 'none' })
    write(register, () => register.saveDeviceSetting('scale', undefined))
    register.unitOfWork(() => {
      register.saveDeviceSetting('scanner', 'hid:')
      return { ok: false, refusal: { code: 'request.notAllowed' } }
    })
    expect(register.deviceSettings()).toEqual({ printer: 'simulated' })
  })
})

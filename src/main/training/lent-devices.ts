import { type DeviceView } from '../../contracts/ipc/index.ts'
import { createListeners } from '../../drivers/device/index.ts'
import { type Scan } from '../../drivers/scanner/index.ts'
import { type Devices, type EffectsSource } from '../devices/index.ts'
import { trainingSlips } from './training-slips.ts'

/** Of the shop's machines the two that only tell something: what prints, opens, shows or takes money stays made of software. */
const lent: ReadonlySet<DeviceView['kind']> = new Set(['scanner', 'scale'])

export interface Lending {
  /** The training's own machines, with the shop's scanner and scale among them. */
  lend(own: Devices, shops: Devices): Devices
  /** What the shop's machines have to do: its own work, and slips of training where those are wanted. */
  shopsWork(own: EffectsSource): EffectsSource
  /** What the training's have to do. `slips`: what they print, the shop's printer prints too. */
  trainingsWork(own: EffectsSource, shops: Pick<Devices, 'wake'>, slips: boolean): EffectsSource
  /** For the training, while there is one: true, and nobody else is to hear of it. */
  scanned(scan: Scan): boolean
}

export function lendDevices(isOn: () => boolean): Lending {
  const scans = createListeners<Scan>()
  const slipsOf = trainingSlips()
  return {
    shopsWork: slipsOf.beside,
    trainingsWork: (own, shops, slips) => (slips ? slipsOf.copying(own, shops.wake) : own),
    scanned(scan) {
      if (isOn()) scans.tell(scan)
      return isOn()
    },
    lend(own, shops) {
      const view = (): ReturnType<Devices['view']> => ({ devices: [...own.view().devices.filter(({ kind }) => !lent.has(kind)), ...shops.view().devices.filter(({ kind }) => lent.has(kind))] })
      const offs = new Set<() => void>()
      const following = (off: () => void): (() => void) => {
        offs.add(off)
        return () => {
          offs.delete(off)
          off()
        }
      }
      return {
        view,
        on(event, listener) {
          if (event === 'change') {
            const tell = (): void => (listener as (payload: ReturnType<Devices['view']>) => void)(view())
            const both = [own.on('change', tell), shops.on('change', tell)]
            return following(() => {
              for (const off of both) off()
            })
          }
          return following(event === 'weight' ? shops.on(event, listener) : scans.add(listener as (scan: Scan) => void))
        },
        wake: own.wake,
        beep: shops.beep,
        scale: shops.scale,
        watchScale: shops.watchScale,
        pay: own.pay,
        abortPayment: own.abortPayment,
        showCustomer: own.showCustomer,
        selfTest: own.selfTest,
        reconfigure: own.reconfigure,
        find: own.find,
        probe: own.probe,
        async close() {
          // The shop's go on: nothing of a training that is over may hang on them.
          for (const off of offs) off()
          slipsOf.drop()
          await own.close()
        },
        get simulators() {
          return own.simulators
        },
      }
    },
  }
}

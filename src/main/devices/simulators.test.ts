import { expect, test } from 'vitest'
import { manualTimer } from '../../drivers/device/index.ts'
import { keepSimulators, shutByHandMs } from './simulators.ts'

test('[DEV-9] a hand shuts the simulated drawer each time it has opened: nobody stands at it', async () => {
  const timer = manualTimer()
  const { simulators } = await keepSimulators(timer).apply({ printer: { simulator: true } })
  const { drawer, printer } = simulators
  try {
    for (let times = 0; times < 2; times += 1) {
      drawer?.pulse({ pin: 0, onMs: 100, offMs: 0 })
      expect(drawer?.isOpen()).toBe(true)
      expect(timer.fire(shutByHandMs)).toBe(1)
      expect(drawer?.isOpen()).toBe(false)
    }
  } finally {
    await printer?.close()
  }
})

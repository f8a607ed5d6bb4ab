import { z } from 'zod'
import { command } from './define.ts'

const said = z.string().max(200)

/** One thing that was tried, in the order of trying; what would come after a failed one was not tried. */
export const testStepView = z.strictObject({
  step: z.enum(['open', 'status', 'identity', 'position']),
  /** `unknown`: it did not say, which for many devices is no fault. */
  result: z.enum(['passed', 'failed', 'unknown']),
  /** In the words of the drivers' registry, as a device's own faults. */
  fault: z.exactOptional(z.string()),
})

/**
 * Asks a device of the topic `devices`, by its id, all that can be asked without leaving a trace: nothing is printed and no
 * drawer opens, that is `open-drawer`. Refuses `device.unknown`, and `device.busy` while a job of its own is under way.
 */
export const testDevice = command('test-device', {
  who: 'sell',
  input: z.strictObject({ id: z.string().min(1).max(64) }),
  output: z.strictObject({
    steps: z.array(testStepView).max(16),
    /** What the device says of itself; each part absent when it does not say. */
    identity: z.exactOptional(z.strictObject({ make: z.exactOptional(said), model: z.exactOptional(said), serial: z.exactOptional(said), firmware: z.exactOptional(said) })),
  }),
})
export type DeviceTestView = z.infer<typeof testDevice.output>

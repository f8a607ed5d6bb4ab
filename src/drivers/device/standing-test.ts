import { type DeviceState, type SelfTestReport } from './port.ts'

/**
 * The test of a device that only speaks: its line stands open all the time, so whether it stands is all that can be
 * asked without a person pulling a trigger.
 */
export function standingTest({ health, faults: [fault] }: DeviceState): SelfTestReport {
  return { steps: [{ step: 'open', result: health === 'ready' || health === 'degraded' ? 'passed' : 'failed', ...(fault && { fault }) }] }
}

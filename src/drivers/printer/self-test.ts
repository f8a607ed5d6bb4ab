import { DeviceError, type DeviceIdentity, type SelfTestReport, type SelfTestStep } from '../device/port.ts'
import { askIdentity } from './commands.ts'
import { type PrinterLine } from './printer-line.ts'
import { statusMs, type Talk } from './printer-talk.ts'
import { blockingFault, faultsOf } from './status.ts'

/** Opens the line, asks how the printer is and what it is. Nothing is printed and no drawer moves. */
export async function testPrinter(line: PrinterLine, signal: AbortSignal): Promise<SelfTestReport> {
  const steps: SelfTestStep[] = []
  try {
    return await line.talk(signal, async (talk) => {
      steps.push({ step: 'open', result: 'passed' })
      const status = await talk.status()
      const fault = status && blockingFault(faultsOf(status))
      steps.push({ step: 'status', result: status === undefined ? 'unknown' : fault === undefined ? 'passed' : 'failed', ...(fault && { fault }) })
      // A printer that is offline lets these stand in its buffer, and would answer them in the middle of a later job.
      if (status === undefined || fault !== undefined) return { steps }
      const identity = await identify(talk)
      steps.push({ step: 'identity', result: identity === undefined ? 'unknown' : 'passed' })
      return { steps, ...(identity && { identity }) }
    })
  } catch (error) {
    if (!(error instanceof DeviceError)) throw error
    steps.push({ step: steps.length === 0 ? 'open' : steps.length === 1 ? 'status' : 'identity', result: 'failed', fault: error.code })
    return { steps }
  }
}

/** Undefined: it does not say who made it, and is not asked the rest. */
async function identify(talk: Talk): Promise<DeviceIdentity | undefined> {
  const ask = (what: Parameters<typeof askIdentity>[0]): Promise<string | undefined> => talk.ask(askIdentity(what), (answer) => (answer.kind === 'identity' ? answer.text : undefined), statusMs)
  const make = await ask(66)
  if (make === undefined) return undefined
  const [model, serial, firmware] = [await ask(67), await ask(68), await ask(65)]
  return { make, ...(model !== undefined && { model }), ...(serial !== undefined && { serial }), ...(firmware !== undefined && { firmware }) }
}

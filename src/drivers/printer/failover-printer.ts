import { DeviceError, type DeviceState } from '../device/port.ts'
import { keepState } from '../device/state-keeper.ts'
import { type Printer, type PrintJob, type PrintReport, type WorkOptions } from './port.ts'

export interface Failover {
  readonly first: Printer
  /** Prints what the first cannot begin. */
  readonly second: Printer
}

/**
 * Two printers as one. A job goes to the second only when the first has certainly printed none of it (`retry: 'safe'`):
 * half a receipt here and a whole one there would be two papers of one sale, and only one of them marked. The first is
 * asked again as soon as it is seen well. Throws the first's error when neither can: it is the one a person mends.
 */
export function failoverPrinter({ first, second }: Failover): Printer {
  const keeper = keepState(together())
  const tell = (): void => keeper.set(together())
  first.onState(tell)
  second.onState(tell)

  function together(): DeviceState {
    const [one, other] = [first.state(), second.state()]
    // With the second at work nothing waits; what is wrong with the first is still said.
    return !takesJobs(one) && takesJobs(other) ? { health: 'degraded', faults: one.faults } : one
  }

  /** The error, where it says that nothing of the job left. Everything else is thrown on. */
  async function unlessNothingLeft(work: Promise<PrintReport>): Promise<PrintReport | DeviceError> {
    try {
      return await work
    } catch (error) {
      if (error instanceof DeviceError && error.retry === 'safe' && error.code !== 'cancelled') return error
      throw error
    }
  }

  return {
    id: first.id,
    capabilities: first.capabilities,
    busy: () => first.busy?.() === true || second.busy?.() === true,
    // Each is shown, and tested, by itself too; this one's place is the first's.
    selfTest: (signal) => first.selfTest(signal),
    state: () => keeper.state(),
    onState: (listener) => keeper.onState(listener),
    async print(job: PrintJob, options: WorkOptions): Promise<PrintReport> {
      // A printer that is off takes seconds not to answer, at each receipt. Its poll brings it back.
      const skipped = !takesJobs(first.state()) && takesJobs(second.state())
      const firstEnd = skipped ? undefined : await unlessNothingLeft(first.print(job, options))
      if (firstEnd && !(firstEnd instanceof DeviceError)) return firstEnd
      const secondEnd = await unlessNothingLeft(second.print(job, options)).catch((error: unknown) => {
        // A person has to look for half a receipt, and is to know where.
        if (!(error instanceof DeviceError)) throw error
        const { code, phase, retry, bytesSent } = error
        throw new DeviceError({ code, phase, retry, bytesSent, standIn: second.id }, { cause: error })
      })
      if (!(secondEnd instanceof DeviceError)) return { ...secondEnd, standIn: second.id }
      if (firstEnd) throw firstEnd
      // The second was thought well and is not: what the first says now is what a person is told.
      return first.print(job, options)
    },
    async poll(signal) {
      await Promise.all([first.poll(signal), second.poll(signal)])
      return keeper.state()
    },
  }
}

function takesJobs({ health }: DeviceState): boolean {
  return health === 'ready' || health === 'degraded'
}

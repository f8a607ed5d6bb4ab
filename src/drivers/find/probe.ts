import { connect } from 'node:net'
import { type Timer } from '../device/timer.ts'

export type ProbeOutcome = 'open' | 'closed' | 'silent' | 'unreachable'
export const probeMs = 3_000

/** Whether one port answers. Nothing is sent; `closed`: the machine is there and said no. */
export function probePort({ host, port }: { readonly host: string; readonly port: number }, timer: Timer): Promise<ProbeOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port })
    const end = (outcome: ProbeOutcome): void => {
      late()
      socket.destroy()
      resolve(outcome)
    }
    const late = timer.after(probeMs, () => end('silent'))
    socket.once('connect', () => end('open'))
    socket.on('error', (error: Error & { readonly code?: string }) => end(error.code === 'ECONNREFUSED' ? 'closed' : 'unreachable'))
  })
}

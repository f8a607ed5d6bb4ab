import diagnostics from 'node:diagnostics_channel'
import { type ClientRequest } from 'node:http'
import { Socket } from 'node:net'
import { isTarget, stageNow, step } from './step.ts'

type Write = (this: Socket, bytes: Uint8Array | string, ...rest: unknown[]) => boolean
type Watched = Record<'write', Write>

/** What opens a drawer: at once, or in its turn. */
const kicks = [Buffer.from([0x10, 0x14, 0x01]), Buffer.from([0x1b, 0x70])]
/** No part of a paper is as short. */
const shortest = 16

/** Each piece that goes to the printer: before it, with half of it gone, and after it. */
export function watchPrinter(port: number): void {
  const shared = Socket.prototype as Watched
  const { write } = shared
  const counts = new Map<string, number>()
  function counted(name: string): string {
    const key = `${stageNow()}/${name}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return `${name} ${count}`
  }
  function nameOf(data: Buffer): string {
    if (data.length >= shortest) return counted('print part')
    return kicks.some((kick) => data.includes(kick)) ? counted('kick') : 'asking the printer'
  }
  shared.write = function watched(bytes, ...rest) {
    if (this.remotePort !== port) return write.call(this, bytes, ...rest)
    const data = Buffer.from(bytes)
    const name = nameOf(data)
    step(`${name}: before`)
    // All of this is what a kill in the middle of the wire's own write leaves.
    if (isTarget(`${name}: half`)) return write.call(this, data.subarray(0, Math.floor(data.length / 2)), () => step(`${name}: half`))
    step(`${name}: half`)
    const taken = rest.findLast((one) => typeof one === 'function')
    return write.call(this, bytes, (error?: Error) => {
      step(`${name}: after`)
      taken?.(error)
    })
  }
}

interface Sent {
  readonly request: ClientRequest
}

/** A batch, and whatever else head office is asked: before it goes, when it is gone, and when its answer is there and nothing was done with it yet. */
export function watchHeadOffice(): void {
  const nameOf = ({ path }: ClientRequest): string => `pushing ${path.split('/').at(-1) ?? ''}`
  diagnostics.subscribe('http.client.request.created', (message) => {
    const { request } = message as Sent
    step(`${nameOf(request)}: before`)
    request.once('finish', () => step(`${nameOf(request)}: sent`))
  })
  diagnostics.subscribe('http.client.response.finish', (message) => step(`${nameOf((message as Sent).request)}: answered`))
}

import { type ConnectionMishap } from './connections.ts'
import { corruptions, cuts, delays, doubles, type Mishap, orders, refusals, replays, silences, slowness, truncations, wrongAnswers } from './mishaps.ts'

/** One kind of bad line. */
export interface Scenario {
  readonly name: string
  /** Each is drawn as often as the others. */
  readonly requests?: readonly Mishap[]
  readonly connections?: readonly ConnectionMishap[]
  /** Of the requests, or the connections, that something happens to. */
  readonly share?: number
  /** Nobody listens at the address at all. */
  readonly isShut?: boolean
}

const each = (kind: Readonly<Record<string, Mishap>>): readonly Scenario[] => Object.values(kind).map((one) => ({ name: one.name, requests: [one] }))
const connections = (...names: readonly ConnectionMishap[]): readonly Scenario[] => names.map((name) => ({ name, connections: [name], share: 0.7 }))
const kinds = [cuts, delays, doubles, orders, truncations, corruptions, silences, slowness, refusals, replays, wrongAnswers]
const all = kinds.flatMap((kind): readonly Mishap[] => Object.values(kind))

const onAnyLine: readonly Scenario[] = [
  ...kinds.flatMap((kind) => each(kind)),
  ...connections('refused', 'reset', 'accepted and silent', 'accepted late', 'not TLS'),
  { name: 'nobody listens', isShut: true },
  { name: 'down and up', connections: ['down and up'], requests: [cuts.unsent, cuts.afterCommit], share: 0.5 },
  { name: 'nothing passes', requests: [cuts.unsent, silences.unsent], share: 1 },
  { name: 'everything is committed and nothing is heard of it', requests: [cuts.afterCommit, silences.afterCommit, refusals.failedAfterCommit], share: 1 },
  { name: 'everything at once', requests: all, connections: ['refused', 'reset', 'accepted late'], share: 0.5 },
]

const onTls: readonly Scenario[] = connections('cut in the handshake', 'silent in the handshake', 'a broken record', "a stranger's certificate")

export const scenariosOf = (hasTls: boolean): readonly Scenario[] => [...onAnyLine, ...(hasTls ? onTls : [])]

/** One line of diagnostics. Facts are counts, ids and codes: never a body, a secret, an enrolment code or an address with one. */
export type Log = (event: string, facts?: Readonly<Record<string, string | number>>) => void

/** Epoch milliseconds, UTC. Passed in, so that tests own the time. */
export type Clock = () => number

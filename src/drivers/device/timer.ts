/** Time, passed in: a test turns it by hand, so that ten seconds of silence cost no test ten seconds. */
export interface Timer {
  /** Runs once after `ms` milliseconds; the answer calls it off. */
  after(ms: number, run: () => void): () => void
}

/** The real one. Unreferenced: a process with nothing left but a time limit may end. */
export const systemTimer: Timer = {
  after(ms, run) {
    const handle = setTimeout(run, ms)
    handle.unref()
    return () => clearTimeout(handle)
  },
}

export interface Lane {
  wake(): void
  /** Resolves when nothing is in hand and nobody has asked for more. */
  idle(): Promise<void>
}

/** One queue: a pass at a time, and another one after it when somebody woke it meanwhile. A pass says whether there may be more. */
export function lane(calledOff: AbortSignal, pass: () => Promise<boolean>, failed: (error: unknown) => void): Lane {
  let running: Promise<void> | undefined
  let again = false
  async function run(): Promise<void> {
    while (again && !calledOff.aborted) {
      again = false
      const more = await pass().catch((error: unknown) => {
        failed(error)
        return false
      })
      if (more) again = true
    }
    running = undefined
  }
  return {
    wake() {
      if (calledOff.aborted) return
      again = true
      running ??= run()
    },
    idle: async () => running,
  }
}

/**
 * Resolves when this process is told to stop. Called before anything is said to be open: whoever reads the address may stop
 * the till in the next moment, and without a listener it died where it stood.
 */
export function untilTold(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

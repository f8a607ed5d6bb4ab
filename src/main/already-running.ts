/** For whoever started a till on a folder that one sells from: that nothing is wrong, and which one it is. */
export function alreadyRunning(holder: { readonly pid?: string | number; readonly since?: string | number } | undefined): string {
  const { pid, since } = holder ?? {}
  const who = pid === undefined || since === undefined ? '' : ` (process ${pid}, since ${new Date(Number(since)).toISOString().replace('T', ' ').slice(0, 16)} UTC)`
  return `A till is already running on this data folder${who}. It goes on selling; nothing was changed. Use its window, or stop it first.`
}

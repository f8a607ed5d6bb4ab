/** Hands a file to whoever sits here, the way a browser does: into the folder for downloads, or where they say. */
export function downloadFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Not at once: the download reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
export type SaveFile = typeof downloadFile

/** Bytes, as base64. */
export function downloadBytes(name: string, content: string): void {
  hand(name, new Blob([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], { type: 'application/gzip' }))
}
export type SaveBytes = typeof downloadBytes

/** Hands a file to whoever sits here, the way a browser does: into the folder for downloads, or where they say. */
export function downloadFile(name: string, text: string): void {
  hand(name, new Blob([text], { type: 'text/csv;charset=utf-8' }))
}
/** A page that is a file of its own. */
export function downloadPage(name: string, html: string): void {
  hand(name, new Blob([html], { type: 'text/html;charset=utf-8' }))
}

export type SaveFile = typeof downloadFile

function hand(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // Not at once: the download reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

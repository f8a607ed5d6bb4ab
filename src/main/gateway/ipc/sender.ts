import type { WebContents } from 'electron'

/** Of an event of ipcMain, what says where it came from. A frame that is gone by now is null. */
export interface Sender {
  readonly sender: unknown
  readonly senderFrame: { readonly url: string } | null
}

export interface OnlyPage {
  readonly webContents: Pick<WebContents, 'isDestroyed'> & { readonly mainFrame: unknown }
  readonly isOurPage: (url: string) => boolean
}

/**
 * Whether a call comes from the main frame of the till's own window, at the till's own origin. A frame inside it, another
 * window with the same preload, and a page that was navigated away are three different answers of no.
 */
export function isFromOurPage({ sender, senderFrame }: Sender, { webContents, isOurPage }: OnlyPage): boolean {
  if (sender !== webContents || webContents.isDestroyed()) return false
  return senderFrame !== null && senderFrame === webContents.mainFrame && isOurPage(senderFrame.url)
}

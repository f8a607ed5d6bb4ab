import { app, type DownloadItem, type Session, session, type WebContents } from 'electron'
import { isOwnFileName } from './own-file-name.ts'
import { CUSTOMER_PAGE_URL, PAGE_URL } from './page-protocol.ts'

/**
 * What every page of this process may do, whoever made it: show the till, and nothing else. It is set for contents and
 * sessions as they come into being, not for one window, so that a second window is not an open one.
 */
export function lockDown(): void {
  app.on('web-contents-created', (_event, contents) => confine(contents))
  app.on('session-created', denyEverything)
  // The default session may be older than this line.
  void app.whenReady().then(() => denyEverything(session.defaultSession))
}

function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // A page may be loaded again. Any other address is refused, of ours too: a picture of ours in the window is no till, and
  // the till's page has no business in the customer's window.
  const stayHere = (event: { readonly url: string; preventDefault(): void }): void => {
    if (event.url !== contents.getURL() || ![PAGE_URL, CUSTOMER_PAGE_URL].includes(event.url)) event.preventDefault()
  }
  contents.on('will-frame-navigate', stayHere)
  contents.on('will-redirect', stayHere)
  // Unasked, Electron picks the first device it finds.
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
}

/** Electron grants every permission unless told otherwise. Devices are main's, and what the page has to keep, main keeps. */
function denyEverything(every: Session): void {
  every.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  every.setPermissionCheckHandler(() => false)
  every.setDevicePermissionHandler(() => false)
  every.on('will-download', (event, item, contents) => {
    if (!isOwnFile(item, contents)) event.preventDefault()
  })
}

/** The files there are to be had: tables and receipts, which the till's own page made, and the person is asked where to. */
function isOwnFile(item: DownloadItem, contents: WebContents): boolean {
  return contents.getURL() === PAGE_URL && item.getURL().startsWith(`blob:${PAGE_URL}`) && isOwnFileName(item.getFilename())
}

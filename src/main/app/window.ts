import { BrowserWindow, Menu } from 'electron'
import { PAGE_URL } from './page-protocol.ts'
import { pagePreferences } from './page-preferences.ts'

/** Milliseconds: a page that dies as soon as it is shown must not keep both cores busy with dying. */
const BREATH = 1_000

/** The counter's window: sandboxed and isolated. What its page may not do is in lock-down. */
export function openCounterWindow(directory: string): BrowserWindow {
  // Without an application menu F5, F10, F11, F12 and Ctrl+R reach the till's own keys.
  Menu.setApplicationMenu(null)
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#F2F4F3',
    webPreferences: pagePreferences(directory, 'preload.cjs'),
  })
  window.once('ready-to-show', () => window.show())
  // The basket is main's, and on disk: a page that ran out of memory is a white screen until it is loaded again.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') setTimeout(() => (window.isDestroyed() ? undefined : window.webContents.reload()), BREATH)
  })
  return window
}

export function loadCounterPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(PAGE_URL)
}

/**
 * Here it is: when its page is loaded, and when somebody starts the till again. The first picture, which shows it
 * earlier, may never come where graphics are broken, and a till that nobody can see cannot even say so.
 */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

import path from 'node:path'
import { BrowserWindow, Menu, session } from 'electron'
import { isOurPage, PAGE_URL } from './page-protocol.ts'

/** The counter's window: sandboxed, isolated, with nowhere to navigate to and nothing to be permitted. */
export async function openCounterWindow(directory: string): Promise<BrowserWindow> {
  // Without an application menu F5, F10, F11, F12 and Ctrl+R reach the till's own keys.
  Menu.setApplicationMenu(null)
  // Electron grants every permission unless told otherwise.
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)

  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#F2F4F3',
    webPreferences: {
      preload: path.join(directory, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  const contents = window.webContents
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  for (const navigation of ['will-navigate', 'will-redirect'] as const) {
    contents.on(navigation as 'will-navigate', (event) => {
      if (!isOurPage(event.url)) event.preventDefault()
    })
  }
  contents.on('will-attach-webview', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  return window
}

export function loadCounterPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(PAGE_URL)
}

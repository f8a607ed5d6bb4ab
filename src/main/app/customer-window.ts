import path from 'node:path'
import { BrowserWindow, type Display, screen, session, type WebContents } from 'electron'
import { CUSTOMER_PAGE_URL, servePage } from './page-protocol.ts'
import { pagePreferences } from './page-preferences.ts'

/** Milliseconds, as for the counter's window. */
const BREATH = 1_000

export interface CustomerWindowOptions {
  /** Of the built parts of main. */
  readonly directory: string
  readonly counter: BrowserWindow
  /** `always`: in a window of its own where there is no second screen. Absent: on that screen, for as long as it is there. */
  readonly mode?: 'always' | 'never'
  /** Lets the window's page ask; the answer closes the door again. */
  readonly openDoor: (webContents: WebContents) => () => void
}

/**
 * The customer's window, kept on the second screen: opened when that is plugged in, gone when it is pulled, so that it never
 * lies over the counter. It has no keyboard: a scanner that types must not type into it.
 */
export function keepCustomerWindow({ directory, counter, mode, openDoor }: CustomerWindowOptions): () => void {
  if (mode === 'never') return () => undefined
  const own = session.fromPartition('customer')
  servePage(path.join(directory, '..', 'renderer'), own.protocol, 'customer.html')
  let window: BrowserWindow | undefined

  function otherScreen(): Display | undefined {
    const { id } = screen.getDisplayMatching(counter.getBounds())
    return screen.getAllDisplays().find((one) => one.id !== id)
  }

  function place(): void {
    if (counter.isDestroyed()) return
    const other = otherScreen()
    if (other === undefined && mode !== 'always') return closeWindow()
    if (window === undefined) window = open(other)
    else if (other !== undefined) window.setBounds(other.bounds)
  }

  function open(on: Display | undefined): BrowserWindow {
    const opened = new BrowserWindow({
      ...(on === undefined ? { width: 1024, height: 600 } : { ...on.bounds, frame: false, fullscreen: true, focusable: false, skipTaskbar: true }),
      title: 'Tillwright',
      show: false,
      autoHideMenuBar: true,
      backgroundColor: '#10231D',
      webPreferences: { ...pagePreferences(directory, 'customer-preload.cjs'), session: own },
    })
    const closeDoor = openDoor(opened.webContents)
    opened.once('closed', () => {
      closeDoor()
      if (window === opened) window = undefined
    })
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') setTimeout(() => (opened.isDestroyed() ? undefined : opened.webContents.reload()), BREATH)
    })
    // Never with the keyboard: what is typed and scanned belongs to the counter.
    opened.loadURL(CUSTOMER_PAGE_URL).then(
      () => (opened.isDestroyed() ? undefined : opened.showInactive()),
      () => undefined,
    )
    return opened
  }

  function closeWindow(): void {
    const closing = window
    window = undefined
    closing?.destroy()
  }

  screen.on('display-added', place)
  screen.on('display-removed', place)
  screen.on('display-metrics-changed', place)
  function stop(): void {
    screen.off('display-added', place)
    screen.off('display-removed', place)
    screen.off('display-metrics-changed', place)
    closeWindow()
  }
  // The till is closed with its counter: a customer's window alone would keep the process.
  counter.once('closed', stop)
  place()
  return stop
}

import path from 'node:path'
import { app, type WebPreferences } from 'electron'

/** What a page of ours may reach, in whichever window: its preload's few calls, and nothing of Node or of this machine. */
export function pagePreferences(directory: string, preload: string): WebPreferences {
  return {
    preload: path.join(directory, preload),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}

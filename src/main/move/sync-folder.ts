import { closeSync, fsyncSync, openSync } from 'node:fs'

/** So that names are on disk too. Windows opens no folder, and needs none of this: NTFS journals its names. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

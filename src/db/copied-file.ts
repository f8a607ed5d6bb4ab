import { closeSync, fsyncSync, openSync } from 'node:fs'
import { connect } from './connection.ts'

/** A register's file as one consistent file without a log, made beside its writer. `to` must not exist. Not on disk for certain before `syncFile`. */
export function copyFile(file: string, to: string): void {
  // Made empty first, for its owner alone: it holds the PIN hashes too. SQLite fills an empty file.
  closeSync(openSync(to, 'wx', 0o600))
  const db = connect(file, true)
  try {
    db.prepare('VACUUM INTO ?').run(to)
  } finally {
    db.close()
  }
}

/** VACUUM INTO leaves it to the system when a copy reaches the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

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

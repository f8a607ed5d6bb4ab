import { statfsSync, statSync } from 'node:fs'
import { BALLAST_BYTES } from './ballast.ts'

/** No copy, paper or picture takes the last of a disk: this much is the register's own, to be sold with. */
export const KEPT_FREE = BALLAST_BYTES + 32 * 1024 * 1024

/** Whether so many bytes more in this folder leave the register its room. A disk that does not say is let be. */
export function leavesRoom(folder: string, bytes = 0): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize - bytes >= KEPT_FREE
  } catch {
    return true
  }
}

/** What a register's file takes, with its log. */
export function bytesOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0)
}

/** Throws where a copy of this file beside it would not leave it. */
export function assertRoomForCopy(file: string, folder: string): void {
  const bytes = bytesOf(file)
  if (!leavesRoom(folder, bytes)) throw new Error(`a copy of ${Math.ceil(bytes / 1_000_000)} MB would leave less than ${Math.ceil(KEPT_FREE / 1_000_000)} MB of the disk`)
}

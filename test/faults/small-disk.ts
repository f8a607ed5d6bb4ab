import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A disk that somebody else can fill to its last byte, and empty again. */
export interface SmallDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** To the last byte, or but for so many. */
  fill(but?: number): void
  /** Gives all of it back. */
  empty(): void
  free(): number
  remove(): void
}

/** Why there is none here; undefined when there is. */
export function noSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux mounts a disk in memory'
  if (process.getuid?.() !== 0) return 'mounting a disk needs root'
  return spawnSync('mount', ['-V']).status === 0 ? undefined : 'mount missing (Debian: apt-get install mount)'
}

export function smallDisk(megabytes: number): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), 'tw-small-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' })
  const filler = path.join(folder, 'somebody-elses-film')
  const free = (): number => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }
  return {
    folder,
    free,
    fill(but = 0) {
      const handle = openSync(filler, 'a')
      try {
        for (const piece of [1 << 20, 1 << 12]) {
          while (free() >= but + piece) writeSync(handle, Buffer.alloc(piece))
        }
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
      } finally {
        closeSync(handle)
      }
    },
    empty: () => {
      if (statSync(filler, { throwIfNoEntry: false }) !== undefined) rmSync(filler)
    },
    remove() {
      execFileSync('umount', ['-l', folder], { stdio: 'pipe' })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

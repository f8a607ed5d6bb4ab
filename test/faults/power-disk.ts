import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type FileSystem = 'ext4' | 'xfs'

/** A disk of its own, in a file, whose power can be cut: whatever was not synced by then is gone, as on a real one. */
export interface PowerDisk {
  /** Where it is mounted. */
  readonly folder: string
  /** At once: no write reaches it any more, and what waited in memory never will. */
  cut(): void
  /** The power is back: mounted again, its file system's own journal played back. Nobody may have anything of it open. */
  restore(): void
  remove(): void
}

const bytes = 512 * 1024 * 1024
const tools = { ext4: ['mkfs.ext4', 'xfs_io', 'mount'], xfs: ['mkfs.xfs', 'xfs_io', 'mount'] } as const

/** Why no power can be cut here; undefined when it can. */
export function noPowerDisk(fileSystem: FileSystem): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has the call that drops what was not synced'
  if (process.getuid?.() !== 0) return 'mounting a disk needs root'
  const missing = tools[fileSystem].filter((tool) => spawnSync('which', [tool]).status !== 0)
  if (missing.length > 0) return `${missing.join(', ')} missing (Debian: apt-get install xfsprogs e2fsprogs mount)`
  return existsSync('/dev/loop-control') ? undefined : 'this machine has no loop devices'
}

const run = (command: string, ...args: readonly string[]): void => void execFileSync(command, args, { stdio: 'pipe' })

/** Made below `parent`. Throws when it cannot be mounted. */
export function powerDisk(parent: string, fileSystem: FileSystem): PowerDisk {
  const image = path.join(parent, `disk.${fileSystem}`)
  const folder = path.join(parent, fileSystem)
  mkdirSync(folder)
  writeFileSync(image, '')
  truncateSync(image, bytes)
  run(`mkfs.${fileSystem}`, '-q', image)
  const mount = (): void => run('mount', '-o', 'loop', image, folder)
  mount()
  return {
    folder,
    // Without a flush of the log first, which `shutdown -f` would do: that is a tidy end, and no cut.
    cut: () => run('xfs_io', '-x', '-c', 'shutdown', folder),
    restore() {
      run('umount', folder)
      mount()
    },
    remove: () => run('umount', folder),
  }
}

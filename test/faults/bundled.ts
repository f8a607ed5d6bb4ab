import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'vite'

const root = path.resolve(import.meta.dirname, '../..')
const natives = ['better-sqlite3', '@node-rs/argon2', '@napi-rs/canvas', 'node-hid', 'serialport', 'usb']

/**
 * Programs of a test as one file each, for those that are started hundreds of times: of what a whole register's start took,
 * three quarters were reading its sources. Resolves to the folder they lie in, which goes with this process.
 */
export async function bundled(programs: Readonly<Record<string, string>>): Promise<string> {
  const cache = path.join(root, '.cache')
  mkdirSync(cache, { recursive: true })
  forgetOlder(cache)
  // Inside the project, so that what is compiled is found from there.
  const folder = mkdtempSync(path.join(cache, `faults-${process.pid}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: natives },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node22',
      minify: false,
      rolldownOptions: {
        input: { ...programs },
        external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`), ...natives.flatMap((name) => [name, new RegExp(`^${name}/`)])],
        output: { format: 'es', entryFileNames: '[name].mjs', chunkFileNames: 'part-[name]-[hash].mjs' },
      },
    },
  })
  return folder
}

/** What a process left that ended without a word, as a test's does. */
function forgetOlder(cache: string): void {
  for (const name of readdirSync(cache)) {
    const [, owner] = /^faults-(\d+)-/.exec(name) ?? []
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(path.join(cache, name), { recursive: true, force: true })
  }
}

function isAlive(owner: number): boolean {
  try {
    return process.kill(owner, 0)
  } catch {
    return false
  }
}

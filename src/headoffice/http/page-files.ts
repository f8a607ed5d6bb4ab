import { readdir, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export interface PageFile {
  readonly type: string
  readonly bytes: Buffer
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * The built page, read whole into memory by its own list of files: a request's path is only ever a key of a map, so no
 * spelling of it reaches the disk. Undefined while it is not built.
 */
export function createPageFiles(directory: string): (path: string) => Promise<PageFile | undefined> {
  let files: ReadonlyMap<string, PageFile> | undefined
  return async (path) => {
    files ??= await readAll(directory)
    return files?.get(path === '/' ? '/index.html' : path)
  }
}

async function readAll(directory: string): Promise<ReadonlyMap<string, PageFile> | undefined> {
  const found = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => undefined)
  if (found === undefined) return undefined
  const files = new Map<string, PageFile>()
  for (const entry of found) {
    const type = types[extname(entry.name)]
    if (!entry.isFile() || type === undefined) continue
    const path = join(entry.parentPath, entry.name)
    files.set(`/${relative(directory, path).split(sep).join('/')}`, { type, bytes: await readFile(path) })
  }
  return files.has('/index.html') ? files : undefined
}

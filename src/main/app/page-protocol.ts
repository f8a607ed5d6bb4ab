import { readFileSync } from 'node:fs'
import path from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy, fileFor } from '../gateway/index.ts'

/** The till's page is served by a scheme of its own: file:// would see the whole disk. */
export const PAGE_URL = 'app://till/'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

export function isOurPage(url: string): boolean {
  try {
    const { protocol: scheme, host } = new URL(url)
    return scheme === 'app:' && host === 'till'
  } catch {
    return false
  }
}

/** Before the app is ready: the scheme is secure and standard, and carries no privileges beyond that. */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

/** Read here and not handed on to Electron's file loader: that one is what a package's fuses take privileges from. */
export function servePage(directory: string): void {
  protocol.handle('app', (request) => {
    const file = isOurPage(request.url) ? fileFor(directory, new URL(request.url).pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    const headers = {
      'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    }
    return new Response(readFileSync(file), { headers })
  })
}

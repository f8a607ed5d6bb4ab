import { readFileSync } from 'node:fs'
import path from 'node:path'
import { protocol } from 'electron'
import { contentSecurityPolicy, fileFor } from '../gateway/index.ts'

/** The till's page is served by a scheme of its own: file:// would see the whole disk. */
export const PAGE_URL = 'app://till/'
/** The customer's, which is served to its own session alone. */
export const CUSTOMER_PAGE_URL = 'app://till/customer.html'

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

/**
 * Serves one page and what it is made of to one session. Read here and not handed on to Electron's file loader: that one is
 * what a package's fuses take privileges from.
 */
export function servePage(directory: string, to: Pick<typeof protocol, 'handle'> = protocol, page = 'index.html'): void {
  to.handle('app', (request) => {
    const file = isOurPage(request.url) ? fileFor(directory, new URL(request.url).pathname) : undefined
    if (file === undefined || (path.extname(file) === '.html' && path.basename(file) !== page)) return new Response(null, { status: 404 })
    const headers = {
      'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
    }
    return new Response(readFileSync(file), { headers })
  })
}

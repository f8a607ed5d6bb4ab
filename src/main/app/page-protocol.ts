import { readFileSync } from 'node:fs'
import path from 'node:path'
import { net, protocol } from 'electron'
import { contentSecurityPolicy, fileFor } from '../gateway/index.ts'
import { pathToFileURL } from 'node:url'

/** The till's page is served by a scheme of its own: file:// would see the whole disk. */
export const PAGE_URL = 'app://till/'

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

export function servePage(directory: string): void {
  protocol.handle('app', async (request) => {
    const file = isOurPage(request.url) ? fileFor(directory, new URL(request.url).pathname) : undefined
    if (file === undefined) return new Response(null, { status: 404 })
    const headers = { 'content-security-policy': contentSecurityPolicy, 'x-content-type-options': 'nosniff' }
    if (path.extname(file) === '.html') {
      return new Response(readFileSync(file), { headers: { ...headers, 'content-type': 'text/html; charset=utf-8' } })
    }
    const inner = await net.fetch(pathToFileURL(file).href)
    const merged = new Headers(inner.headers)
    for (const [name, value] of Object.entries(headers)) merged.set(name, value)
    return new Response(inner.body, { headers: merged })
  })
}

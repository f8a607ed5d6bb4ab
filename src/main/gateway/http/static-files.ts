import { createReadStream, realpathSync, statSync } from 'node:fs'
import { type ServerResponse } from 'node:http'
import path from 'node:path'
import { pipeline } from 'node:stream'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** No inline script or style, nothing from anywhere else: what is not in the bundle does not run. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"

export function setSecurityHeaders(response: ServerResponse): void {
  response.setHeader('content-security-policy', contentSecurityPolicy)
  response.setHeader('x-content-type-options', 'nosniff')
  response.setHeader('referrer-policy', 'no-referrer')
  response.setHeader('cross-origin-opener-policy', 'same-origin')
  response.setHeader('cross-origin-resource-policy', 'same-origin')
}

/** The file a URL path names inside `directory`, or undefined: links and dots that lead out of it are not files. */
export function fileFor(directory: string, urlPath: string): string | undefined {
  try {
    const wanted = decodeURIComponent(urlPath === '/' ? '/index.html' : urlPath)
    if (wanted.includes('\0')) return undefined
    const real = realpathSync(path.join(directory, wanted))
    const inside = real.startsWith(realpathSync(directory) + path.sep)
    return inside && statSync(real).isFile() ? real : undefined
  } catch {
    return undefined
  }
}

export function sendFile(response: ServerResponse, file: string): void {
  response.setHeader('content-type', contentTypes[path.extname(file)] ?? 'application/octet-stream')
  response.setHeader('cache-control', path.basename(file) === 'index.html' ? 'no-store' : 'max-age=3600')
  response.writeHead(200)
  // A file that cannot be read after all is one answer cut short, not an uncaught error and the end of the till.
  pipeline(createReadStream(file), response, () => undefined)
}

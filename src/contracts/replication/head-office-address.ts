import { z } from 'zod'

const onThisMachine: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])
const readable = z.url()
/** Scheme, host and port, and at most the slash that a browser puts behind them. */
const shape = /^(https?):\/\/([\p{L}\p{N}.-]+|\[[\da-f:.]+\])(?::(\d{1,5}))?\/?$/iu
const ownPort: Readonly<Record<string, string>> = { http: '80', https: '443' }

/**
 * What somebody wrote as head office's address, as it is kept: where the line goes and nothing behind it. Undefined for what no register sends to: plain
 * http never leaves this machine, and a name, a password or a path belongs into none.
 */
export function headOfficeAddress(written: string): string | undefined {
  const text = written.trim()
  const [, scheme = '', host = '', port] = shape.exec(text.toLowerCase()) ?? []
  if (host === '' || !readable.safeParse(text).success) return undefined
  if (scheme === 'http' && !onThisMachine.has(host)) return undefined
  return `${scheme}://${host}${port === undefined || Number(port) === Number(ownPort[scheme]) ? '' : `:${Number(port)}`}`
}

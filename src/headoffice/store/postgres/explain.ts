import { stateOf } from './connect.ts'

/**
 * Why head office can not start on this database, and what to do: one sentence each, for the person at the console. The
 * address is said without its password, and so is whatever the driver said.
 */
export function explain(cause: unknown, place: string, password: string): Error {
  const said = cause instanceof Error ? cause.message : String(cause)
  return new Error(bySqlState(stateOf(cause), place) ?? byNetwork(cause, said, place) ?? without(password, said))
}

function without(password: string, said: string): string {
  return password === '' ? said : said.replaceAll(password, '***').replaceAll(encodeURIComponent(password), '***')
}

function bySqlState(state: string | undefined, place: string): string | undefined {
  switch (state) {
    case undefined:
      return undefined
    case '28P01':
    case '28000':
      return `the ${place} refused the user or the password. Check both in DATABASE_URL (special characters percent-encoded), and pg_hba.conf on the server.`
    case '3D000':
      return `there is no ${place}. Make it once: CREATE DATABASE ... ENCODING 'UTF8'.`
    case '42501':
      return `the user of the ${place} may not make or use head office's tables. Make it the database's owner, or: GRANT CREATE, USAGE ON SCHEMA public TO the user.`
    case '42P07':
    case '42710':
    case '42723':
      return `the ${place} has tables of these names that are not head office's. Give head office a database of its own; nothing was changed.`
    case '53300':
      return `the ${place} has no connection left. Raise max_connections, or stop what holds them.`
    case '57P03':
      return `the ${place} is starting up or shutting down. Start head office again in a moment.`
    case '25006':
      return `the ${place} is read-only: a standby? Name the primary in DATABASE_URL.`
    default:
      return undefined
  }
}

function byNetwork(cause: unknown, said: string, place: string): string | undefined {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `the host of the ${place} is not known here. Check DATABASE_URL and the network.`
  if (code === 'ECONNREFUSED' || code === 'ENOENT') return `nothing answers for the ${place}. Is PostgreSQL running there, and does it listen on that address?`
  if (code.startsWith('E') && !code.startsWith('ERR_')) return `the connection to the ${place} failed (${code}). Is PostgreSQL running there?`
  if (/timeout/u.test(said)) return `the ${place} did not answer in time. Check the address and the firewalls in between.`
  if (said.startsWith('Connection terminated')) return `the ${place} closed the connection. Its log says why.`
  if (/password must be a string/u.test(said)) return `the ${place} asks for a password. Put it into DATABASE_URL: postgresql://user:password@host/database.`
  if (/does not support SSL/u.test(said)) return `the ${place} speaks no TLS, and DATABASE_URL asks for it (sslmode). Turn it on there, or leave sslmode out on a network you trust.`
  return undefined
}

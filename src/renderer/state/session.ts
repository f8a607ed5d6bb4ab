/**
 * Trades the one-time secret in the address (`#k=...`) for the door's HttpOnly cookie, and takes it out of the address,
 * where a history or a screenshot would keep it. Without a secret the cookie of an earlier exchange may still serve; then
 * it is only found out whether anybody is there to judge it.
 * `refused` when the door did not take the secret; a door that cannot be reached throws, and is tried again.
 */
export async function openSession(page: Window, exchange = '/session'): Promise<'open' | 'refused'> {
  const secret = /^#k=(.+)$/.exec(page.location.hash)?.[1]
  if (secret === undefined) {
    await page.fetch('/', { method: 'HEAD', cache: 'no-store' })
    return 'open'
  }
  const answer = await page.fetch(exchange, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: decodeURIComponent(secret) }),
    credentials: 'same-origin',
  })
  page.history.replaceState(null, '', page.location.pathname + page.location.search)
  return answer.ok ? 'open' : 'refused'
}

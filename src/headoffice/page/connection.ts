import type { Overview, QuarantinedEntry, QuarantineOverview, RefundDocuments, SentAgain, ShownCode, WhoIsThere } from '../../contracts/replication/index.ts'
import { ask, type Reply } from './who.ts'

/** The page's one line to head office, on its own origin. What is refused because of who sits there is heard by whoever listens to `onRefused`. */
export interface Connection {
  readonly makeCode: () => Promise<Reply<ShownCode>>
  readonly documents: (store: string, refundId: string) => Promise<Reply<RefundDocuments>>
  readonly putAway: (store: string, refundId: string, said: Said) => Promise<Reply<undefined>>
  /** For a new machine of a register whose own is gone. */
  readonly rebuildCode: (store: string, register: string) => Promise<Reply<ShownCode>>
  /** Of two machines with one key the one in that epoch goes on. */
  readonly settleTwins: (store: string, register: string, goesOn: number, by: string) => Promise<Reply<undefined>>
  /** Of a document that spent more of a card than there was. */
  readonly putOverspentAway: (store: string, documentId: string, said: Said) => Promise<Reply<undefined>>
  readonly quarantined: (one: QuarantinePlace) => Promise<Reply<QuarantinedEntry>>
  readonly sendAgain: (one: QuarantinePlace, by: string) => Promise<Reply<SentAgain>>
  readonly discard: (one: QuarantinePlace, said: Said) => Promise<Reply<undefined>>
  readonly putBack: (one: QuarantinePlace, said: Said) => Promise<Reply<undefined>>
}

type QuarantinePlace = Pick<QuarantineOverview, 'store' | 'register' | 'epoch' | 'seq'>

export interface Said {
  readonly by: string
  readonly note: string
}

export interface Hearing {
  readonly overview: (overview: Overview) => void
  /** False from the first failed contact until the next good one. */
  readonly answering: (answering: boolean) => void
  /** Head office is there and its books are not: since when by its clock, where it said so. */
  readonly books: (away: { readonly since?: number } | undefined) => void
  /** There is no session any more. */
  readonly signedOut: () => void
  /** Who that is which came, before anything else is heard. */
  readonly there: (there: WhoIsThere) => void
}

/**
 * Exchanges the address's one-time secret for a session, then listens. The secret leaves the address bar first: what stays
 * there ends up in histories and screenshots.
 */
export async function connect(hearing: Hearing): Promise<Connection> {
  // Where the plain address is open already, the printed one changes nothing but what stands after the #, and nothing is loaded.
  addEventListener('hashchange', () => void spendSecret().then((spent) => (spent ? location.reload() : undefined)))
  await spendSecret()
  const who = await askWho(hearing)
  hearing.there(who)
  const { you } = who
  if (you !== undefined && !(you.kind === 'person' && you.passphraseDue)) listen(hearing)
  return {
    makeCode: () => ask('/api/enrolment-codes', {}),
    documents: (store, refundId) => ask(`/api/stores/${encodeURIComponent(store)}/refunds/${encodeURIComponent(refundId)}`),
    putAway: (store, refundId, said) => ask(`/api/stores/${encodeURIComponent(store)}/refunds/${encodeURIComponent(refundId)}/put-away`, said),
    rebuildCode: (store, register) => ask(`/api/stores/${encodeURIComponent(store)}/registers/${encodeURIComponent(register)}/rebuild-code`, {}),
    settleTwins: (store, register, goesOn, by) => ask(`/api/stores/${encodeURIComponent(store)}/registers/${encodeURIComponent(register)}/settle-twins`, { by, goesOn }),
    putOverspentAway: (store, documentId, said) => ask(`/api/stores/${encodeURIComponent(store)}/spending/${encodeURIComponent(documentId)}/put-away`, said),
    quarantined: (one) => ask(quarantineAddress(one)),
    sendAgain: (one, by) => ask(`${quarantineAddress(one)}/again`, { by, note: '' }),
    discard: (one, said) => ask(`${quarantineAddress(one)}/discard`, said),
    putBack: (one, said) => ask(`${quarantineAddress(one)}/restore`, said),
  }
}

/** Until it is known: what the page may show depends on it. */
async function askWho(hearing: Hearing): Promise<WhoIsThere> {
  for (;;) {
    const who = await ask<WhoIsThere>('/api/me')
    if (who.ok) return who.value
    hearing.answering(who.slug === 'database-away')
    hearing.books(who.slug === 'database-away' ? {} : undefined)
    await new Promise((resolve) => setTimeout(resolve, againMs))
  }
}

/** False: there is none in the address. */
async function spendSecret(): Promise<boolean> {
  const secret = new URLSearchParams(location.hash.slice(1)).get('secret')
  if (secret === null) return false
  history.replaceState(null, '', location.pathname)
  await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret }) }).catch(() => undefined)
  return true
}

function quarantineAddress({ store, register, epoch, seq }: QuarantinePlace): string {
  return `/api/stores/${encodeURIComponent(store)}/quarantine/${encodeURIComponent(register)}/${epoch}/${seq}`
}

const againMs = 3_000

function listen(hearing: Hearing): void {
  const events = new EventSource('/api/events')
  events.addEventListener('open', () => {
    hearing.answering(true)
    // Where they are away still, the first thing it says is that.
    hearing.books(undefined)
  })
  events.addEventListener('overview', (event) => hearing.overview(JSON.parse(String(event.data)) as Overview))
  events.addEventListener('books', (event) => {
    const { awaySince } = JSON.parse(String(event.data)) as { readonly awaySince?: number }
    hearing.books(awaySince === undefined ? undefined : { since: awaySince })
  })
  events.addEventListener('error', () => {
    hearing.answering(false)
    // A browser tries again by itself after a lost connection, but gives up for good on an answer that is no stream.
    if (events.readyState === EventSource.CLOSED) askAgain(againMs)
  })
  // The session it was opened with is over. There may be a new one, as after another passphrase: its cookie comes with another answer.
  events.addEventListener('over', () => {
    events.close()
    setTimeout(() => askAgain(0), 300)
  })
  function askAgain(afterMs: number): void {
    void fetch('/api/overview')
      .catch(() => undefined)
      .then((answer) => {
        if (answer?.status === 401) return hearing.signedOut()
        // Why there is no stream: it was lost, or nobody can be told who asks for one.
        const isAway = answer?.status === 503 && answer.headers.get('content-type') === 'application/problem+json'
        if (isAway) hearing.books({})
        hearing.answering(isAway)
        setTimeout(() => listen(hearing), afterMs)
      })
  }
}

import type { Overview, QuarantinedEntry, QuarantineOverview, RefundDocuments, SentAgain, ShownCode, WhoIsThere } from '../../contracts/replication/index.ts'
import { ask } from './who.ts'

/** The page's one line to head office, on its own origin. */
export interface Connection {
  /** Undefined when head office did not answer. */
  readonly makeCode: () => Promise<ShownCode | undefined>
  /** Likewise. */
  readonly documents: (store: string, refundId: string) => Promise<RefundDocuments | undefined>
  /** False when it was not done. */
  readonly putAway: (store: string, refundId: string, said: Said) => Promise<boolean>
  /** Likewise, of a document that spent more of a card than there was. */
  /** Likewise, of two machines with one key: the one in that epoch goes on. */
  readonly settleTwins: (store: string, register: string, goesOn: number, by: string) => Promise<boolean>
  readonly putOverspentAway: (store: string, documentId: string, said: Said) => Promise<boolean>
  /** Undefined when head office did not answer. */
  readonly quarantined: (one: QuarantinePlace) => Promise<QuarantinedEntry | undefined>
  readonly sendAgain: (one: QuarantinePlace, by: string) => Promise<SentAgain | undefined>
  /** False when it was not done. */
  readonly discard: (one: QuarantinePlace, said: Said) => Promise<boolean>
  readonly putBack: (one: QuarantinePlace, said: Said) => Promise<boolean>
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
  const secret = new URLSearchParams(location.hash.slice(1)).get('secret')
  if (secret !== null) {
    history.replaceState(null, '', location.pathname)
    await fetch('/api/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ secret }) })
  }
  const who = await ask<WhoIsThere>('/api/me')
  if (who.ok) hearing.there(who.value)
  // Where head office did not answer, listening says so, and tries again.
  const you = who.ok ? who.value.you : { kind: 'machine' as const }
  if (you !== undefined && !(you.kind === 'person' && you.passphraseDue)) listen(hearing)
  return {
    makeCode: async () => {
      const answer = await fetch('/api/enrolment-codes', { method: 'POST' }).catch(() => undefined)
      if (answer?.status === 401) hearing.signedOut()
      return answer?.status === 201 ? ((await answer.json()) as ShownCode) : undefined
    },
    documents: async (store, refundId) => {
      const answer = await fetch(`/api/stores/${encodeURIComponent(store)}/refunds/${encodeURIComponent(refundId)}`).catch(() => undefined)
      if (answer?.status === 401) hearing.signedOut()
      return answer?.status === 200 ? ((await answer.json()) as RefundDocuments) : undefined
    },
    putAway: (store, refundId, said) => put(hearing, `/api/stores/${encodeURIComponent(store)}/refunds/${encodeURIComponent(refundId)}/put-away`, said),
    settleTwins: (store, register, goesOn, by) => put(hearing, `/api/stores/${encodeURIComponent(store)}/registers/${encodeURIComponent(register)}/settle-twins`, { by, goesOn }),
    putOverspentAway: (store, documentId, said) => put(hearing, `/api/stores/${encodeURIComponent(store)}/spending/${encodeURIComponent(documentId)}/put-away`, said),
    quarantined: async (one) => {
      const answer = await fetch(quarantineAddress(one)).catch(() => undefined)
      if (answer?.status === 401) hearing.signedOut()
      return answer?.status === 200 ? ((await answer.json()) as QuarantinedEntry) : undefined
    },
    sendAgain: async (one, by) => {
      const answer = await say(`${quarantineAddress(one)}/again`, { by, note: '' })
      if (answer?.status === 401) hearing.signedOut()
      return answer?.status === 200 ? ((await answer.json()) as SentAgain) : undefined
    },
    discard: (one, said) => put(hearing, `${quarantineAddress(one)}/discard`, said),
    putBack: (one, said) => put(hearing, `${quarantineAddress(one)}/restore`, said),
  }
}

function quarantineAddress({ store, register, epoch, seq }: QuarantinePlace): string {
  return `/api/stores/${encodeURIComponent(store)}/quarantine/${encodeURIComponent(register)}/${epoch}/${seq}`
}

async function say(address: string, said: Said | { readonly by: string; readonly goesOn: number }): Promise<Response | undefined> {
  return fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) }).catch(() => undefined)
}

async function put(hearing: Hearing, address: string, said: Said | { readonly by: string; readonly goesOn: number }): Promise<boolean> {
  const answer = await say(address, said)
  if (answer?.status === 401) hearing.signedOut()
  return answer?.status === 204
}

function listen(hearing: Hearing): void {
  const events = new EventSource('/api/events')
  events.addEventListener('open', () => hearing.answering(true))
  events.addEventListener('overview', (event) => hearing.overview(JSON.parse(String(event.data)) as Overview))
  events.addEventListener('error', () => {
    hearing.answering(false)
    // A browser tries again by itself after a lost connection, but gives up for good on an answer that is no stream.
    if (events.readyState === EventSource.CLOSED) askAgain(3000)
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
        if (answer?.status === 401) hearing.signedOut()
        else setTimeout(() => listen(hearing), afterMs)
      })
  }
}

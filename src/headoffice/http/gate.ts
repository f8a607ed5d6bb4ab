import { type FastifyReply, type FastifyRequest } from 'fastify'
import { type WhoIsThere } from '../../contracts/replication/index.ts'
import { type Person } from '../store/people-rows.ts'
import { type PeopleStore } from '../store/people-store.ts'
import { refuseWith } from './answers.ts'
import { doorRights, dueDoors, type Need, roleRights } from './door-rights.ts'
import { type Sessions } from './session.ts'

/** Whoever knocks, as far as their session says. */
export type Who = { readonly kind: 'machine' } | { readonly kind: 'person'; readonly person: Person }

declare module 'fastify' {
  interface FastifyRequest {
    /** Set at every door but those for anybody. */
    who?: Who
  }
}

export interface Gate {
  /** Undefined: come in. At a door for nobody in particular it always is. */
  refusal(request: FastifyRequest, reply: FastifyReply, door: string): Promise<FastifyReply | undefined>
  /** What GET /api/me says. */
  whoIsThere(token: string | undefined): Promise<WhoIsThere>
  /** `end` is called once the session of this token is over, whatever ended it. */
  watch(token: string | undefined, end: () => void): () => void
  /** Something changed with people: sessions that are over by it end now, and not at the next look. */
  recheck(): void
  close(): void
}

/** An open page that only listens is looked at so often: sessions end by time, or by another head office on the same database. */
const lookMs = 10_000

export function createGate({ sessions, people, tokenOf }: { readonly sessions: Sessions; readonly people: Pick<PeopleStore, 'any' | 'person'>; readonly tokenOf: (request: FastifyRequest) => string | undefined }): Gate {
  const watched = new Map<() => void, string | undefined>()
  // People are never deleted: once there is somebody, that is so for ever.
  let some = false
  const anybody = async (): Promise<boolean> => (some ||= await people.any())

  async function whoHolds(token: string | undefined, used: boolean): Promise<Who | undefined> {
    const holder = sessions.holder(token, used)
    if (holder === undefined) return undefined
    if (holder.kind === 'machine') return (await anybody()) ? undefined : holder
    const person = await people.person(holder.id)
    if (person?.state === 'on' && person.revision === holder.revision) return { kind: 'person', person }
    // It opens nothing any more, now or when the account is on again; but the page may ask whose it was.
    if (person?.state !== 'off') sessions.end(token)
    return undefined
  }

  async function isTurnedOff(token: string | undefined): Promise<boolean> {
    const holder = sessions.holder(token, false)
    return holder?.kind === 'person' && (await people.person(holder.id))?.state === 'off'
  }

  function recheck(): void {
    for (const [end, token] of watched) void whoHolds(token, false).then((who) => (who === undefined ? end() : undefined), () => undefined)
  }
  const looking = setInterval(recheck, lookMs)
  looking.unref()

  return {
    refusal: async (request, reply, door) => {
      const need: Need | undefined = Object.hasOwn(doorRights, door) ? doorRights[door] : undefined
      if (need === 'anybody') return undefined
      // What a page asks again and again by itself is nobody doing anything; of whoever only reads it tells by GET /api/me.
      const who = await whoHolds(tokenOf(request), request.method === 'POST')
      if (who === undefined) return refuseWith(reply, 'session-missing')
      if (who.kind === 'person' && who.person.oneTimeUntil !== null && !dueDoors.includes(door)) return refuseWith(reply, 'passphrase-due')
      if (need === undefined || !roleRights[who.kind === 'machine' ? 'machine' : who.person.role].includes(need)) return refuseWith(reply, 'role-missing')
      request.who = who
      return undefined
    },
    whoIsThere: async (token) => {
      const [who, accounts] = [await whoHolds(token, true), await anybody()]
      if (who === undefined) return { accounts, ...((await isTurnedOff(token)) && { turnedOff: true }) }
      return { accounts, you: who.kind === 'machine' ? who : { kind: 'person', ...signedOn(who.person) } }
    },
    watch: (token, end) => {
      watched.set(end, token)
      return () => watched.delete(end)
    },
    recheck,
    close: () => {
      clearInterval(looking)
      watched.clear()
    },
  }
}

function signedOn({ id, signOnName, name, role, factor, oneTimeUntil }: Person) {
  return { id, signOnName, name, role, secondFactor: factor !== null, passphraseDue: oneTimeUntil !== null }
}

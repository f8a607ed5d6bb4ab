import { type Acknowledgement, doorProtocol, feedAnswer, feedMark, type FeedAnswer, type FeedRequest, feedsCapability, signatureHeader } from '../../contracts/replication/index.ts'
import { type FeedState } from '../../db/index.ts'
import { emptySetHash, type FeedName } from '../../domain/feed/index.ts'
import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
import { type Transport } from './transport.ts'
import { type UnreadAnswers } from './unread-answers.ts'

/** After no answer, or one that led to another set, in milliseconds. */
const againMs = 60_000
/** So long after head office last said that there is nothing else, the whole set is added up again and compared. */
const proveAgainMs = 20 * 3_600_000
const rehashedAtOnce = 1_000

/** Nothing was ever fed of it, or of all that nothing is left: head office was made anew. */
const unfed = feedMark(0, emptySetHash)
/** What this program makes something of, one after the other. */
export const pulledFeeds: readonly FeedName[] = ['operators', 'settings', 'promotions', 'items', 'layouts']

/** What a row of a feed may wait for is also what another one brings: the last right over people, for somebody else who has it. */
const waitsFor: Readonly<Partial<Record<FeedName, FeedName>>> = { settings: 'operators' }

export interface FeedPuller {
  /**
   * After an acknowledgement was followed and there is nothing more to send. Resolves to whether anything is another way than before. `mayGoOn`: false as soon as something waits to be sent; what
   * was pulled until then is kept, and the rest is asked for the next time. Never rejects.
   */
  pull(door: Pick<Transport, 'post'>, register: string, acknowledged: Pick<Acknowledgement, 'instance' | 'capabilities' | 'feeds'>, mayGoOn: () => boolean): Promise<boolean>
}

type Source = Pick<ReplicationSource, 'feedState' | 'feedRehash' | 'keepFeedPage' | 'applyFeed' | 'feedProved' | 'releaseFeed' | 'sign'>

/** Pulls what head office changed, one feed after the other, page by page, and has each applied once it is whole: never half of a change, and never in the way of a sale. */
export function feedPuller(source: Source, surroundings: Pick<ReplicatorSurroundings, 'clock' | 'log'>, unread: Pick<UnreadAnswers, 'keep' | 'answered'>, feeds: readonly FeedName[] = pulledFeeds): FeedPuller {
  const unreadable = new Set<FeedName>()
  const pullers = feeds.map((feed) => ({
    feed,
    pull: pullerOf(feed, source, surroundings, {
      keep: (...said) => {
        unreadable.add(feed)
        return unread.keep(...said)
      },
      // What is kept of another feed is still not read.
      answered: async (kind) => {
        unreadable.delete(feed)
        if (unreadable.size === 0) await unread.answered(kind)
      },
    }),
  }))
  return {
    async pull(door, register, acknowledged, mayGoOn) {
      const brought = new Set<FeedName>()
      let asked = false
      const counted: typeof door = {
        post: (...given) => {
          asked = true
          return door.post(...given)
        },
      }
      for (const { feed, pull } of pullers) {
        const other = waitsFor[feed]
        if (await pull(counted, register, acknowledged, mayGoOn, other !== undefined && brought.has(other))) brought.add(feed)
        // At least one page each time: a till that always has something to send comes to the last feed, too.
        if (asked && !mayGoOn()) break
      }
      return brought.size > 0
    },
  }
}

/** As `FeedPuller`'s of one feed. `others`: something that its rows may have waited for is another way. */
type PullOne = (...given: [...Parameters<FeedPuller['pull']>, others: boolean]) => Promise<boolean>

/** One feed, with a cursor, a pull under way and a wait of its own: what is wrong with one keeps no other back. */
function pullerOf(feed: FeedName, source: Source, { clock, log }: Pick<ReplicatorSurroundings, 'clock' | 'log'>, unread: Pick<UnreadAnswers, 'keep' | 'answered'>): PullOne {
  let notBefore = 0
  /** That there is nothing to do: nobody is asked again at every acknowledgement of a sale. */
  let settled: { readonly instance: string; readonly mark: string; readonly provedAt: number } | undefined

  async function ask(door: Pick<Transport, 'post'>, register: string, instance: string, more: Pick<FeedRequest, 'cursor' | 'parked' | 'snapshot' | 'page'>): Promise<FeedAnswer | undefined> {
    const request: FeedRequest = { protocol: doorProtocol, purpose: feedsCapability, register, instance, feed, ...more }
    const text = JSON.stringify(request)
    const reply = await door.post(`/v1/registers/${register}/feeds`, { [signatureHeader]: await source.sign(text) }, Buffer.from(text, 'utf8'))
    if (reply.status !== 200) throw new Error(`${reply.status}`)
    const answer = feedAnswer.safeParse(reply.body)
    if (answer.success) await unread.answered('feedAnswer')
    else await unread.keep('feedAnswer', 'shape-unknown', reply.body, reply.text)
    return answer.data
  }

  /** The set as it lies here, row by row: what was added up as it came says nothing of a row that was damaged since. */
  async function isSound({ setHash }: FeedState): Promise<boolean> {
    let at: { after?: string; setHash: string } = { after: '', setHash: emptySetHash }
    while (at.after !== undefined) at = await source.feedRehash({ feed, after: at.after, setHash: at.setHash, limit: rehashedAtOnce })
    return at.setHash === setHash
  }

  async function pullAll(door: Pick<Transport, 'post'>, register: string, instance: string, first: FeedState, wanted: boolean, mayGoOn: () => boolean): Promise<boolean> {
    let state = first
    let snapshot = wanted
    let news = false
    for (;;) {
      const goesOn = state.pull !== undefined && state.pull.instance === instance && !snapshot
      const cursor = state.instance === instance ? { version: state.version, setHash: state.setHash } : { version: 0, setHash: emptySetHash }
      const { count, named } = state.parked
      const answer = await ask(door, register, instance, {
        cursor,
        ...(goesOn && state.pull !== undefined ? { page: { to: state.pull.to, snapshot: state.pull.snapshot, after: { ...state.pull.after } } } : count > 0 ? { parked: { count, named: [...named] } } : {}),
        ...(snapshot && { snapshot: true }),
      })
      if (answer === undefined) {
        notBefore = clock() + againMs
        return news
      }
      if (!answer.snapshot && answer.from === answer.to) {
        await source.feedProved(feed)
        return news
      }
      await source.keepFeedPage(feed, { ...answer, instance })
      // From the second page of it on it is the page that says so.
      const asked = snapshot
      snapshot = false
      if (answer.after === undefined) {
        const applied = await source.applyFeed(feed)
        log(applied.kind === 'applied' ? 'replication.feed-applied' : 'replication.feed-differs', { feed, version: answer.to, ...(applied.kind === 'applied' && { changed: applied.changed, withdrawn: applied.withdrawn, parked: applied.parked }) })
        news ||= applied.kind === 'applied'
        if (applied.kind !== 'applied') {
          if (asked || answer.snapshot) {
            notBefore = clock() + againMs
            return news
          }
          snapshot = true
        }
      }
      state = await source.feedState(feed)
      if (!mayGoOn()) return news
    }
  }

  return async (door, register, { instance, capabilities, feeds }, mayGoOn, others) => {
    const mark = feeds?.[feed]
    if (mark === undefined || clock() < notBefore || !capabilities.includes(feedsCapability)) return false
    if (!others && settled !== undefined && settled.instance === instance && settled.mark === mark && Math.abs(clock() - settled.provedAt) < proveAgainMs) return false
    settled = undefined
    try {
      const state = await source.feedState(feed)
      if (mark === unfed) {
        if (state.instance === undefined && state.pull === undefined) {
          // Nothing here, and nothing there.
          settled = { instance, mark, provedAt: clock() }
          return false
        }
        await source.releaseFeed(feed)
        log('replication.feed-released', { feed })
        return true
      }
      const same = state.instance === instance && feedMark(state.version, state.setHash) === mark
      const due = state.provedAt === undefined || Math.abs(clock() - state.provedAt) >= proveAgainMs
      const waited = others && state.instance === instance && state.pull === undefined && state.parked.count > 0
      if (same && !due && !waited) {
        settled = { instance, mark, provedAt: state.provedAt ?? clock() }
        return false
      }
      // What could not be used then may be by now: the store's currency or taxes are others, or the program is.
      // And of a feed of few whatever is new may be what a row waited for, such as another person who may manage people.
      const again = waited || (same && state.provedAt !== undefined && (state.parked.count > 0 || !(await isSound(state)))) || (feed !== 'items' && !same && state.instance === instance && state.pull === undefined && state.parked.count > 0)
      return await pullAll(door, register, instance, state, again, mayGoOn)
    } catch {
      notBefore = clock() + againMs
      log('replication.feed-missed', { feed })
      return false
    }
  }
}

import { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'

/** What head office was asked, where this register could not read what it said. */
export type UnreadKind = 'acknowledgement' | 'acknowledgementPart' | 'refundVerdict' | 'dayAnswer' | 'dayFinding' | 'quarantineAnswer' | 'quarantineEntry' | 'feedAnswer'

/** Reads one again that an earlier program could not: true where it is read now, and did what it says. */
export type ReadAgain = (said: unknown) => Promise<boolean>

export interface UnreadAnswers {
  /** Keeps it as it came. Never rejects: it is a copy for later, and nothing waits for it. `text`: where it was no JSON. */
  keep(kind: UnreadKind, reason: string, said: unknown, text?: string): Promise<void>
  /** The same question was answered in words that are known: what was kept of it is old. */
  answered(kind: UnreadKind): Promise<void>
  /** Once in the life of a program: what another version could not read. */
  again(readers: Partial<Readonly<Record<UnreadKind, ReadAgain>>>): Promise<void>
}

/** Read in one go at a start; what is beyond is read at the next. */
const readAtOnce = 200

/**
 * What a newer head office says in words this register does not know is kept with a reason and shown, never in the way of what follows, and read again once the
 * program is another one (REP-8, the other way round).
 */
export function unreadAnswers(source: Pick<ReplicationSource, 'keepUnread' | 'answerRead' | 'unreadAnswers'>, { log }: Pick<ReplicatorSurroundings, 'log'>, program: string): UnreadAnswers {
  /** Said again at every heartbeat it is still one: no write for each. */
  const kept = new Set<string>()
  /** Kinds of which something may lie there; unknown before the first look. */
  let lying: Set<string> | undefined

  async function look(): Promise<Set<string>> {
    lying ??= new Set((await source.unreadAnswers(readAtOnce)).map(({ kind }) => kind))
    return lying
  }
  return {
    async keep(kind, reason, said, text = JSON.stringify(said) ?? '') {
      const name = `${kind} ${text}`
      if (kept.has(name)) return
      try {
        await source.keepUnread({ kind, reason, text }, program)
        kept.add(name)
        lying?.add(kind)
        log('replication.answer-unread', { kind, reason })
      } catch {
        log('replication.answer-not-kept', { kind, reason })
      }
    },
    async answered(kind) {
      const kinds = await look()
      if (!kinds.delete(kind)) return
      for (const name of kept) if (name.startsWith(`${kind} `)) kept.delete(name)
      await source.answerRead({ kind })
    },
    async again(readers) {
      for (const { id, kind, text, program: by } of await source.unreadAnswers(readAtOnce)) {
        if (by === program || !isKind(kind, readers)) continue
        const said = parsed(text)
        if (said !== undefined && (await readers[kind]?.(said)) === true) await source.answerRead({ id })
      }
    },
  }
}

function isKind(kind: string, readers: object): kind is UnreadKind {
  return Object.hasOwn(readers, kind)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import { type CounterView } from '../../contracts/ipc/index.ts'
import { type RegisterWriter } from '../../db/index.ts'
import { accept } from '../../domain/errors/index.ts'
import { counterViewOf } from '../queries/index.ts'
import { type CoreLogLine } from './core-api.ts'
import { guarded } from './guard.ts'
import { counterEvent, type FromCore } from './messages.ts'

export interface Announcer {
  /** After a command: what it answered at its seat, which is the one it can have changed, and to which request. */
  command(seat: string, view: CounterView, request: string): void
  /** After anything else: whatever changed, at every seat somebody worked at since the start, and at `seat`. */
  changes(seat?: string): void
  /** After what left work for the devices and no entry: the head, by which the others are noticed, stands where it stood. */
  work(): void
}

/**
 * Events tell that something changed, they never steer. Rather than have each command say what it touched, and forget
 * it once, this compares with what was last told: the journal's head, and each seat's view.
 */
export function announcer(database: RegisterWriter, post: (message: FromCore) => void, log: (line: CoreLogLine) => void): Announcer {
  let head = 0
  /** How many baskets were suspended when last told: the one figure of a view that another seat's command can change. */
  let suspended = 0
  /** The view last told, as JSON. */
  const told = new Map<string, string>()

  function tellHead(): void {
    const now = database.journalHead()
    if (now.seq === head) return
    head = now.seq
    post({ kind: 'event', event: 'committed', payload: now })
    if (database.effectsWait()) post({ kind: 'event', event: 'effects', payload: {} })
  }

  function tellView(seat: string, view: CounterView, request?: string): void {
    const text = JSON.stringify(view)
    if (told.get(seat) === text) return
    told.set(seat, text)
    post(counterEvent(seat, view, request))
  }

  function tellAll(): void {
    for (const seat of told.keys()) {
      const view = counterViewOf(database, seat)
      if (view.ok) tellView(seat, view.value)
    }
  }

  return {
    command: (seat, view, request) => {
      guarded('announce', log, () => {
        tellHead()
        tellView(seat, view, request)
        if (view.suspended !== suspended) tellAll()
        suspended = view.suspended
        return accept(undefined)
      })
    },
    work: () => {
      guarded('announce', log, () => {
        if (database.effectsWait()) post({ kind: 'event', event: 'effects', payload: {} })
        return accept(undefined)
      })
    },
    changes: (seat) => {
      guarded('announce', log, () => {
        tellHead()
        // A payment may be settled at a seat nobody has touched since the start: its page was opened before the answer came.
        if (seat !== undefined && !told.has(seat)) told.set(seat, '')
        return accept(tellAll())
      })
    },
  }
}

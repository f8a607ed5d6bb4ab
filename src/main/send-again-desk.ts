import { type Input, type Output } from '../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../domain/errors/index.ts'
import { type Core } from './core/index.ts'
import { type Replicator } from './replicator/index.ts'

/** As many as one request may name; what is beyond is asked for by asking again. */
const atOnce = 50

/** What head office could not read is read again there, asked for by whoever may see the journal, in their name. */
export function sendAgainDesk(core: Core, replicator: Pick<Replicator, 'sendAgain'>) {
  return async ({ place }: Input<'send-again'>, from: { readonly seat: string; readonly request: string }): Promise<Result<Output<'send-again'>>> => {
    const right = await core.internal.hasRight(from.seat, 'seeJournal')
    if (!right.ok) return right
    const [counter, { entries }] = await Promise.all([core.call('counter', {}, from), core.internal.headOfficeWords()])
    if (!counter.ok) return counter
    const held = entries.filter(({ state }) => state === 'quarantined').map(({ epoch, seq }) => ({ epoch, seq }))
    const places = place === undefined ? held.slice(0, atOnce) : [place]
    const by = counter.value.operator?.name ?? ''
    if (!(await replicator.sendAgain({ places, by: by === '' ? from.seat : by.slice(0, 64) }))) return refuse('headOffice.unreachable')
    const words = await core.internal.headOfficeWords()
    return accept({ ...words, entries: [...words.entries] })
  }
}

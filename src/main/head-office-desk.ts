import { type Input, type Output } from '../contracts/ipc/index.ts'
import { headOfficeAddress } from '../contracts/replication/index.ts'
import { type Result } from '../domain/errors/index.ts'
import { type CallOptions, type Core, type CoreName } from './core/index.ts'
import { isOverruled } from './head-office-line.ts'
import { isLeft, leaveAddress } from './left-addresses.ts'
import { type Log } from './log.ts'
import { type StartOptions } from './options.ts'
import { type Replicator } from './replicator/index.ts'

interface DeskParts {
  readonly core: Core
  readonly replicator: Pick<Replicator, 'enrol' | 'look' | 'goTo'>
  readonly data: string
  /** The address this start was given. */
  readonly given: string | undefined
  /** It belongs to a head office now, which may have named its store. */
  readonly joined: () => Promise<void>
}

/** What is done at the counter about where head office is. `core`: the one for every door, behind which a new address is in force at once. */
export function headOfficeDesk({ core, replicator, data, given, joined }: DeskParts) {
  return {
    core: {
      ...core,
      call: async <N extends CoreName>(name: N, input: Input<N>, options: CallOptions): Promise<Result<Output<N>>> => {
        if (name !== 'set-head-office') return core.call(name, input, options)
        const { headOfficeUrl: from } = await core.internal.facts()
        const answer = await core.call(name, input, options)
        if (!answer.ok) return answer
        const { headOfficeUrl } = await core.internal.facts()
        if (headOfficeUrl === undefined) return answer
        // The same one once more turns away from nothing.
        if (headOfficeUrl !== from) leaveAddress(data, { from, given, to: headOfficeUrl })
        replicator.goTo(headOfficeUrl)
        return answer
      },
    } satisfies Core,
    answers: {
      'join-head-office': async ({ url, enrolmentCode }: Input<'join-head-office'>, from: CallOptions): Promise<Result<Output<'join-head-office'>>> => {
        const allowed = await core.internal.hasRight(from.seat, 'setStore')
        if (!allowed.ok) return allowed
        const enrolled = await replicator.enrol(url, enrolmentCode)
        if (!enrolled.ok) return enrolled
        await joined()
        return core.call('store', {}, from)
      },
      'look-at-head-office': async ({ url }: Input<'look-at-head-office'>, from: CallOptions): Promise<Result<Output<'look-at-head-office'>>> => {
        const allowed = await core.internal.hasRight(from.seat, 'setStore')
        return allowed.ok ? replicator.look(url) : allowed
      },
    },
  }
}

/**
 * Where entries go from this start on. What an enrolled register is started with is kept, as its authority and its proxy are: it need not be said again. What
 * somebody chose at the counter since goes before the same option in an old short cut. A demo's head office is elsewhere each time, and is told each time.
 */
export async function headOfficeAddressOf({ data, headOffice }: Pick<StartOptions, 'data' | 'headOffice'>, { internal }: { readonly internal: Pick<Core['internal'], 'facts' | 'keepHeadOffice'> }, log: Log): Promise<{ readonly headOfficeUrl?: string }> {
  const { headOfficeUrl: kept, registerNumber, mode, moved } = await internal.facts()
  const stays = kept === undefined ? {} : { headOfficeUrl: kept }
  if (headOffice === undefined || headOffice === '' || headOffice === kept) return stays
  const given = headOfficeAddress(headOffice)
  if (given === undefined || given === kept) return stays
  if (registerNumber === 0 || mode === 'demo' || moved !== undefined) return { headOfficeUrl: given }
  if (isLeft(data, { given: headOffice, by: kept }) || isOverruled(data, { given: headOffice, by: kept })) {
    log({ level: 'info', event: 'headOffice.optionOverruled' })
    return stays
  }
  const done = await internal.keepHeadOffice(given)
  log(done.ok ? { level: 'info', event: 'headOffice.addressKept' } : { level: 'error', event: 'headOffice.addressNotKept', facts: { code: done.refusal.code } })
  return { headOfficeUrl: given }
}

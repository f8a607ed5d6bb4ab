import { type OwnRightsView, type Permission, type Role } from '../../contracts/ipc/index.ts'
import { type Refusal } from '../../domain/errors/index.ts'

/** What stands before an act for whoever is signed on: nothing, another person's approval, or their role. */
export type Gate = 'free' | 'ask' | 'never'

/** Who may do by themselves what whoever is signed on never does; nobody where they may, or while their rights are not known. */
export function whoMay(rights: OwnRightsView['rights'] | undefined, permission: Permission): readonly Role[] {
  return rights?.find((one) => one.permission === permission)?.roles ?? []
}

/** Whether it is the right to a page that is missing: by the role, or for as long as head office is away. */
export function isShutOut({ code }: Pick<Refusal, 'code'>): boolean {
  return code === 'request.notAllowed' || code === 'headOffice.awayTooLong'
}

/** The most hours that head office may be away, where that alone keeps whoever is signed on from it. */
export function awayHoursOf(rights: OwnRightsView['rights'] | undefined, permission: Permission): number | undefined {
  return rights?.find((one) => one.permission === permission)?.awayHours
}

/**
 * As far as a key can know: `amount` in the permission's unit, 0 for what has no size or is typed only later. Until the rights are
 * known everything is free, for main asks anyhow, and a key that is shut by mistake helps nobody.
 */
export function gateOf(rights: OwnRightsView['rights'] | undefined, permission: Permission, amount = 0): Gate {
  const grant = rights?.find((one) => one.permission === permission)?.grant ?? 'yes'
  if (grant === 'no') return 'never'
  return grant === 'ask' || (typeof grant === 'number' && amount > grant) ? 'ask' : 'free'
}

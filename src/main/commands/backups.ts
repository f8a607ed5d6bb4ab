import { type Output } from '../../contracts/ipc/index.ts'
import { type Backup, type BackupSetting, type MendReport, type Operator } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { hasRight } from '../queries/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'
import { forgetLastSales } from './forget-last-sales.ts'

type Asking = Pick<CommandContext, 'database' | 'moment' | 'seat' | 'request'>

/** `place`: beside the data, or the second one. The reason is the system's word for it. */
export interface BackupNote {
  readonly state: 'failing' | 'well'
  readonly place: 'own' | 'second'
  readonly reason?: string
}

/** Where backups go and how often. The journal says that it was changed, and not where to: a path names somebody's folder. */
export function setBackups(context: Asking, setting: BackupSetting): Result<BackupSetting> {
  const { database } = context
  return database.unitOfWork((): Result<BackupSetting> => {
    const operator = hasRight(database, context.seat, 'manageBackups', context.moment())
    if (!operator.ok) return operator
    if (database.requestSeen(context.request)) return accept(database.backupSetting())
    const before = database.backupSetting()
    database.saveBackupSetting(setting)
    const said = ({ second, everyMinutes }: BackupSetting): object => ({ everyMinutes, second: second === undefined ? 'none' : 'chosen' })
    const moment = context.moment()
    database.append(moment, { type: 'setting.changed', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.value.id, body: { setting: 'backups', from: said(before), to: said(setting) } })
    database.rememberRequest(context.request)
    return accept(setting)
  })
}

/** Whoever is signed on has read what a start did about a damaged file. */
export function readMending(context: Asking): Result<Readonly<Record<string, never>>> {
  const { database } = context
  return database.unitOfWork((): Result<Readonly<Record<string, never>>> => {
    const { operatorId } = database.seat(context.seat)
    if (operatorId === undefined) return refuse('operator.notSignedOn')
    database.markMendingRead(context.moment().at)
    return accept({})
  })
}

/** One entry when backups begin to fail and one when they go well again: an auditor sees the days that had none. */
export function noteBackup(context: Pick<CommandContext, 'database' | 'moment'>, { state, place, reason }: BackupNote): Result<undefined> {
  const { database } = context
  return database.unitOfWork(() => {
    const moment = context.moment()
    database.append(moment, { type: state === 'failing' ? 'backup.failing' : 'backup.wellAgain', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system', body: { place, ...(reason === undefined ? {} : { reason }) } })
    return accept(undefined)
  })
}

/** Whether whoever is signed on may put this backup in place now, before their PIN is asked for. */
export function mayRestore({ database, seat, moment }: Pick<Asking, 'database' | 'seat' | 'moment'>, file: string): Result<{ readonly operator: Operator; readonly backup: Backup }> {
  const operator = hasRight(database, seat, 'manageBackups', moment())
  if (!operator.ok) return operator
  // What is open now would come back as it was then.
  if (database.openBaskets() > 0 || database.unsettledPayments().length > 0) return refuse('backup.basketOpen')
  const backup = database.backupAt(file)
  return backup === undefined ? refuse('backup.unknown') : accept({ operator: operator.value, backup })
}

/** `provenHash` is the hash of whoever is signed on, found to match the PIN between two commands. The next start does it. */
export function restoreBackup(context: Asking, { file, provenHash }: { readonly file: string; readonly provenHash: string }): Result<Output<'restore-backup'>> {
  const { database } = context
  const asked = database.unitOfWork((): Result<Backup> => {
    const allowed = mayRestore(context, file)
    if (!allowed.ok) return allowed
    const { operator, backup } = allowed.value
    if (provenHash !== database.pinHashOf(operator.id)) return refuse('operator.wrongPin')
    if (database.requestSeen(context.request)) return accept(backup)
    const moment = context.moment()
    database.append(moment, { type: 'restore.asked', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: operator.id, body: { backupAt: backup.inside.at } })
    database.rememberRequest(context.request)
    return accept(backup)
  })
  if (!asked.ok) return asked
  database.wishRestore({ file, at: asked.value.inside.at })
  return accept({ startsAgain: false })
}

/**
 * Once for each report, in the transaction that keeps it for the screen: where something may be missing the register goes on in a
 * new epoch, so that what was lost and what is written now can never be taken for one another, and passes over the receipt
 * numbers that may be on paper already, and those behind which an earlier start went on.
 */
export function enterMended(context: Pick<CommandContext, 'database' | 'moment'>, report: MendReport): Result<undefined> {
  const { database } = context
  return database.unitOfWork(() => {
    database.endBackup()
    if (!database.keepMending(report) || database.moved() !== undefined) return accept(undefined)
    if (report.missing) database.beginEpoch()
    const moment = context.moment()
    if (report.how === 'notDone') {
      database.append(moment, { type: 'restore.notDone', schemaVersion: 1, businessDate: businessDateAt(context, moment), operator: 'system', body: { backupAt: report.backup?.at ?? 0, ...(report.why === undefined ? {} : { why: report.why }) } })
      return accept(undefined)
    }
    if (report.how === 'byHand') {
      database.doubtEffects()
      database.doubtMails(moment.at)
    }
    if (report.how !== 'exact') forgetLastSales(context)
    const { how, damage, badPages, recovered, beyondGap, missing, head, knownEnd, again, backup } = report
    const businessDate = businessDateAt(context, moment)
    const body = {
      how, damage: [...damage], badPages, recovered, beyondGap, missing: missing ? 1 : 0, from: head,
      ...(knownEnd === undefined ? {} : { knownEnd }), ...(backup === undefined ? {} : { backupAt: backup.at }), again: { ...again },
    }
    database.append(moment, { type: 'register.mended', schemaVersion: 1, businessDate, operator: 'system', body })
    if (missing) {
      const counter = database.passOverNumbers(report.numbered ?? 0)
      database.append(moment, { type: 'receiptNumber.abandoned', schemaVersion: 1, businessDate, operator: 'system', body: { counter } })
    }
    return accept(undefined)
  })
}

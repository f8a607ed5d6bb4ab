import { defaultGrant, type Grant, type Permission, type Role } from '../domain/authority/index.ts'
import { type Connection } from './connection.ts'

/** One act of one operator that another authorised. `document`: what the act is done on; `reason`: a code. */
export interface Approval {
  readonly id: string
  readonly seat: string
  readonly requester: string
  readonly approver: string
  readonly permission: Permission
  readonly document: string
  readonly amount: number
  readonly reason: string
  /** This start of the register, and its monotonic clock, when it was given. */
  readonly bootId: string
  readonly monoMs: number
  /** The request that used it up. */
  readonly usedBy?: string
}

interface GrantRow {
  may: 'no' | 'ask' | 'yes' | 'upTo'
  up_to: number | null
}

type ApprovalRow = readonly [id: string, seat: string, requester: string, approver: string, permission: Permission, document: string, amount: number, reason: string, bootId: string, monoMs: number, usedBy: string | null]

export function readAuthority(db: Connection) {
  const cell = db.prepare<[string, string], GrantRow>('SELECT may, up_to FROM permission_grant WHERE role = ? AND permission = ?')
  const second = db.prepare<[string], number>('SELECT above FROM second_person WHERE permission = ?').pluck()
  const approval = db
    .prepare<[string], ApprovalRow>('SELECT id, seat, requester, approver, permission, document, amount, reason, boot_id, mono_ms, used_by FROM approval WHERE id = ?')
    .raw()
  return {
    grantOf(role: Role, permission: Permission): Grant {
      const row = cell.get(role, permission)
      if (row === undefined) return defaultGrant(role, permission)
      return row.may === 'upTo' ? (row.up_to ?? 0) : row.may
    },
    secondPersonAbove: (permission: Permission): number | undefined => second.get(permission),
    approvalById(id: string): Approval | undefined {
      const row = approval.get(id)
      if (row === undefined) return undefined
      const [approvalId, seat, requester, approver, permission, document, amount, reason, bootId, monoMs, usedBy] = row
      return { id: approvalId, seat, requester, approver, permission, document, amount, reason, bootId, monoMs, ...(usedBy === null ? {} : { usedBy }) }
    },
  }
}

export function writeAuthority(db: Connection) {
  const upsert = db.prepare<[string, string, string, number | null]>(
    `INSERT INTO permission_grant (role, permission, may, up_to) VALUES (?, ?, ?, ?)
     ON CONFLICT (role, permission) DO UPDATE SET may = excluded.may, up_to = excluded.up_to`,
  )
  const setSecond = db.prepare<[string, number]>('INSERT INTO second_person (permission, above) VALUES (?, ?) ON CONFLICT (permission) DO UPDATE SET above = excluded.above')
  const dropSecond = db.prepare<[string]>('DELETE FROM second_person WHERE permission = ?')
  const insert = db.prepare<[string, string, string, string, string, string, number, string, string, number]>(
    'INSERT INTO approval (id, seat, requester, approver, permission, document, amount, reason, boot_id, mono_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  // What it allowed is in the journal; the row only keeps it from being used twice, for as long as it could be.
  const forget = db.prepare<[string, number]>('DELETE FROM approval WHERE boot_id <> ? OR mono_ms < ?')
  const use = db.prepare<[string, string]>('UPDATE approval SET used_by = ? WHERE id = ? AND used_by IS NULL')
  return {
    saveGrant(role: Role, permission: Permission, grant: Grant): void {
      const limit = typeof grant === 'number'
      upsert.run(role, permission, limit ? 'upTo' : grant, limit ? grant : null)
    },
    saveSecondPersonAbove(permission: Permission, above: number | undefined): void {
      if (above === undefined) dropSecond.run(permission)
      else setSecond.run(permission, above)
    },
    addApproval({ id, seat, requester, approver, permission, document, amount, reason, bootId, monoMs }: Omit<Approval, 'usedBy'>): void {
      forget.run(bootId, monoMs - 3_600_000)
      insert.run(id, seat, requester, approver, permission, document, amount, reason, bootId, monoMs)
    },
    /** Throws when it is not there or used already. */
    useApproval(id: string, request: string): void {
      if (use.run(request, id).changes !== 1) throw new Error('an approval used twice')
    },
  }
}

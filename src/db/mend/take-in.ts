import { accept } from '../../domain/errors/index.ts'
import { parseEntry } from '../../domain/journal/index.ts'
import { openRegisterDatabase } from '../open-database.ts'
import { type RegisterWriter } from '../register-database.ts'
import { type TakenEntry } from '../taken-entry.ts'
import { type ReportedHead } from './mend-report.ts'

export interface TakenIn {
  readonly taken: number
  readonly documents: number
  readonly head: ReportedHead
}

/**
 * Into a copy of a backup, through the one door that any register's file is written by. What cannot be written leaves the backup as it was. `isOlder`: the
 * copy is of an earlier time than the last paper that came out of this register, and the last mail that went.
 */
export function takeIn(file: string, newId: () => string, entries: readonly TakenEntry[], { before, isOlder, at }: { readonly before: ReportedHead; readonly isOlder: boolean; readonly at: number }): TakenIn {
  if (entries.length === 0 && !isOlder) return { taken: 0, documents: 0, head: before }
  const opened = openRegisterDatabase({ path: file, newId })
  if (!opened.ok) return { taken: 0, documents: 0, head: before }
  const register = opened.value
  try {
    if (isOlder) {
      register.unitOfWork(() => {
        register.endBackup()
        register.doubtEffects()
        register.doubtMails(at)
        return accept(undefined)
      })
    }
    const done = register.unitOfWork(() => accept(register.takeEntries(entries)))
    if (done.ok) endMails(register, entries.slice(0, done.value.taken))
    while (register.project(500) > 0);
    const { taken, documents } = done.ok ? done.value : { taken: 0, documents: 0 }
    const { epoch, seq, hash } = register.journalHead()
    return { taken, documents, head: { epoch, seq, hash } }
  } finally {
    register.close()
  }
}

/** A mail whose end an entry tells of waits no more: whoever got it gets no second one, and its address goes. */
function endMails(register: RegisterWriter, entries: readonly TakenEntry[]): void {
  register.unitOfWork(() => {
    for (const { text } of entries) {
      const entry = parseEntry(text)
      const state = entry?.type === 'mail.sent' ? 'sent' : entry?.type === 'mail.dropped' ? 'dropped' : undefined
      const mailId = typeof entry?.body === 'object' && !Array.isArray(entry.body) ? (entry.body as { readonly mailId?: unknown }).mailId : undefined
      if (entry !== undefined && state !== undefined && typeof mailId === 'string' && register.mailById(mailId) !== undefined) register.mailEnded(mailId, { state, at: entry.at })
    }
    return accept(undefined)
  })
}

/** What such entries tell of is kept in rows of its own, which no entry holds whole: a PIN, a price, a device. */
const ownRows = /^(setting|item|items|operator|operators|permission|tax|customer|recall)\./

export const isOwnRow = (type: string): boolean => ownRows.test(type) && !type.startsWith('operator.signed')

/** Entries that begin something whose goods stand in no entry, and those that end it. */
export const heldTypes: readonly string[] = ['basket.suspended', 'basket.resumed', 'basket.cancelled', 'layAway.made', 'layAway.cancelled', 'sale.completed', 'refund.completed']

/** Of entries in their order: sales that are held, and goods that are laid aside, at their end and not before. By the type of what began it. */
export function stillHeld(texts: Iterable<string>): ReadonlyMap<string, number> {
  const held = new Map<string, string>()
  for (const text of texts) {
    const entry = parseEntry(text)
    const body = entry?.body
    const basketId = typeof body === 'object' && !Array.isArray(body) ? (body as { readonly basketId?: unknown }).basketId : undefined
    if (entry === undefined || typeof basketId !== 'string') continue
    if (entry.type === 'basket.suspended' || entry.type === 'layAway.made') held.set(basketId, entry.type)
    else if (heldTypes.includes(entry.type)) held.delete(basketId)
  }
  const counts = new Map<string, number>()
  for (const type of held.values()) counts.set(type, (counts.get(type) ?? 0) + 1)
  return counts
}

/** How many of each are to be done again by hand. */
export function againOf(entries: readonly TakenEntry[]): Record<string, number> {
  const texts = entries.map(({ text }) => text)
  return Object.fromEntries([...stillHeld(texts), ...ownRowsIn(texts)])
}

/** By the type of their entry. What head office set comes again with the next contact: nobody can, or has to, do that by hand. */
export function ownRowsIn(texts: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const entry = parseEntry(text)
    if (entry === undefined || !isOwnRow(entry.type) || isOfHeadOffice(entry)) continue
    counts.set(entry.type, (counts.get(entry.type) ?? 0) + 1)
  }
  return counts
}

function isOfHeadOffice({ type, operator, body }: { readonly type: string; readonly operator: string; readonly body: unknown }): boolean {
  if (/\.(fed|released)$/.test(type)) return true
  if (operator !== 'system') return false
  // A logo that is set by a command has nobody's name either.
  const setting = typeof body === 'object' && body !== null && 'setting' in body ? body.setting : undefined
  return type.startsWith('tax.') || type === 'permission.changed' || (type === 'setting.changed' && setting !== 'logo')
}

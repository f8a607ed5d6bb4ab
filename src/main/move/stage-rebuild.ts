import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { countryOfZone, setupCountry } from '../../contracts/ipc/index.ts'
import { type RebuildAnswer } from '../../contracts/replication/index.ts'
import { highestReceiptCounter, openRegisterDatabase, sha256, syncFolder, type RegisterWriter, type TakenEntry } from '../../db/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { GENESIS_HASH, hashEntry, parseEntry } from '../../domain/journal/index.ts'
import { addRebuiltManager, fillRebuilt, goOnInNextEpoch, strongPin } from '../commands/index.ts'
import { hashPin, momentClock, newId, openSecrets, type RebuildStage, type RegisterSecrets } from '../core/index.ts'
import { toldByJournal } from './told-by-journal.ts'
import { isTakingOver, waitingOf } from './unpack-beside.ts'

const database = 'register.db'
const keys = 'register.keys'

/** Not what `swapIn` clears away: the key in it is bound already, and its code is spent. */
const stagingOf = (databasePath: string): string => path.join(path.dirname(databasePath), 'rebuilding')

/** Somebody else's journal, and a key of theirs: nothing of it stays beside a register that became another one. */
export function forgetRebuild(databasePath: string): void {
  rmSync(stagingOf(databasePath), { recursive: true, force: true })
}

export function rebuildStage(databasePath: string, isNobodys: () => boolean): RebuildStage {
  const staging = stagingOf(databasePath)
  const [file, keyFile] = [path.join(staging, database), path.join(staging, keys)]
  let secrets: RegisterSecrets | undefined
  let open: RegisterWriter | undefined

  function dropFile(): void {
    open?.close()
    open = undefined
    for (const end of ['', '-wal', '-shm', '-sums', '-lock']) rmSync(`${file}${end}`, { force: true })
  }

  function unlocked(): Result<RegisterSecrets> {
    if (secrets !== undefined) return accept(secrets)
    mkdirSync(staging, { recursive: true, mode: 0o700 })
    // Without its key nothing of it is ever signed: it begins anew.
    if (!existsSync(keyFile)) dropFile()
    const opened = openSecrets(keyFile, file)
    if (opened.ok) secrets = opened.value
    return opened
  }

  function openFile(bound: RebuildAnswer, headOfficeUrl: string, firstEpoch: number): Result<RegisterWriter> {
    let isNew = !existsSync(file)
    const { registerNumber, storeId, storeName, chainName, storeLines = [], language, timeZone, cutOffHour } = bound
    const country = countryOfZone(timeZone)
    const { currency, taxPacks } = setupCountry(country ?? 'other')
    return openRegisterDatabase({
      path: file,
      // The first id that a new file asks for is its register's.
      newId: () => {
        if (!isNew) return newId()
        isNew = false
        return bound.register
      },
      // Until the journal says better.
      first: { epoch: firstEpoch, registerNumber, storeId, storeName, chainName, storeLines, language, timeZone, cutOffHour, headOfficeUrl, currency, ...(taxPacks[0] === undefined ? {} : { taxPack: taxPacks[0] }) },
    })
  }

  /** A full disk, or a stick that was pulled out: left to the core, a fault of this file would be taken for one of its own. */
  function kept<Value>(act: () => Result<Value>): Result<Value> {
    try {
      return act()
    } catch (error) {
      return notKept(error)
    }
  }

  function notKept(error: unknown): Result<never> {
    if (!(error instanceof Error) || !('code' in error)) throw error
    try {
      open?.close()
    } finally {
      open = undefined
    }
    return refuse('rebuild.notKept', { reason: String(error.code) })
  }

  const stage: RebuildStage = {
    key() {
      const own = unlocked()
      return own.ok ? accept({ publicKey: own.value.publicKey }) : own
    },
    sign(text) {
      const own = unlocked()
      return own.ok ? accept(own.value.sign(Buffer.from(text, 'utf8'))) : own
    },
    begin(bound, headOfficeUrl, firstEpoch) {
      const own = unlocked()
      if (!own.ok) return own
      if (bound.chainPepper !== undefined) own.value.keepChainPepper(bound.chainPepper)
      open?.close()
      open = undefined
      const opened = openFile(bound, headOfficeUrl, firstEpoch)
      if (!opened.ok) return opened
      open = opened.value
      // Of another register, or its rows stand already and something stopped it then: what is pulled is pulled anew.
      if (open.facts().registerId !== bound.register || open.chainFaultAtOpen() !== undefined || open.operators().length > 0 || open.departments().length > 0) {
        dropFile()
        const again = openFile(bound, headOfficeUrl, firstEpoch)
        if (!again.ok) return again
        open = again.value
      }
      return accept(open.journalHead())
    },
    take(epoch, texts) {
      if (open === undefined) return refuse('request.failed', { reason: 'notBegun' })
      const register = open
      const head = register.journalHead()
      let prevHash = head.epoch === epoch ? head.hash : GENESIS_HASH
      const entries = texts.map((text): TakenEntry => {
        const entry = { prevHash, hash: hashEntry(prevHash, text, sha256), text }
        prevHash = entry.hash
        return entry
      })
      const taken = register.unitOfWork(() => accept(register.takeEntries(entries)))
      if (!taken.ok) return taken
      register.project(entries.length)
      const { fault } = taken.value
      if (fault === undefined) return accept(register.journalHead())
      const at = register.journalHead()
      const text = texts[taken.value.taken] ?? ''
      return refuse(fault === 'unreadable' ? 'rebuild.newer' : 'rebuild.broken', { epoch, seq: at.epoch === epoch ? at.seq + 1 : (parseEntry(text)?.seq ?? 1) })
    },
    async finish({ newest, latest, instance, manager }) {
      const own = unlocked()
      if (!own.ok) return own
      if (open === undefined) return refuse('request.failed', { reason: 'notBegun' })
      const register = open
      const moment = momentClock(() => register.facts().timeZone)
      const strong = strongPin({ database: register, moment }, manager.pin)
      if (!strong.ok) return strong
      const { id: pepperId, bytes } = own.value.pepper()
      const hash = await hashPin(manager.pin, bytes)
      // Asked in the same breath as it is put there: there would be two of it at the next start.
      if (!isNobodys()) return refuse('setup.done')
      if (isTakingOver(databasePath)) return refuse('setup.takingOver')
      while (register.project(500) > 0);
      const told = toldByJournal(register)
      const saved = fillRebuilt({ database: register }, told)
      if (!saved.ok) return saved
      const receiptNumbersTo = beyond(highestReceiptCounter(latest), told.busiest, (moment().at - told.lastAt) / dayMs)
      const nothing = { epoch: register.facts().epoch, seq: 0, hash: GENESIS_HASH }
      const gone = goOnInNextEpoch({ database: register, moment }, { newest: newest?.epoch ?? 0, partings: [], headOffice: newest ?? nothing, latest, instance, rebuilt: { receiptNumbersTo } })
      if (!gone.ok) return gone
      const known = addRebuiltManager({ database: register, moment }, { id: randomUUID(), name: manager.name }, { hash, pepperId })
      if (!known.ok) return known
      while (register.project(500) > 0);
      if (register.verifyChain() !== undefined) return refuse('rebuild.broken', { epoch: register.facts().epoch, seq: 1 })
      const { registerNumber, chainName, storeName } = register.facts()
      const waiting = register.waiting().entries
      register.close()
      open = undefined
      const target = waitingOf(databasePath)
      renameSync(staging, target)
      syncFolder(path.dirname(target))
      return accept({ registerNumber, chainName, storeName, waiting, receiptNumbersTo })
    },
  }
  return {
    key: () => kept(() => stage.key()),
    sign: (text) => kept(() => stage.sign(text)),
    begin: (...given) => kept(() => stage.begin(...given)),
    take: (...given) => kept(() => stage.take(...given)),
    finish: async (end) => stage.finish(end).catch(notKept),
  }
}

const dayMs = 86_400_000
/** A till that heard nothing from head office for longer was looked after by nobody. */
const mostDays = 14

/** Behind whatever the lost machine may have given out since it was last heard: its busiest day for each day since, a thousand at least, to the next full thousand. */
export function beyond(highest: number, busiest: number, days: number): number {
  const unheard = Math.max(1000, busiest * (Math.min(mostDays, Math.max(0, Math.ceil(days))) + 1))
  return Math.ceil((highest + unheard) / 1000) * 1000
}

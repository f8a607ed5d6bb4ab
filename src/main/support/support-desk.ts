import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { leavesRoom } from '../../db/index.ts'
import { type Input, type JobView, type Output } from '../../contracts/ipc/index.ts'
import { accept, refuse, type Result } from '../../domain/errors/index.ts'
import { type Permission } from '../../domain/authority/index.ts'
import { gather, type GatherOptions } from './gather.ts'
import { packBundle, type PackedBundle } from './pack.ts'

interface From {
  readonly seat: string
  readonly request: string
}

export interface SupportDeskOptions {
  readonly data: string
  readonly gathering: () => Promise<Omit<GatherOptions, 'data' | 'onProgress'>>
  readonly registerNumber: () => Promise<number>
  readonly hasRight: (from: From, permission: Permission) => Promise<Result<unknown>>
  /** Writes into the journal who kept the file of this name. */
  readonly noteSaved: (file: string, from: From) => Promise<Result<unknown>>
  readonly tell: (job: JobView) => void
  readonly now: () => number
}

export interface SupportDesk {
  prepare(input: Input<'prepare-support'>, from: From): Promise<Result<Output<'prepare-support'>>>
  save(input: Input<'save-support'>, from: From): Promise<Result<Output<'save-support'>>>
}

/** What is done within a second needs no bar. */
const barAfterMs = 1_000
/** As many as stay in the data folder: each was made for one call for help. */
const keptBundles = 5

/** Makes a bundle, shows what is in it, and keeps it only when somebody says so. */
export function createSupportDesk({ data, gathering, registerNumber, hasRight, noteSaved, tell, now }: SupportDeskOptions): SupportDesk {
  let made: { readonly id: string; readonly packed: PackedBundle } | undefined
  const folder = path.join(data, 'support')

  return {
    async prepare(_input, from) {
      const allowed = await hasRight(from, 'supportBundle')
      if (!allowed.ok) return allowed
      const id = randomUUID()
      const began = now()
      const show = (state: JobView['state'], part: number): void => {
        if (now() - began >= barAfterMs) tell({ id, kind: 'support', state, done: 0, part })
      }
      const options = await gathering()
      const files = await gather({ ...options, data, onProgress: (part) => show('running', part) })
      const packed = packBundle(files, await registerNumber(), options.at)
      show('done', 1000)
      made = { id, packed }
      return accept({ id, files: [...packed.files], bytes: packed.bytes.length })
    },
    async save({ id, download }, from) {
      const allowed = await hasRight(from, 'supportBundle')
      if (!allowed.ok) return allowed
      if (made === undefined || made.id !== id) return refuse('support.gone')
      const { name, bytes } = made.packed
      const whole = path.join(folder, name)
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        // Saved on a full disk it would be what stops the sales. As a download it leaves by another way.
        if (!leavesRoom(folder, bytes.length)) return refuse('support.notSaved', { folder, reason: 'ENOSPC' })
        writeFileSync(whole, bytes, { mode: 0o600 })
        const older = readdirSync(folder).filter((one) => /^tillwright-support-\d+-\w+\.tar\.gz$/.test(one)).toSorted((a, b) => (a.slice(-23) < b.slice(-23) ? -1 : 1)).slice(0, -keptBundles)
        for (const one of older) rmSync(path.join(folder, one), { force: true })
      } catch (error) {
        return refuse('support.notSaved', { folder, reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' })
      }
      // A core that cannot write any more is what help is asked for: then the file is there and the entry is not.
      const noted = await noteSaved(name, from)
      if (!noted.ok && noted.refusal.code !== 'request.failed') {
        rmSync(whole, { force: true })
        return noted
      }
      return accept({ name, path: whole, ...(download && { content: bytes.toString('base64') }) })
    },
  }
}

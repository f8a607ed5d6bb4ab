import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { headOfficeAddress } from '../contracts/replication/index.ts'
import { syncFolder } from '../db/index.ts'

/** Addresses of head office that somebody at the counter turned away from, one after another, and the one they chose last. */
const kept = z.object({ left: z.array(z.string()), by: z.string() })
type Left = z.infer<typeof kept>

interface Turned {
  /** Where it sent until then; undefined where it knew no address. */
  readonly from: string | undefined
  /** The address this start was given, if any. */
  readonly given: string | undefined
  readonly to: string
}

/**
 * A short cut that says one of them says nothing new from the next start on: whether the run in which they chose had that option or not, and however often they have chosen since. In a file
 * of its own, which a program from before it leaves alone.
 */
export function leaveAddress(data: string, { from, given, to }: Turned): void {
  const before = leftIn(data)
  const left = [...(before !== undefined && before.by === from ? before.left : []), ...(from === undefined ? [] : [from]), ...(given === undefined ? [] : [headOfficeAddress(given) ?? given])]
  keep(data, { left: [...new Set(left)], by: to })
}

/** Whether `given` was turned away from before somebody at the counter chose the address that is kept. */
export function isLeft(data: string, { given, by }: { readonly given: string; readonly by: string | undefined }): boolean {
  const left = leftIn(data)
  return left !== undefined && left.by === by && left.left.includes(headOfficeAddress(given) ?? given)
}

function fileIn(data: string): string {
  return path.join(data, 'head-office-left.json')
}

/** Without it an option counts as it did. */
function leftIn(data: string): Left | undefined {
  try {
    return kept.parse(JSON.parse(readFileSync(fileIn(data), 'utf8')))
  } catch {
    return undefined
  }
}

function keep(data: string, left: Left): void {
  const unfinished = `${fileIn(data)}.unfinished`
  writeFileSync(unfinished, JSON.stringify(left), { mode: 0o600, flush: true })
  renameSync(unfinished, fileIn(data))
  syncFolder(data)
}

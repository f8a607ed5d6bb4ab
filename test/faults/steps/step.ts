import { writeSync } from 'node:fs'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'

/** What a register works on while it is watched. All that happens in one of them carries its name. */
export const stages = ['start', 'leftover', 'sale', 'refund', 'z', 'end'] as const
export type Stage = (typeof stages)[number]

/** Named by whoever starts this process: at that step it kills itself. */
export const stepVariable = 'TILLWRIGHT_TEST_STEP'
const target = process.env[stepVariable]
const stageKey = 'stage of the steps'

/** One number for all threads of this process, so that what a worker does carries the stage main is in. */
function sharedStage(): Int32Array {
  const known: unknown = getEnvironmentData(stageKey)
  const buffer = known instanceof SharedArrayBuffer ? known : new SharedArrayBuffer(4)
  if (known !== buffer) setEnvironmentData(stageKey, buffer)
  return new Int32Array(buffer)
}

const stage = sharedStage()
const told = new Set<string>()

export function enter(next: Stage): void {
  Atomics.store(stage, 0, stages.indexOf(next))
}

export const stageNow = (): Stage => stages[Atomics.load(stage, 0)] ?? 'start'

/** Whether this is the step at which the process ends: for one that has something to do by halves first. */
export const isTarget = (name: string): boolean => target === `${stageNow()}/${name}`

/** Straight into the pipe: what the parent reads was written before this process was killed. */
export const tell = (line: string): void => void writeSync(1, `${line}\n`)

export function die(): void {
  process.kill(process.pid, 'SIGKILL')
  // Nothing of this thread runs on, however long the signal takes.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/** The program has come to this point: said the first time, and the end of it where it was asked for. */
export function step(name: string): void {
  const full = `${stageNow()}/${name}`
  if (told.has(full)) return
  told.add(full)
  tell(`step ${full}`)
  if (target === full) die()
}

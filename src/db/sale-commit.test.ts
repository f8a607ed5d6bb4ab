import { readFileSync, statSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { fillBasket, freshRegister, itemLine, type TestFolder, write, writeSale } from './fixture.ts'
import { type RegisterWriter } from './register-database.ts'

let folder: TestFolder
let register: RegisterWriter
beforeEach(() => {
  ({ folder, register } = freshRegister())
  return folder.remove
})

/** WAL format: a frame is a 24-byte header and a page; bytes 4-7 of the header are non-zero in a commit's last frame only. */
const FRAME = 24 + 4096

/** Frames and commits that `work` appends to the WAL. No checkpoint runs meanwhile, so the file only grows. */
function walOf(work: () => void): { readonly frames: number; readonly commits: number } {
  const before = statSync(`${folder.path}-wal`).size
  work()
  const wal = readFileSync(`${folder.path}-wal`).subarray(before)
  let commits = 0
  for (let at = 0; at < wal.length; at += FRAME) if (wal.readUInt32BE(at + 4) !== 0) commits += 1
  return { frames: wal.length / FRAME, commits }
}

const lines = [1, 2, 3, 4, 5].map((lineNo) => itemLine(lineNo))

describe('a sale of five lines', () => {
  /*
   * synchronous=FULL syncs the WAL once per commit, so one commit frame is one fsync: what a till's slow disk feels.
   * The eight pages: journal leaf, its parent and page 1 (an entry of this size takes a new leaf, and the file grows), the
   * index of journal ids, sale, basket, seat, effect. When trees split it is more: three pages for each of the three in key
   * order, two for effects, so 19 if all did at once.
   */
  test('[DB-11] is one commit of eight pages, at most 19 when B-trees split, and eight and a half on average', () => {
    const counts: number[] = []
    for (let sale = 0; sale < 60; sale += 1) {
      fillBasket(register, `b${sale}`, lines)
      const wal = walOf(() => { write(register, () => writeSale(register, `b${sale}`, lines)) })
      expect(wal.commits).toBe(1)
      counts.push(wal.frames)
    }
    expect(counts.toSorted((a, b) => a - b)[30]).toBe(8)
    expect(Math.max(...counts)).toBeLessThanOrEqual(19)
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeLessThanOrEqual(8.5)
  })

  test('[DB-11] the counter of commits can count: two units of work are two', () => {
    const seat = (operatorId: string): void => { write(register, () => { register.setSeat({ seat: 'counter', operatorId }) }) }
    expect(walOf(() => { seat('a') }).commits).toBe(1)
    expect(walOf(() => { seat('b'); seat('c') }).commits).toBe(2)
  })

  test('[DB-11] what rolls back commits nothing, and the checkpoint between sales lets the WAL start over', () => {
    fillBasket(register, 'b1', lines)
    expect(walOf(() => {
      expect(() => write(register, () => { writeSale(register, 'b1', lines); throw new Error('undone') })).toThrow('undone')
    }).commits).toBe(0)
    register.checkpoint()
    const size = statSync(`${folder.path}-wal`).size
    write(register, () => writeSale(register, 'b1', lines))
    expect(statSync(`${folder.path}-wal`).size).toBe(size)
  })
})

import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '../../db/index.ts'
import { type Result } from '../../domain/errors/index.ts'
import { GENESIS_HASH, makeEntry } from '../../domain/journal/index.ts'
import { forgetRebuild, rebuildStage } from './stage-rebuild.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'tillwright-rebuild-'))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

const bound = { register: randomUUID(), storeId: randomUUID(), storeName: 'Quay Street', chainName: 'Harbour', storeLines: ['1 Quay Street'], registerNumber: 3, instance: randomUUID(), chainPepper: randomBytes(32).toString('base64'), language: 'en', timeZone: 'Europe/London', cutOffHour: 4 }
const url = 'https://head.example'
const manager = { name: 'Mei', pin: '4829' }
const at = (): string => path.join(data, 'register.db')

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

function entry(seq: number, more: object = {}): string {
  const content = { register: bound.register, epoch: 1, seq, id: randomUUID(), type: 'register.opened', schemaVersion: 1, at: seq, tzOffset: 0, bootId: bound.register, monoMs: seq, businessDate: '2026-11-23', operator: 'system', catalogueVersion: 0, body: {}, ...more }
  return makeEntry(content, GENESIS_HASH, sha256).text
}

test('[REB-9] what does not follow is not taken, and nothing behind it', () => {
  const stage = rebuildStage(at(), () => true)
  value(stage.key())
  expect(value(stage.begin(bound, url, 1))).toEqual({ epoch: 1, seq: 0, hash: GENESIS_HASH })
  expect(stage.take(1, [entry(2)])).toMatchObject({ ok: false, refusal: { code: 'rebuild.broken', params: { epoch: 1, seq: 1 } } })
  expect(stage.take(1, [entry(1, { register: randomUUID() })])).toMatchObject({ ok: false, refusal: { code: 'rebuild.broken' } })
  expect(stage.take(1, ['nonsense'])).toMatchObject({ ok: false, refusal: { code: 'rebuild.broken' } })
  const first = entry(1)
  expect(value(stage.take(1, [first]))).toEqual({ epoch: 1, seq: 1, hash: sha256(`${GENESIS_HASH}${first}`) })
  expect(stage.take(1, [entry(2), entry(4)])).toMatchObject({ ok: false, refusal: { code: 'rebuild.broken', params: { epoch: 1, seq: 3 } } })
  expect(stage.take(1, [entry(3, { type: 'sale.completed', schemaVersion: 2 })])).toMatchObject({ ok: false, refusal: { code: 'rebuild.newer', params: { epoch: 1, seq: 3 } } })
})

test('[REB-9] another try goes on with its key and what it has; another register begins anew, and a spoilt one as well', () => {
  const first = rebuildStage(at(), () => true)
  const { publicKey } = value(first.key())
  value(first.begin(bound, url, 1))
  value(first.take(1, [entry(1), entry(2)]))
  const again = value(first.begin(bound, url, 1))
  expect([again.seq, value(first.key()).publicKey]).toEqual([2, publicKey])
  expect(value(first.begin({ ...bound, register: randomUUID() }, url, 1)).seq).toBe(0)
  forgetRebuild(at())
  expect(existsSync(path.join(data, 'rebuilding'))).toBe(false)
})

test('[REB-9] one of which head office has nothing goes on all the same, in its country, behind the first thousand numbers', async () => {
  const stage = rebuildStage(at(), () => true)
  value(stage.key())
  value(stage.begin(bound, url, 1))
  expect(await stage.finish({ latest: [], instance: bound.instance, manager: { ...manager, pin: '1111' } })).toMatchObject({ ok: false, refusal: { code: 'pin.weak' } })
  expect(value(await stage.finish({ latest: [], instance: bound.instance, manager }))).toMatchObject({ registerNumber: 3, storeName: 'Quay Street', receiptNumbersTo: 1000 })
  expect([existsSync(path.join(data, 'taken-over', 'register.db')), existsSync(path.join(data, 'rebuilding'))]).toEqual([true, false])
})

test('[REB-9] a register that became somebody’s meanwhile is left alone', async () => {
  const stage = rebuildStage(at(), () => false)
  value(stage.key())
  value(stage.begin(bound, url, 1))
  expect(await stage.finish({ latest: [], instance: bound.instance, manager })).toMatchObject({ ok: false, refusal: { code: 'setup.done' } })
  expect(existsSync(path.join(data, 'taken-over'))).toBe(false)
})

test('[REB-9] a disk that does not take it is a refusal, and no end of the core', () => {
  const file = path.join(data, 'a-file')
  writeFileSync(file, '')
  expect(rebuildStage(path.join(file, 'register.db'), () => true).key()).toMatchObject({ ok: false, refusal: { code: 'rebuild.notKept', params: { reason: 'ENOTDIR' } } })
})

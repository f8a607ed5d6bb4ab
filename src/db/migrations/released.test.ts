import { describe, expect, test } from 'vitest'
import { assertInOrder, checksumOf } from '../migrate.ts'
import { migrations, releasedChecksums } from './index.ts'

describe('migrations', () => {
  test('[DB-3] a released migration is never edited: its text still has the checksum it was released with', () => {
    for (const migration of migrations) expect([migration.id, checksumOf(migration)]).toEqual([migration.id, releasedChecksums[migration.id]])
  })

  test('[DB-3] no released migration is dropped from the list', () => {
    expect(migrations.map(({ id }) => String(id))).toEqual(Object.keys(releasedChecksums))
  })

  test('[DB-3] the checksum sees one changed character of the text, the name and the number', () => {
    const [first] = migrations
    if (first === undefined) throw new Error('no migrations')
    const sum = checksumOf(first)
    expect(checksumOf({ ...first, up: first.up.replace('only', 'onlx') })).not.toBe(sum)
    expect(checksumOf({ ...first, name: `${first.name}s` })).not.toBe(sum)
    expect(checksumOf({ ...first, id: first.id + 10 })).not.toBe(sum)
  })

  test('[DB-3] migrations rise in tens and cannot be edited at run time', () => {
    expect(() => { assertInOrder(migrations) }).not.toThrow()
    expect(() => { assertInOrder(migrations.toReversed()) }).toThrow('out of order')
    expect(() => { assertInOrder([{ id: 15, name: 'odd', up: '' }]) }).toThrow('out of order')
    expect(migrations.every((migration) => Object.isFrozen(migration))).toBe(true)
  })
})

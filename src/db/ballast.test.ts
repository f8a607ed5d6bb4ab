import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { BALLAST_BYTES, ballastBeside } from './ballast.ts'
import { testFolder } from './fixture.ts'

test('[DB-30] the ballast takes all of its room, gives it back in slices, and is made again from what is left', () => {
  const folder = testFolder()
  try {
    const place = `${folder.path}-ballast`
    const ballast = ballastBeside(folder.path)
    expect([ballast.bytes(), ballast.give()]).toEqual([0, false])
    let pieces = 1
    while (ballast.add()) pieces += 1
    expect([pieces, ballast.bytes(), ballast.add()]).toEqual([64, BALLAST_BYTES, false])
    const { size, blocks, mode } = statSync(place)
    expect([size, blocks * 512 >= BALLAST_BYTES, mode & 0o777]).toEqual([BALLAST_BYTES, true, 0o600])
    let slices = 0
    while (ballast.give()) slices += 1
    expect([slices, ballast.bytes(), statSync(place).size]).toEqual([16, 0, 0])
    expect([ballast.add(), ballast.bytes()]).toEqual([true, 1024 * 1024])
  } finally {
    folder.remove()
  }
})

test('[DB-30] a file that is long and takes no room is no ballast', () => {
  const folder = testFolder()
  try {
    const place = `${folder.path}-ballast`
    writeFileSync(place, '')
    truncateSync(place, BALLAST_BYTES)
    const ballast = ballastBeside(folder.path)
    expect([ballast.bytes(), ballast.give(), ballast.add()]).toEqual([0, false, true])
    expect([ballast.bytes(), statSync(place).size]).toEqual([1024 * 1024, 1024 * 1024])
  } finally {
    folder.remove()
  }
})

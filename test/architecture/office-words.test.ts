import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { permissions, roles } from '../../src/domain/authority/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8')

// The page is another program, of which no test of this room may name a part: what it says is read as it is written.
test('[REP-14] rights and roles are called at head office as at the tills, in each language', () => {
  const [, english = '', chinese = ''] = textOf('src/headoffice/page/right-words.ts').split(/export const (?:english|chinese)Rights/u)
  for (const [language, said] of [['en', english], ['zh-CN', chinese]] as const) {
    const words = JSON.parse(textOf(`src/renderer/words/${language}.json`)) as Readonly<Record<string, string>>
    const wanted = [...permissions.map((permission) => `${permission}: '${words[`permission.${permission}`]}'`), ...roles.map((role) => `${role}: '${words[`role.${role}`]}'`)]
    expect([language, wanted.filter((line) => !said.includes(`${line},`) && !said.includes(`${line} }`))]).toEqual([language, []])
  }
})

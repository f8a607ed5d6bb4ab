// Writes docs/reference/refusals.md from the registry and the catalogues; a test holds the three together.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { refusalKinds } from '../src/domain/errors/index.ts'
import { root } from './lib/toolchain.mjs'

const words = (language) => JSON.parse(readFileSync(path.join(root, 'src', 'renderer', 'words', `${language}.json`), 'utf8'))
const [en, zh] = [words('en'), words('zh-CN')]
const rows = Object.entries(refusalKinds).map(([code, { moneyMoved, retry }]) => `| \`${code}\` | ${en[`refusal.${code}`]} | ${zh[`refusal.${code}`]} | ${moneyMoved} | ${retry} |`)
writeFileSync(
  path.join(root, 'docs', 'reference', 'refusals.md'),
  `# Refusals
What the till says when it does not do something: what happened, what is safe, what to do. A code is never renamed. "Money
moved" answers the first question of a support call; "again" says whether the same act does any harm.

| code | English | 简体中文 | money moved | again |
|---|---|---|---|---|
${rows.join('\n')}
`,
)

import { expect, test } from 'vitest'
import { mendedView } from '../../contracts/ipc/index.ts'
import { mendedWords } from './mended-words.ts'
import { startWords } from './words.ts'

const { how: ways } = mendedView.shape

function told(language: 'en' | 'zh-CN', how: (typeof ways.options)[number], documents: number): string {
  return startWords(language).t(mendedWords({ how, documents }), { at: 'NOW', backup: 'THEN', count: documents })
}

test('[BARE-5] of documents put back behind a backup one is one, and of none nothing is said', () => {
  expect([0, 1, 2].map((documents) => told('en', 'chosen', documents))).toEqual(['On NOW the backup of THEN was put in place.', 'On NOW the backup of THEN was put in place, with the 1 document since then behind it.', 'On NOW the backup of THEN was put in place, with the 2 documents since then behind it.'])
  expect([0, 1].map((documents) => told('zh-CN', 'chosen', documents))).toEqual(['已于 NOW 换上 THEN 的备份。', '已于 NOW 换上 THEN 的备份，其后的 1 张单据已补回。'])
  expect([0, 1, 2].map((documents) => /\d.*/.exec(told('en', 'backup', documents))?.[0])).toEqual([undefined, '1 document put back behind it.', '2 documents put back behind it.'])
  expect([0, 1].map((documents) => told('zh-CN', 'backup', documents).includes('张单据'))).toEqual([false, true])
})

test('[BARE-5] every way a start went has its sentence in both languages', () => {
  for (const language of ['en', 'zh-CN'] as const) for (const how of ways.options) for (const documents of [0, 1, 2]) expect(told(language, how, documents), `${language} ${how} ${documents}`).not.toMatch(/^mended\./)
})

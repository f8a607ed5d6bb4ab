import { createInstance } from 'i18next'
import { expect, test } from 'vitest'
import en from '../words/en.json' with { type: 'json' }
import zhCN from '../words/zh-CN.json' with { type: 'json' }
import { waitIn, waitWords } from './wait-words.ts'

async function waits(lng: string): Promise<readonly string[]> {
  const words = createInstance()
  await words.init({ lng, keySeparator: false, nsSeparator: false, resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } } })
  return [1, 59, 60, 299, 86_400].map((seconds) => waitWords(words.t, seconds))
}

test('[PIN-7] a wait is told in minutes and seconds, as whoever waits counts it', async () => {
  expect(await waits('en')).toEqual(['1 s', '59 s', '1 min 0 s', '4 min 59 s', '1440 min 0 s'])
  expect(await waits('zh-CN')).toEqual(['1 秒', '59 秒', '1 分 0 秒', '4 分 59 秒', '1440 分 0 秒'])
})

test('[PIN-7] too many wrong codes are told with the wait in minutes, in both languages', async () => {
  const told = async (lng: string): Promise<string> => {
    const words = createInstance()
    await words.init({ lng, keySeparator: false, nsSeparator: false, resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } } })
    const params = { waitSeconds: 3599 }
    return words.t('refusal.secondFactor.wait', { ...params, ...waitIn(words.t, params) })
  }
  expect(await told('en')).toContain('none is taken for 59 min 59 s.')
  expect(await told('zh-CN')).toContain('59 分 59 秒内不接受任何动态码')
})

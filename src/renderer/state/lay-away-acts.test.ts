import { expect, test } from 'vitest'
import { layAwayCalled } from './lay-away-acts.ts'

test('[LAY-30] goods laid aside are called by whom they are for and by what was typed for them, each once', () => {
  expect(layAwayCalled({ customerName: '王小明', label: '李阿姨' })).toBe('王小明 · 李阿姨')
  expect([layAwayCalled({ customerName: '王小明' }), layAwayCalled({ label: '李阿姨' }), layAwayCalled({ customerName: '王小明', label: '王小明' }), layAwayCalled({})]).toEqual(['王小明', '李阿姨', '王小明', undefined])
})

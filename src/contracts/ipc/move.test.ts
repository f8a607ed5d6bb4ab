import { expect, test } from 'vitest'
import { isWeakPassphrase } from './index.ts'

test('[MOVE-14] a passphrase is long and of different characters; blanks around it and repeats are no length', () => {
  const weak = [' '.repeat(12), 'aaaaaaaaaaaa', 'abababababababab', 'a b c d a b c d', '   too short   ', '\t\u3000'.repeat(8), '一二三四一二三四一二三四']
  expect(weak.filter((text) => !isWeakPassphrase(text))).toEqual([])
  const good = ['river stone lamp four', 'correct horse battery 9', '床前明月光疑是地上霜举头', 'abcdeabcdeab']
  expect(good.filter(isWeakPassphrase)).toEqual([])
})

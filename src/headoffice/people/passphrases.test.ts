import { describe, expect, test } from 'vitest'
import { passphraseDesk, passphraseFault } from './passphrases.ts'

const fault = (passphrase: string): string => passphraseFault(passphrase, ['ann.lee', 'Ann Lee-Bergström', 'Harbour', 'Quay Street']) ?? 'taken'

describe('passphrases', () => {
  test('[HOP-7] twelve to 128 signs, whatever script they are in', () => {
    expect(['elf chars x', 'x'.repeat(129), '短口令短口令短口令短口'].map(fault)).toEqual(['passphrase-short', 'passphrase-short', 'passphrase-short'])
    expect(['rusty kettle', 'gulls over wet slate', '江上清风山间明月皆无禁也', '🦀🐙🦑🦐🦞🐡🐠🐟🐬🐳🐋🦈 and more'].map(fault)).toEqual(['taken', 'taken', 'taken', 'taken'])
  })

  test.each([
    'password1234', 'P@ssw0rd2026!', 'Passphrase 2026', 'qwertyuiop123', 'asdfghjklzxcvbnm', '123456789012', 'aaaaaaaaaaaa', 'abcabcabcabc', 'abcdefabcdefabcdef', 'letmein letmein', 'correct horse battery staple',
    'Harbour12345', 'ann.lee.2026!', 'Bergström 1234', 'Quay Street 1', 'headoffice-admin', 'Tillwright123', 'welcome2summer', 'ｐａｓｓｗｏｒｄ１２３４', 'woaini123456', '密码12345678密码',
  ])('[HOP-7] what is tried first is nobody’s passphrase: %s', (passphrase) => expect(fault(passphrase)).toBe('passphrase-hopeless'))

  test('[HOP-8] it is kept as argon2id, is the same from every keyboard, and nobody’s fits nothing', async () => {
    const desk = passphraseDesk()
    const kept = await desk.hash('Rusty kettle é')
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/u)
    expect(await Promise.all([desk.verify(kept, 'Rusty kettle é'.normalize('NFD')), desk.verify(kept, 'rusty kettle é'), desk.verify(undefined, 'nobody')])).toEqual([true, false, false])
  })

  test('[HOP-8] of nobody it costs what it costs of somebody, and who comes while the line is long is told so', async () => {
    const desk = passphraseDesk()
    const kept = await desk.hash('Rusty kettle')
    const time = async (against: string | undefined): Promise<number> => {
      const from = performance.now()
      await desk.verify(against, 'something else')
      return performance.now() - from
    }
    await time(undefined)
    const [known, unknown] = [Math.min(await time(kept), await time(kept)), Math.min(await time(undefined), await time(undefined))]
    expect(unknown).toBeGreaterThan(known / 3)
    const line = Array.from({ length: 16 }, () => desk.verify(kept, 'x'))
    expect(desk.busy()).toBe(true)
    await Promise.all(line)
    expect(desk.busy()).toBe(false)
  })
})

import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { lossRuleNames } from '../../contracts/ipc/index.ts'
import zhCN from '../words/zh-CN.json' with { type: 'json' }
import { inEveryLanguage } from './catalogue-words.ts'
import { settingsPages } from './rights.ts'
import { counterOf, screen } from './screen.fixture.ts'
import { findSettings, settings } from './settings-search.ts'
import { views, type Screen } from './views.ts'

const found = (text: string): readonly string[] => findSettings(text, inEveryLanguage).map(({ id }) => id)
const chinese: Readonly<Record<string, string>> = zhCN

describe('the search of settings', () => {
  test('[FIND-1] every view on which something is set has search words, in both languages', () => {
    const setting = (Object.keys(views) as Screen[]).filter((one) => views[one].sets === true)
    expect(setting.length).toBeGreaterThan(9)
    for (const view of setting) expect(settings.filter((one) => one.view === view).length, view).toBeGreaterThan(0)
    for (const page of settingsPages) expect(settings.some((one) => one.id === page), page).toBe(true)
    for (const { id, words, find } of settings) expect([words, find].map((key) => inEveryLanguage(key).filter((text) => text !== '').length), id).toEqual([2, 2])
  })

  test('[FIND-2] each is found by its whole name in either language', () => {
    for (const { id, words } of settings) for (const name of inEveryLanguage(words)) expect(found(name), `${id} ${name}`).toContain(id)
  })

  test('[FIND-3] and by the first letters of its pinyin', () => {
    for (const { id, words, find } of settings) {
      const letters = pinyin((chinese[words] ?? '').replaceAll(/[^\u4e00-\u9fff]/g, ''), { pattern: 'first', toneType: 'none', type: 'array' }).join('')
      expect((chinese[find] ?? '').split(' '), `${id} ${letters}`).toContain(letters)
    }
  })

  test('[FIND-6] each, and every other word for it, by its whole pinyin, as a keyboard without Chinese types it', () => {
    expect([found('shuilv')[0], found('shuilu')[0], found('dayinji')]).toEqual(['taxes', 'taxes', expect.arrayContaining(['slot.printer'])])
    expect([found('tuikuan'), found('wuxiaopiaotuihuo'), found('chongda')]).toEqual([expect.arrayContaining(['permission.refund']), ['permission.refundWithoutReceipt'], ['permission.reprint']])
    for (const { id, words, find } of settings) {
      const said = [chinese[words] ?? '', ...(chinese[find] ?? '').split(' ')].map((text) => text.replaceAll(/[^\u4e00-\u9fff]/g, '')).filter((text) => text !== '')
      for (const text of said) {
        const spelt = pinyin(text, { toneType: 'none', type: 'array', v: true }).join('')
        expect((chinese[find] ?? '').split(' '), `${id} ${text}`).toContain(spelt)
      }
    }
  })

  test('[FIND-4] words are found in any order, width and case; a name that begins so comes first; nothing finds nothing', () => {
    expect(found('vat')).toContain('tax')
    expect(found('ＰＲＩＮＴ')[0]).toBe('slot.printer')
    expect(found('zone time')).toEqual(['timeZone'])
    expect(found('打印')).toContain('slot.printer')
    expect(found('pin')[0]).toBe('ownPin')
    // By what a right guards, and by words that are in neither.
    expect([found('today').includes('permission.refundWithoutReceipt'), found('storno')]).toEqual([true, ['permission.voidSale']])
    expect([found(''), found('   '), found('xyzzy')]).toEqual([[], [], []])
  })

  test('[FIND-5] Enter opens the first, or the one the arrows stand on, and says what to mark', () => {
    const { acts, store } = screen(counterOf())
    acts.openSettings()
    acts.setEntry('time')
    acts.enterSettings()
    expect([store.getState().work.kind, store.getState().marked]).toEqual(['store', { view: 'store', at: '[data-testid=store-facts]' }])
    acts.openSettings()
    acts.setEntry('Prices asked')
    acts.enterSettings()
    expect(store.getState()).toMatchObject({ work: { kind: 'lossWatch', page: 'limits', chosen: lossRuleNames.indexOf('priceChecks') }, marked: { at: '[data-testid=loss-limit-priceChecks]' } })
    acts.leaveWork()
    expect(store.getState().work).toMatchObject({ kind: 'settings', chosen: 'lossWatch' })
    acts.openSettings()
    acts.setEntry('lock')
    const second = findSettings('lock', inEveryLanguage)[1]
    acts.moveSettings(1)
    acts.enterSettings()
    expect(store.getState().work.kind).toBe(second?.page === 'devices' || second?.permission !== undefined ? second.page : second?.view)
  })
})

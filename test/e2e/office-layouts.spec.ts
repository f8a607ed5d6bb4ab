import { type Locator, type Page } from '@playwright/test'
import { expect, goods, scan, test } from './fixture.ts'
import { axe, shapeFaults } from './look.ts'
import { signOnByTouch, view } from './return-steps.ts'
import { keys, lines, signOnByKeys } from './walk-steps.ts'

// Head office's page and a real till beside it, by either hand in either language.

const said = {
  English: {
    open: 'Tiles', title: 'Tiles of the counter', none: 'Head office keeps no pages for this store', add: 'New page', name: 'Name in English', by: 'Your name', search: 'Put an item on the page: name, SKU or barcode', front: 'To the front', violet: 'Violet', drawing: 'Soft drink',
    nameFirst: 'Type your name first', pageNameFirst: 'A page needs a name.', save: 'Save', saved: 'Saved. The registers have it from their next contact on.', there: 'at every register', drinks: 'Drinks', other: 'Other', up: 'Move Other up', moved: 'Other is page 1 now.',
    chosen: 'Coca-Cola: tile 1 of 2', takeOff: 'Take off the page', remove: 'Remove page', removeSure: 'Remove: press again', removedBy: 'removed · Ann', milk: 'Pure milk', cola: 'Coca-Cola', thing: 'Paper bag', pages: 'Tile pages', currency: 'GBP', tag: 'en', back: 'Back to the list', notFound: 'Nothing is found by these words.',
  },
  Chinese: {
    open: '磁贴', title: '收银台磁贴', none: '总部没有为此门店设置磁贴页', add: '新建磁贴页', name: '中文名称', by: '您的姓名', search: '将商品放到本页：名称、货号或条码', front: '移到最前', violet: '紫色', drawing: '汽水',
    nameFirst: '请先输入您的姓名', pageNameFirst: '磁贴页须有名称。', save: '保存', saved: '已保存。收银机从下次联系起生效。', there: '所有收银机均已收到', drinks: '饮料', other: '其他', up: '上移“其他”', moved: '“其他”现为第 1 页。',
    chosen: '可口可乐：第 1 个，共 2 个', takeOff: '从本页取下', remove: '移除此页', removeSure: '确认移除，请再按一次', removedBy: '已移除 · Ann', milk: '纯牛奶', cola: '可口可乐', thing: '纸袋', pages: '商品分类', currency: 'CNY', tag: 'zh-CN', back: '返回列表', notFound: '没有找到相符的商品。',
  },
} as const
type Language = keyof typeof said

/** What stands on the till's counter, in its order: the pages, and what is on the one that is shown. */
const tiles = (page: Page): Locator => page.getByTestId('tile-each')
const chips = (page: Page, language: Language): Locator => page.getByRole('group', { name: said[language].pages }).getByRole('button')

/** Three items in head office's range: two that the till has by their barcodes already, and a new one. */
async function range(office: Page, language: Language): Promise<void> {
  const { currency, tag, milk, cola, thing } = said[language]
  const rows = [['MILK', milk, goods.milk.gtin], ['COLA', cola, goods.cola.gtin], ['BAG', thing, '']].map(([sku, name, code]) => ({ sku, names: { [tag]: name }, barcodes: code === '' ? [] : [code], unit: 'each', taxClass: 'standard', currency, prices: [{ from: 1, minor: 250, per: 1000 }] }))
  const saved = await office.evaluate<readonly unknown[]>(`(async () => {
    const { stores: [store] } = await (await fetch('/api/overview')).json()
    const done = []
    for (const row of ${JSON.stringify(rows)}) {
      const answer = await fetch('/api/stores/' + store.id + '/items', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ item: { id: crypto.randomUUID(), ...row }, seenVersion: 0, by: 'Ann' }) })
      done.push((await answer.json()).ok)
    }
    return done
  })()`)
  expect(saved).toEqual([true, true, true])
}

async function walk(page: Page, office: Page, headOffice: string, hand: 'keys' | 'touch', language: Language): Promise<void> {
  const words = said[language]
  const press = async (target: Locator): Promise<void> => {
    if (hand === 'touch') return target.tap()
    await target.focus()
    await target.press('Enter')
  }
  const write = async (target: Locator, text: string): Promise<void> => {
    await (hand === 'touch' ? target.tap() : target.focus())
    await target.press('ControlOrMeta+a')
    await office.keyboard.type(text)
  }
  const scanAndPay = async (): Promise<void> => {
    if ((await lines(page).count()) === 0) await scan(page, goods.croissant.gtin)
    await expect(lines(page)).toHaveCount(1)
    if (hand === 'touch') await page.getByTestId('cash-key').tap()
    else await keys(page, 'F10')
    await expect(view(page, 'finish')).toBeVisible()
    if (hand === 'touch') await view(page, 'finish').getByRole('button').filter({ hasText: 'Enter' }).tap()
    else await keys(page, 'Enter')
    await expect(view(page, 'sell')).toBeVisible()
  }
  const own = await chips(page, language).allTextContents()

  await office.goto(headOffice)
  await range(office, language)
  await press(office.getByRole('button', { name: words.open, exact: true }))
  const dialog = office.getByRole('dialog', { name: words.title })
  await expect(dialog).toContainText(words.none)
  expect(await axe(office)).toEqual([])

  const put = async (sku: string, name: string): Promise<void> => {
    await write(dialog.getByLabel(words.search), sku)
    const found = dialog.getByRole('button', { name: new RegExp(`^${name} ?${sku}`, 'u') })
    await press(found)
  }
  // On the form there are two that speak, and which of them is left is what is waited for.
  const heard = (text: string): Promise<void> => expect(dialog.getByRole('status').filter({ hasText: text })).toHaveCount(1)
  const order = (): Promise<readonly string[]> => dialog.locator('.tile-name').allTextContents()

  await test.step('a page is made: what is missing is said, items are put on it, moved, and given a colour and a drawing', async () => {
    await press(dialog.getByRole('button', { name: words.add }))
    await press(dialog.getByRole('button', { name: words.save }))
    await expect(dialog.getByRole('alert')).toHaveText(words.pageNameFirst)
    await write(dialog.getByLabel(words.name), words.drinks)
    await write(dialog.getByLabel(words.search), 'nothing like it')
    await expect(dialog).toContainText(words.notFound)
    await put('MILK', words.milk)
    await put('COLA', words.cola)
    expect(await order()).toEqual([words.milk, words.cola])
    await press(dialog.getByRole('button', { name: words.front, exact: true }))
    await expect(dialog.getByRole('heading', { name: words.chosen })).toBeVisible()
    expect(await order()).toEqual([words.cola, words.milk])
    await press(dialog.getByRole('button', { name: words.violet, exact: true }))
    await press(dialog.getByRole('button', { name: words.drawing, exact: true }))
    await expect(dialog.getByRole('button', { name: words.drawing, exact: true })).toHaveAttribute('aria-pressed', 'true')
    if (hand === 'keys') {
      // Alt and an arrow move the one that the keyboard is on, and the keyboard goes with it.
      const cola = dialog.locator('.tile', { hasText: words.cola })
      await cola.focus()
      await office.keyboard.press('Alt+ArrowRight')
      expect(await order()).toEqual([words.milk, words.cola])
      await expect(cola).toBeFocused()
      await office.keyboard.press('Alt+ArrowLeft')
      expect(await order()).toEqual([words.cola, words.milk])
    }
    expect(await axe(office)).toEqual([])
    // The page behind the dialog is longer than the screen, and scrolls.
    expect((await shapeFaults(office)).filter((fault) => !fault.includes('beyond the edge'))).toEqual([])
    await press(dialog.getByRole('button', { name: words.save }))
    await expect(dialog.getByRole('alert')).toContainText(words.nameFirst)
    await write(dialog.getByLabel(words.by), 'Ann')
    await press(dialog.getByRole('button', { name: words.save }))
    await heard(words.saved)
    await press(dialog.getByRole('button', { name: words.add }))
    await write(dialog.getByLabel(words.name), words.other)
    await put('BAG', words.thing)
    await press(dialog.getByRole('button', { name: words.save }))
    await heard(words.saved)
    expect(await axe(office)).toEqual([])
  })
  const rows = dialog.locator('.page-row > .row-button')
  const arrived = async (): Promise<void> => {
    for (const row of await rows.all()) await expect(row).toContainText(words.there, { timeout: 60_000 })
  }

  await test.step('the till has them from its next contact on, as they were drawn', async () => {
    await scanAndPay()
    await arrived()
    await expect(tiles(page)).toHaveText([new RegExp(words.cola, 'u'), new RegExp(words.milk, 'u')])
    await expect(chips(page, language)).toHaveText([words.drinks, words.other])
    await expect(tiles(page).first().locator('[data-hue="6"] .lucide-cup-soda')).toHaveCount(1)
    expect(await axe(page)).toEqual([])
  })

  await test.step('no tile moves while a sale is open, and all stand where they belong behind it', async () => {
    if (hand === 'touch') await tiles(page).first().tap()
    else await scan(page, goods.cola.gtin)
    await expect(lines(page)).toHaveCount(1)
    await press(dialog.getByRole('button', { name: words.up }))
    await heard(words.moved)
    await expect(rows.first()).toContainText(words.other)
    await arrived()
    await expect(chips(page, language)).toHaveText([words.drinks, words.other])
    await expect(tiles(page)).toHaveText([new RegExp(words.cola, 'u'), new RegExp(words.milk, 'u')])
    await scanAndPay()
    await expect(chips(page, language)).toHaveText([words.other, words.drinks])
    await expect(tiles(page)).toHaveText([new RegExp(words.thing, 'u')])
  })

  await test.step('with the last page of head office’s the till has its own again', async () => {
    for (const left of [1, 0]) {
      await press(rows.first())
      await press(dialog.getByRole('button', { name: words.remove }))
      await press(dialog.getByRole('button', { name: words.removeSure }))
      await expect(rows).toHaveCount(left)
    }
    await expect(dialog.getByRole('listitem').filter({ hasText: words.removedBy })).toHaveCount(2)
    await scanAndPay()
    await expect(chips(page, language)).toHaveText(own, { timeout: 60_000 })
  })
}

for (const [store, language] of [['gb', 'English'], ['cn', 'Chinese']] as const) {
  test.describe(`a till of ${store}`, () => {
    test.use({ store })

    test(`[TILE-5] by keys, in ${language}: pages of tiles made at head office stand on the till’s counter behind the sale that is open, and its own again once they are gone`, async ({ counter: page, till, browser }) => {
      test.setTimeout(180_000)
      await signOnByKeys(page)
      const office = await browser.newPage()
      await walk(page, office, till.headOffice, 'keys', language)
      await office.close()
    })
  })

  test.describe(`a till of ${store}, by touch`, () => {
    test.use({ store, hasTouch: true })

    test(`[TILE-6] by touch, in ${language}: pages of tiles made at head office stand on the till’s counter behind the sale that is open, and its own again once they are gone`, async ({ counter: page, till, browser }) => {
      test.setTimeout(180_000)
      await signOnByTouch(page, 'Mei Lin')
      const office = await browser.newPage({ hasTouch: true })
      await walk(page, office, till.headOffice, 'touch', language)
      await office.close()
    })
  })
}

import { expect, goods, lines, scan, signOn, test } from './fixture.ts'

/** In the page: from here on, what is written to where nothing changed. A line's own place in the list may be. */
const watch = `
  window.written = []
  window.first = document.querySelector('[data-testid=basket-lines] li button')
  new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target instanceof Element ? target : target.parentElement
      const line = element?.closest('[data-testid=basket-lines] li')
      if (element === document.documentElement) window.written.push('the page')
      else if (element?.closest('[data-testid^=tile-]')) window.written.push('a tile')
      else if (element?.closest('[data-testid^=key-]')) window.written.push('a key of the bar')
      else if (line && line !== element && line.getAttribute('aria-posinset') === '1') window.written.push('the first line')
    }
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
`

// Counted and not timed: with each key of a scan the language was written on the page again, which styled all of it anew,
// and each line, tile and key was drawn again with each scan. Three hundred lines took five frames.
test('[E2E-34] a scan writes its own line and the figures, and not the page, the tiles, the keys or another line', async ({ counter: page }) => {
  await signOn(page, 'Mei Lin')
  await scan(page, goods.croissant.gtin)
  await scan(page, goods.cola.gtin)
  await expect(lines(page)).toHaveCount(2)
  await page.evaluate(watch)
  await scan(page, '0000000000000')
  await expect(lines(page)).toHaveCount(3)
  expect(await page.evaluate('window.written')).toEqual([])
  expect(await page.evaluate(`window.first === document.querySelector('[data-testid=basket-lines] li button')`)).toBe(true)
  // What does change is seen: the watch is no blind one.
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(lines(page).first().getByRole('group')).toBeVisible()
  expect(await page.evaluate('window.written')).toContain('the first line')
})

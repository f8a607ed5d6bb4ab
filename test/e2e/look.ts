import { type Page } from '@playwright/test'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = path.resolve(fileURLToPath(new URL('../../screenshots', import.meta.url)))
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const sizes = [[1366, 768], [1024, 768], [1920, 1080]] as const
export const languages = ['en', 'zh-CN'] as const
export const themes = ['light', 'dark'] as const

/**
 * What is wrong with the shape of what is on the screen, as sentences. In the page: a hand needs 48 px (a field's box is
 * the one drawn round it), nothing goes beyond the screen, and no word of a key is cut off or runs out of it.
 */
const faults = `(() => {
  const found = []
  const seen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 0
  const called = (element) => element.tagName.toLowerCase() + ' "' + (element.getAttribute('aria-label') ?? element.innerText ?? '').replaceAll(/\\s+/g, ' ').slice(0, 40) + '"'
  const scrolls = (element, axis) => {
    for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(parent)[axis])) return true
    }
    return false
  }
  const root = document.documentElement
  if (root.scrollWidth > innerWidth || document.body.scrollWidth > innerWidth) found.push('the page is wider than the screen: ' + root.scrollWidth)
  for (const element of document.querySelectorAll('button, a[href], input, [role=button]')) {
    if (!seen(element)) continue
    const box = (element.tagName === 'INPUT' && element.getBoundingClientRect().height < 48 ? element.parentElement : element).getBoundingClientRect()
    if (box.width < 47.5 || box.height < 47.5) found.push(called(element) + ' is ' + Math.round(box.width) + ' x ' + Math.round(box.height))
    if ((box.left < -0.5 || box.right > innerWidth + 0.5) && !scrolls(element, 'overflowX')) found.push(called(element) + ' is beyond the side')
    if ((box.top < -0.5 || box.bottom > innerHeight + 0.5) && !scrolls(element, 'overflowY')) found.push(called(element) + ' is beyond the edge: ' + Math.round(box.top) + ' to ' + Math.round(box.bottom))
  }
  for (const key of document.querySelectorAll('button')) {
    if (!seen(key)) continue
    const box = key.getBoundingClientRect()
    const walker = document.createTreeWalker(key, NodeFilter.SHOW_TEXT)
    const words = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement
      if (node.data.trim() === '' || holder.closest('.sr-only') !== null || !seen(holder)) continue
      // A name of goods or of a person may be longer than any key; its end is marked, and it stands in full elsewhere.
      if (holder.closest('.truncate, [class*=line-clamp]') !== null && holder.closest('[data-words]') === null) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const text of range.getClientRects()) {
        if (text.width === 0) continue
        if (text.left < box.left - 1 || text.right > box.right + 1 || text.top < box.top - 1 || text.bottom > box.bottom + 1) found.push(called(key) + ' does not hold "' + node.data.trim() + '"')
        words.push({ text, data: node.data.trim(), corner: holder.tagName === 'KBD' })
      }
    }
    for (const one of words) {
      for (const other of words) {
        const over = Math.min(one.text.right, other.text.right) - Math.max(one.text.left, other.text.left) > 1 && Math.min(one.text.bottom, other.text.bottom) - Math.max(one.text.top, other.text.top) > 4
        if (one.corner && !other.corner && over) found.push(called(key) + ': "' + one.data + '" lies on "' + other.data + '"')
      }
    }
  }
  for (const region of document.querySelectorAll('*')) {
    const { overflowX } = getComputedStyle(region)
    if (/auto|scroll/.test(overflowX) && region.scrollWidth > region.clientWidth + 1 && !region.classList.contains('no-scrollbar')) found.push(called(region) + ' scrolls sideways')
  }
  return [...new Set(found)]
})()`

/** axe over the whole page, every rule it has and the 24 px targets of WCAG 2.2 as well. `only` narrows it to the rules that depend on colours. */
export async function axe(page: Page, only?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axeSource)
  const options = only === undefined ? { rules: { 'target-size': { enabled: true } } } : { runOnly: { type: 'rule', values: only } }
  return page.evaluate(`axe.run(document, ${JSON.stringify({ ...options, resultTypes: ['violations'] })}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary).join(' | ')))`)
}

export async function shapeFaults(page: Page): Promise<string[]> {
  return page.evaluate(faults)
}

/** Pictures are for people who ask for them (TILLWRIGHT_PICTURES=1): a thousand of them were a third of the walk's time, and no test read one. */
export const pictures = process.env['TILLWRIGHT_PICTURES'] !== undefined

export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(folder, { recursive: true })
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  await devtools.detach()
  writeFileSync(path.join(folder, `${name}.png`), Buffer.from(data, 'base64'))
}

/** Two frames: what was asked of the page has been laid out and drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))')
}

import { type Page } from '@playwright/test'

/** A page that waits for longer than this waits for a person or a device, and a key is what goes on then. */
const longest = 3000

/** In the page: comes back when no call of its own is under way, or not for too long. A page that is no till's has none. */
const untilAnswered = `new Promise((resolve) => {
  const begun = performance.now()
  const look = () => {
    const calls = document.getElementById('root')?.getAttribute('data-calls') ?? '0'
    if (calls === '0' || performance.now() - begun > ${longest}) resolve(calls)
    else setTimeout(look, 5)
  }
  look()
})`

/** What a gun sends inside a code and behind it. */
const ofGuns = new Set(['Enter', 'Tab', 'F8', 'Control+]'])
const patients = new WeakSet<Page>()

/**
 * From here on a key that is pressed on this page waits until what the page asked before is answered, as a person waits
 * for the list before choosing in it: on a busy machine the list was not there yet, and the key was lost. What is typed
 * never waits, nor the Enter right behind it: that is a gun's, whose pace says what it is.
 */
export function patient(page: Page): Page {
  if (patients.has(page)) return page
  patients.add(page)
  const { keyboard } = page
  const [press, type] = [keyboard.press.bind(keyboard), keyboard.type.bind(keyboard)]
  let typed = false
  keyboard.type = async (text, options) => {
    await type(text, options)
    typed = true
  }
  keyboard.press = async (key, options) => {
    if (!typed || !ofGuns.has(key)) await page.evaluate(untilAnswered)
    typed = false
    await press(key, options)
  }
  return page
}

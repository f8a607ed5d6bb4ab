import { describe, expect, test } from 'vitest'
import { listenForWedge } from './wedge-listener.ts'
import { groupSeparator as gs } from './wedge-gs1.ts'

/** What the listener takes of a key. */
interface Key {
  readonly key: string
  readonly code?: string
  readonly ctrlKey?: true
  /** Milliseconds since the key before. */
  readonly after?: number
}

const element = '0106907992500942'

/** A page with the listener on it: presses keys, and tells what was scanned and what went past it to everybody else. */
function listening() {
  const handlers = new Map<string, (event: unknown) => void>()
  const scanned: string[] = []
  const past: string[] = []
  const restored: string[] = []
  let at = 0
  const page = { addEventListener: (type: string, handler: (event: unknown) => void) => handlers.set(type, handler), removeEventListener: () => undefined }
  listenForWedge(Object.assign(Object.create(null) as Window, page), { typing: () => 'text', entry: () => 'before', restore: (entry) => restored.push(entry), scanned: (barcode) => scanned.push(barcode) })
  const press = ({ key, code = '', ctrlKey, after = 8 }: Key): void => {
    at += after
    let stopped = false
    handlers.get('keydown')?.({ key, code, ctrlKey: ctrlKey ?? false, altKey: false, metaKey: false, isComposing: false, timeStamp: at, preventDefault: () => undefined, stopImmediatePropagation: () => (stopped = true) })
    if (!stopped) past.push(key)
  }
  return { press, type: (text: string, after = 8) => Array.from(text).forEach((key) => press({ key, after })), scanned, past, restored }
}

test('[RETS-24] a receipt with the whole sale in its code is kept to its first letter, however long it is', () => {
  const page = listening()
  const code = `TW2:${'A1+-./:0'.repeat(120)}`
  page.type(code, 1)
  page.press({ key: 'Enter' })
  expect(page.scanned).toEqual([code])
})

const separators: readonly (readonly [string, readonly Key[]])[] = [
  ['Ctrl+]', [{ key: 'Control', ctrlKey: true }, { key: ']', code: 'BracketRight', ctrlKey: true }]],
  ['Ctrl+] whose Ctrl is told without itself', [{ key: 'Control' }, { key: ']', code: 'BracketRight', ctrlKey: true }]],
  ['F8', [{ key: 'F8', code: 'F8' }]],
  ['the character', [{ key: gs }]],
]

describe('a gun\'s separator', () => {
  test.each(separators)('[WEDGE-12] %s parts lot and serial number, at a gun\'s pace and on a busy page, and nobody else sees it', (_, keys) => {
    for (const pace of [8, 120]) {
      const shown = listening()
      shown.type(`${element}10L7`, pace)
      for (const key of keys) shown.press({ ...key, after: pace })
      shown.type('21S1', pace)
      shown.press({ key: 'Enter', after: pace })
      expect(shown.scanned).toEqual([`${element}10L7${gs}21S1`])
      expect(shown.past.filter((key) => key === 'F8' || key === ']' || key === gs)).toEqual([])
      expect(shown.restored).toEqual(['before'])
    }
  })

  test('[WEDGE-12] F8 parts a string that begins with a lot, too, when it comes as fast as a gun', () => {
    const shown = listening()
    shown.type('10LOT77')
    shown.press({ key: 'F8' })
    shown.type(element)
    shown.press({ key: 'Enter' })
    expect([shown.scanned, shown.past.includes('F8')]).toEqual([[`10LOT77${gs}${element}`], false])
  })

  test('[WEDGE-13] F8 alone, or after what a hand typed, is a person\'s', () => {
    for (const [text, pace] of [['', 0], ['4011', 150], ['12', 30], ['blue jacket', 130]] as const) {
      const shown = listening()
      shown.type(text, pace)
      shown.press({ key: 'F8', after: 300 })
      expect(shown.past.at(-1), text).toBe('F8')
    }
  })

  test('[WEDGE-13] F8 after a whole scan is a person\'s, however soon', () => {
    const shown = listening()
    shown.type(`${element}10L7`)
    shown.press({ key: 'Enter' })
    shown.press({ key: 'F8' })
    expect([shown.scanned.length, shown.past.at(-1)]).toEqual([1, 'F8'])
  })

  test('[WEDGE-14] an address of two hundred characters is one scan', () => {
    const link = `https://id.example.com/01/06907992500942/10/L7/21/S1?17=301231&note=${'x'.repeat(140)}`
    expect(link.length).toBeGreaterThan(200)
    const shown = listening()
    shown.type(link, 20)
    shown.press({ key: 'Enter' })
    expect(shown.scanned).toEqual([link])
  })
})

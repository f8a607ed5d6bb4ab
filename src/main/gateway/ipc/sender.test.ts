import { describe, expect, test } from 'vitest'
import { isFromOurPage, type OnlyPage } from './sender.ts'

const mainFrame = { url: 'app://till/' }
const webContents = { mainFrame, isDestroyed: () => false }
const page: OnlyPage = { webContents, isOurPage: (url) => url.startsWith('app://till/') }

describe('[IPC-1] only the main frame of the till’s own window may call', () => {
  test('it may', () => expect(isFromOurPage({ sender: webContents, senderFrame: mainFrame }, page)).toBe(true))
  test('another window at the same address may not', () => expect(isFromOurPage({ sender: { ...webContents }, senderFrame: mainFrame }, page)).toBe(false))
  test('a frame inside it may not', () => expect(isFromOurPage({ sender: webContents, senderFrame: { url: 'app://till/' } }, page)).toBe(false))
  test('a frame that is gone may not', () => expect(isFromOurPage({ sender: webContents, senderFrame: null }, page)).toBe(false))
  test('the main frame at another address may not', () => {
    const elsewhere = { url: 'https://example.org/' }
    const navigated = { webContents: { mainFrame: elsewhere, isDestroyed: () => false }, isOurPage: page.isOurPage }
    expect(isFromOurPage({ sender: navigated.webContents, senderFrame: elsewhere }, navigated)).toBe(false)
  })
  test('a window that is closed may not, and does not throw', () => {
    const closed = {
      isDestroyed: () => true,
      get mainFrame(): never {
        throw new TypeError('Object has been destroyed')
      },
    }
    expect(isFromOurPage({ sender: closed, senderFrame: mainFrame }, { webContents: closed, isOurPage: page.isOurPage })).toBe(false)
  })
})

import { createElement, type ComponentType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { type ItemLineView } from '../../contracts/ipc/index.ts'
import { ScreenContext } from '../state/context.ts'
import { croissant, screen } from '../state/screen.fixture.ts'
import { startWords } from '../state/words.ts'
import { LineChips } from './line-facts.tsx'
import { RecallWords } from './line-recall.tsx'

/** What a person reads of a part of a line, from its beginning. */
function read<Props extends object>(part: ComponentType<Props>, props: Props): string {
  const { acts, store } = screen()
  const page = createElement(ScreenContext.Provider, { value: { acts, store } }, createElement(I18nextProvider, { i18n: startWords('en') }, createElement(part, props)))
  return renderToStaticMarkup(page).replace(/<svg.*?<\/svg>/gu, '').replace(/<[^>]*>/gu, ' ').replace(/\s+/gu, ' ').trim()
}

const held: ItemLineView = { ...croissant, quantity: 4000, price: { minor: 50, per: 1000 }, gross: 200, discount: 180, lineDiscount: 180, discountRule: { kind: 'percent', ppm: 900_000, reason: 'damaged' }, total: 20, priceChanged: true, priceNow: { minor: 60, per: 1000 }, minimumAge: 18 }

test('[LINE-9] what took money off a line stands before all else said of it: 4 × 0.50 was 0.20 with nothing beside it', () => {
  expect(read(LineChips, { line: held, currency: 'GBP', open: false })).toMatch(/^90% off .?1\.80 .*0\.60/u)
})

test('[LINE-9] the question for the lot is short enough to stand there whole, and its key is the answer', () => {
  expect(read(RecallWords, { line: { ...croissant, recall: { state: 'lotAsked', reason: 'supplier', lots: ['L7'] } } })).toBe('Is it lot L7?')
})

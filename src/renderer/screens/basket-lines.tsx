import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BasketView } from '../../contracts/ipc/index.ts'
import { type CurrencyCode } from '../../domain/money/index.ts'
import { rowsOf } from '../state/basket-rows.ts'
import { useScreen } from '../state/context.ts'
import { linesInView, scrollFor, topOf } from '../state/lines-in-view.ts'
import { BasketLine, lineHeight, openHeight } from './basket-line.tsx'

const spareLines = 6

/** The lines, of which only those in sight are drawn: three hundred lines scan as fast as three. */
export function BasketLines(props: { readonly basket: BasketView; readonly currency: CurrencyCode; readonly frozen: boolean }) {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ scrolled: 0, height: 600 })
  const selected = useScreen((state) => state.selectedLineNo)
  const { lastLineNo, revision } = props.basket
  const lines = rowsOf(props.basket)
  const voiding = props.basket.returned?.kind === 'void'
  const openIndex = props.frozen || voiding || selected === undefined ? -1 : lines.findIndex((line) => line.lineNo === selected)
  const lastIndex = lines.findIndex((line) => line.lineNo === lastLineNo)
  const openLine = lines[openIndex]
  const extra = openLine === undefined ? 0 : openHeight(openLine)
  const layout = { count: lines.length, height: lineHeight, openIndex, extra }
  const { from, to } = linesInView(layout, view.scrolled, view.height, spareLines)

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const read = () => setView({ scrolled: element.scrollTop, height: element.clientHeight })
    const observer = new ResizeObserver(read)
    observer.observe(element)
    element.addEventListener('scroll', read, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', read)
    }
  }, [])

  const count = lines.length
  function show(index: number): void {
    const element = scroller.current
    if (element === null || index < 0) return
    element.scrollTop = scrollFor(index, { count, height: lineHeight, openIndex, extra }, element.scrollTop, element.clientHeight)
  }
  // The newest or just changed line comes into view with each revision, the chosen one when it is chosen.
  const bring = useRef(show)
  useEffect(() => {
    bring.current = show
  })
  useEffect(() => bring.current(lastIndex), [lastIndex, revision])
  useEffect(() => bring.current(openIndex), [openIndex])

  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ul data-testid="basket-lines" aria-label={t('basket.lines')} className="relative" style={{ height: topOf(count, layout) }}>
        {lines.slice(from, to).map((line, offset) => (
          <li key={line.lineNo} aria-setsize={count} aria-posinset={from + offset + 1} className="absolute inset-x-0" style={{ top: topOf(from + offset, layout) }}>
            <BasketLine
              line={line}
              currency={props.currency}
              open={from + offset === openIndex}
              flash={line.lineNo === lastLineNo && !props.frozen ? revision : undefined}
              frozen={props.frozen || (voiding && line.kind === 'return')}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

import { type LucideIcon } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { FieldAside, Shortcut } from '../ui/index.ts'

/**
 * Always armed: what is typed anywhere lands here, focus or not. The system keyboard stays down on a touch screen. `of`: what
 * a scan or a search is told from by the listener and the tests.
 */
export function ArmedField(props: { readonly of: 'scan' | 'entry'; readonly drawing: LucideIcon; readonly label: string; readonly placeholder: string; readonly className: string }) {
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  const field = useRef<HTMLInputElement>(null)
  const touching = useScreen((state) => state.touching)
  const finds = props.of === 'entry' && !touching
  // Characters put together by an input method go nowhere without the focus: 打印机 typed right after Ctrl , was lost.
  useEffect(() => {
    if (finds) field.current?.focus()
  }, [finds])
  const Drawing = props.drawing
  return (
    <div data-field className={`flex h-12 items-center gap-2 ${props.className}`}>
      <div className="flex h-full min-w-0 flex-1 items-center gap-3 rounded-key border border-line bg-surface ps-4 pe-3 shadow-1 focus-within:border-accent">
        <Drawing aria-hidden="true" size={22} className="shrink-0 text-accent" />
        <input
          ref={field}
          {...{ [`data-${props.of}-field`]: true }}
          aria-label={props.label}
          placeholder={props.placeholder}
          value={entry}
          inputMode="none"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          onChange={(event) => acts.setEntry(event.target.value)}
          className="number h-full w-full min-w-0 bg-transparent text-base text-ellipsis outline-none placeholder:text-ink-3"
        />
        <span className="text-ink-3">
          <Shortcut keys={labelOf('scanField')} boxed />
        </span>
      </div>
      <FieldAside />
    </div>
  )
}

import { useEffect, useId, useRef } from 'react'
import { FieldAside } from './field-aside.tsx'

/** The one thing a panel asks to be typed, with its label above it. It takes the focus when it appears. */
export function TextField(props: {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly onChange: (text: string) => void
  readonly placeholder?: string
  /** For a machine to read: left to right in every language, and no keyboard puts a capital in front. */
  readonly isAddress?: boolean
  /** Not shown as it is typed. */
  readonly isSecret?: boolean
  readonly className?: string
}) {
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  // Chinese is written with an input method, which writes only where the focus is.
  useEffect(() => field.current?.focus(), [])
  return (
    <div className={`flex w-full flex-col gap-1.5 text-start ${props.className ?? ''}`}>
      <label htmlFor={id} className="text-sm font-semibold text-ink-2">
        {props.label}
      </label>
      <div data-field className="flex items-center gap-2">
        <input
          ref={field}
          id={id}
          data-entry-field
          type={props.isSecret === true ? 'password' : 'text'}
          value={props.value}
          maxLength={props.maxLength}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => props.onChange(event.target.value)}
          className="h-14 w-full min-w-0 rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink placeholder:text-ink-3"
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
          {...(props.isAddress === true ? { autoCapitalize: 'off', dir: 'ltr' } : {})}
        />
        <FieldAside />
      </div>
    </div>
  )
}

import { useEffect, useRef } from 'react'

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
  // Chinese is written with an input method, which writes only where the focus is.
  useEffect(() => field.current?.focus(), [])
  return (
    <label className={`flex w-full flex-col gap-1.5 text-start text-sm font-semibold text-ink-2 ${props.className ?? ''}`}>
      {props.label}
      <input
        ref={field}
        data-entry-field
        type={props.isSecret === true ? 'password' : 'text'}
        value={props.value}
        maxLength={props.maxLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
        className="h-14 rounded-key border border-line-strong bg-surface px-4 text-lg font-medium text-ink placeholder:text-ink-3"
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        {...(props.isAddress === true ? { autoCapitalize: 'off', dir: 'ltr' } : {})}
      />
    </label>
  )
}

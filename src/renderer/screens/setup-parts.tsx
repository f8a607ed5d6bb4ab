import { Check, OctagonAlert } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { type DraftField, type SetupDraft, type SetupWork } from '../state/setup-work.ts'
import { Key } from '../ui/index.ts'
import { BesideField } from './beside-field.tsx'

/** The part of the wizard's state a page needs. Pages are drawn only while there is one. */
export function useSetup<T>(choose: (setup: SetupWork) => T): T | undefined {
  return useScreen((state) => (state.setup === undefined ? undefined : choose(state.setup)))
}

/** Under what it is about, so that nobody looks for it. */
export function FaultLine(props: { readonly field: DraftField; readonly id?: string }) {
  const { t } = useTranslation()
  const fault = useSetup((setup) => (setup.fault?.field === props.field ? setup.fault : undefined))
  if (fault === undefined) return null
  return (
    <span role="alert" data-testid="setup-fault" {...(props.id === undefined ? {} : { id: props.id })} className="flex items-start gap-1.5 text-sm font-semibold text-danger">
      <OctagonAlert aria-hidden="true" size={18} className="mt-px shrink-0" /> {t(fault.words, { ...fault.params })}
    </span>
  )
}

/** A field of the wizard. Unlike a panel's it is one of several, and takes the focus only where it is the first, or wrong. */
export function SetupField(props: {
  readonly field: DraftField
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly onChange: (text: string) => void
  readonly hint?: string
  readonly placeholder?: string
  readonly first?: boolean
  readonly kind?: 'address' | 'pin' | 'secret'
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  readonly className?: string
  readonly hideLabel?: true
  readonly isDisabled?: boolean
}) {
  const field = useRef<HTMLInputElement>(null)
  const wrong = useSetup((setup) => setup.fault?.field === props.field) === true
  const { first = false, kind } = props
  useEffect(() => {
    if (first) field.current?.focus()
  }, [first])
  useEffect(() => {
    if (!wrong) return
    field.current?.focus()
    // Digits that nobody sees are typed anew as a whole.
    if (kind === 'pin') field.current?.select()
  }, [wrong, kind])
  const faultId = `fault-${props.field}`
  const box = (
    <label className="flex flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
      <span className={props.hideLabel === true ? 'sr-only' : ''}>
        {props.label}
        {props.hint !== undefined && <span className="ms-2 font-normal text-ink-3">{props.hint}</span>}
      </span>
      <input
        ref={field}
        data-testid={`setup-${props.field}`}
        value={props.value}
        disabled={props.isDisabled === true}
        maxLength={props.maxLength}
        autoComplete={kind === 'pin' || kind === 'secret' ? 'new-password' : 'off'}
        spellCheck={false}
        onChange={(event) => props.onChange(event.target.value)}
        {...(props.onFocus === undefined ? {} : { onFocus: props.onFocus })}
        {...(props.onBlur === undefined ? {} : { onBlur: props.onBlur })}
        aria-invalid={wrong}
        {...(wrong ? { 'aria-describedby': faultId } : {})}
        className={`h-14 w-full rounded-key border bg-surface px-4 text-lg font-medium text-ink placeholder:text-ink-3 disabled:bg-sunken disabled:text-ink-2 ${wrong ? 'border-danger' : 'border-line-strong'} ${kind === 'pin' ? 'number tracking-[0.3em]' : ''}`}
        {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        {...(kind === 'address' ? { autoCapitalize: 'off', dir: 'ltr' } : {})}
        {...(kind === 'pin' ? { type: 'password', inputMode: 'none' } : {})}
        {...(kind === 'secret' ? { type: 'password', dir: 'ltr' } : {})}
      />
      <FaultLine field={props.field} id={faultId} />
    </label>
  )
  // Digits have a keypad of their own.
  return <div className={props.className ?? ''}>{kind === 'pin' ? box : <BesideField>{box}</BesideField>}</div>
}

/** One of a few answers, with what it means under it. */
export function Choice(props: { readonly testId: string; readonly chosen: boolean; readonly title: string; readonly detail?: string; readonly drawing?: ReactNode; readonly isDisabled?: boolean; readonly onPress: () => void }) {
  const { chosen } = props
  return (
    <Key testId={props.testId} look={chosen ? 'soft' : 'plain'} isPressed={chosen} isDisabled={props.isDisabled ?? false} className="min-h-[68px] w-full gap-4 px-5 py-3 text-start" onPress={props.onPress}>
      {props.drawing}
      <span className="min-w-0 flex-1">
        <span className={`block text-[17px] leading-snug font-bold ${props.isDisabled === true ? '' : 'text-ink'}`}>{props.title}</span>
        {props.detail !== undefined && <span className={`mt-0.5 block text-sm leading-snug ${props.isDisabled === true ? '' : 'text-ink-2'}`}>{props.detail}</span>}
      </span>
      <span aria-hidden="true" className={`flex size-7 shrink-0 items-center justify-center rounded-full border-2 ${chosen ? 'border-accent bg-accent text-on-accent' : 'border-line-strong'}`}>{chosen && <Check size={18} strokeWidth={3} />}</span>
    </Key>
  )
}

/** Short answers beside one another. */
export function Chips<T extends string>(props: { readonly label: string; readonly testId: string; readonly chosen: T; readonly all: readonly { readonly value: T; readonly words: string }[]; readonly onChoose: (value: T) => void }) {
  return (
    <section className="flex flex-col gap-1.5">
      <h2 className="text-sm font-semibold text-ink-2">{props.label}</h2>
      <Group aria-label={props.label} className="flex flex-wrap gap-2">
        {props.all.map(({ value, words }) => (
          <Key key={value} testId={`${props.testId}-${value}`} look={value === props.chosen ? 'dark' : 'outline'} isPressed={value === props.chosen} className="min-h-12 justify-center gap-1.5 rounded-full! px-4 text-sm font-semibold" onPress={() => props.onChoose(value)}>
            {value === props.chosen && <Check aria-hidden="true" size={16} />}
            {words}
          </Key>
        ))}
      </Group>
    </section>
  )
}

/** A draft and the way to change it: what every page begins with. */
export function useDraft(): { readonly draft: SetupDraft | undefined; readonly change: (changes: Partial<SetupDraft>) => void } {
  const draft = useSetup((setup) => setup.draft)
  const { changeSetup } = useActs()
  return { draft, change: changeSetup }
}

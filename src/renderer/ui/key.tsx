import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'

const looks = {
  plain: 'border border-line bg-surface text-ink shadow-1 hover:border-line-strong',
  sunken: 'bg-sunken text-ink hover:bg-line',
  sunkenDanger: 'bg-sunken text-danger hover:bg-danger-soft',
  soft: 'border border-accent bg-accent-soft text-accent',
  accent: 'bg-accent text-on-accent shadow-2 hover:bg-accent-hover',
  danger: 'border border-danger bg-danger-soft text-danger',
  dark: 'bg-ink text-surface',
  outline: 'border border-line bg-surface text-ink-2 hover:border-line-strong',
  bare: '',
} as const
export type KeyLook = keyof typeof looks

/** How long a key is held before it goes on by itself, and how often then, in milliseconds. */
const heldFor = 500

/** A key that is held goes on as long as it is; let go before, it was pressed once. */
function useHold(onPress: () => void, onHold: (() => void) | undefined) {
  const timer = useRef<ReturnType<typeof setInterval>>(undefined)
  const wasHeld = useRef(false)
  // The one of now: what it adds to has changed since the finger went down.
  const hold = useRef(onHold)
  useEffect(() => {
    hold.current = onHold
  })
  useEffect(() => () => clearInterval(timer.current), [])
  if (onHold === undefined) return { onPress }
  return {
    onPressStart: () => {
      wasHeld.current = false
      clearInterval(timer.current)
      timer.current = setInterval(() => {
        wasHeld.current = true
        hold.current?.()
      }, heldFor)
    },
    onPressEnd: () => clearInterval(timer.current),
    onPress: () => {
      if (!wasHeld.current) onPress()
    },
  }
}

/**
 * Every key of the register. It never takes the focus from a tap: a keyboard-wedge scan ends with Enter, and Enter
 * presses whatever was tapped last (measured: two presses on a native button, one on this). A key that cannot act keeps
 * its place and says why; fixed slots are what hands learn.
 */
export function Key(props: {
  readonly onPress: () => void
  /** Held down, again and again instead of one press. */
  readonly onHold?: () => void
  readonly look?: KeyLook
  readonly className?: string
  readonly label?: string
  readonly isDisabled?: boolean
  readonly isPressed?: boolean
  readonly isExpanded?: boolean
  readonly hue?: number
  /** What a test finds it by, in whatever language it is written. */
  readonly testId?: string
  readonly children: ReactNode
}) {
  const look = props.look ?? 'plain'
  const pressing = useHold(props.onPress, props.onHold)
  return (
    <Button
      preventFocusOnPress
      {...pressing}
      isDisabled={props.isDisabled ?? false}
      className={`press relative flex items-center rounded-key ${looks[look]} ${look === 'bare' ? 'disabled:opacity-40' : 'disabled:border-transparent disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none'} ${props.className ?? ''}`}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
      {...(props.isPressed === undefined ? {} : { 'aria-pressed': props.isPressed })}
      {...(props.isExpanded === undefined ? {} : { 'aria-expanded': props.isExpanded })}
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      {...(props.hue === undefined ? {} : { 'data-hue': props.hue })}
    >
      {props.children}
    </Button>
  )
}

/** The keyboard key that does the same, small in a corner or beside a label. Decoration for the eye: the name says it all. */
export function Shortcut(props: { readonly keys: string; readonly corner?: boolean; readonly boxed?: boolean }) {
  const place = props.corner === true ? 'absolute end-2 top-1' : ''
  const box = props.boxed === true ? 'inline-flex h-5 min-w-6 items-center justify-center rounded-md border border-current px-1.5' : ''
  return (
    <kbd aria-hidden="true" className={`font-sans text-[11px] leading-4 font-semibold ${place} ${box}`}>
      {props.keys}
    </kbd>
  )
}

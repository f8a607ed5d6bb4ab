export type StatusTone = 'ok' | 'warn' | 'danger' | 'idle'

const colours = { ok: 'text-ok', warn: 'text-warn', danger: 'text-danger', idle: 'text-ink-3' } as const

/** Circle, triangle, square, ring: a state is told by its shape as well, for one cashier in twelve cannot tell red from green. */
export function StatusMark(props: { readonly tone: StatusTone; readonly className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 10 10" width="10" height="10" className={`shrink-0 ${props.className ?? colours[props.tone]}`} fill="currentColor">
      {props.tone === 'ok' && <circle cx="5" cy="5" r="4.5" />}
      {props.tone === 'warn' && <path d="M5 0.5 9.8 9.5H0.2Z" />}
      {props.tone === 'danger' && <rect x="0.7" y="0.7" width="8.6" height="8.6" rx="1" />}
      {props.tone === 'idle' && <circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" strokeWidth="1.8" />}
    </svg>
  )
}

/** Digits of the longest PIN. */
const longestPin = 8

/** Dots, never digits. Six places are drawn and up to eight when more is typed: beyond that it is no PIN, and its dots ran off the pad. */
export function PinDots(props: { readonly label: string; readonly length: number }) {
  return (
    <output aria-label={props.label} className="flex h-12 items-center justify-center gap-4">
      {Array.from({ length: Math.min(longestPin, Math.max(6, props.length)) }, (_, place) => (
        <span key={place} className={`size-4 rounded-full border-2 ${place < props.length ? 'border-ink bg-ink' : 'border-line-strong'}`} />
      ))}
    </output>
  )
}

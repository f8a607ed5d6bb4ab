/** Dots, never digits. Six places are drawn and more when more is typed: the screen does not know how long a PIN is. */
export function PinDots(props: { readonly label: string; readonly length: number }) {
  return (
    <output aria-label={props.label} className="flex h-12 items-center justify-center gap-4">
      {Array.from({ length: Math.max(6, props.length) }, (_, place) => (
        <span key={place} className={`size-4 rounded-full border-2 ${place < props.length ? 'border-ink bg-ink' : 'border-line-strong'}`} />
      ))}
    </output>
  )
}

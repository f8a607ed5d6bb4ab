/** Tillwright's mark: a tally of five, the oldest till there is. */
export function Mark(props: { readonly size: number }) {
  return (
    <svg aria-hidden="true" width={props.size} height={props.size} viewBox="0 0 36 36" className="shrink-0">
      <rect width="36" height="36" rx="9" fill="#3ccba6" />
      <path d="M10.5 9.5v17M15.5 9.5v17M20.5 9.5v17M25.5 9.5v17M6.5 18h23" stroke="#0c2a22" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  )
}

const grounds = ['bg-[#ecb26d]', 'bg-[#9dc6ee]', 'bg-[#cbb5f0]', 'bg-[#f2a9b8]', 'bg-[#a9d9b7]'] as const

/** One letter each of the first two words, or the last two characters of a Chinese name, as the trade writes them on badges. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '', second] = words
  if (second !== undefined) return (Array.from(first)[0] ?? '') + (Array.from(second)[0] ?? '')
  const letters = Array.from(first)
  return /\p{Script=Han}/u.test(first) ? letters.slice(-2).join('') : letters.slice(0, 2).join('').toUpperCase()
}

/** `index` chooses the ground, so that neighbours differ. */
export function Avatar(props: { readonly name: string; readonly index: number; readonly size?: 'small' | 'normal' }) {
  const size = props.size === 'small' ? 'size-8 text-xs' : 'size-10 text-sm'
  return (
    <span aria-hidden="true" className={`inline-flex shrink-0 items-center justify-center rounded-full font-bold text-[#1c1208] ${size} ${grounds[props.index % grounds.length] ?? grounds[0]}`}>
      {initials(props.name)}
    </span>
  )
}

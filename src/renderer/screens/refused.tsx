import { ShieldX } from 'lucide-react'

/** In the place of a page that whoever is signed on may not see: why not, and who may. */
export function Refused(props: { readonly testId: string; readonly words: string }) {
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center p-8">
      <p data-testid={props.testId} className="flex max-w-xl items-center gap-4 rounded-card bg-warn-soft px-6 py-5 text-lg font-semibold text-warn">
        <ShieldX aria-hidden="true" size={36} className="shrink-0" /> {props.words}
      </p>
    </div>
  )
}

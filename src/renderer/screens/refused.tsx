import { ShieldX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'

/** In the place of a page that whoever is signed on may not see: why not, and who may; or that head office was away for too long, where that is why. */
export function Refused(props: { readonly testId: string; readonly words: string }) {
  const { t } = useTranslation()
  const hours = useScreen((state) => (state.ownRights?.some(({ awayHours }) => awayHours !== undefined) === true ? state.health?.contact?.mostHours : undefined))
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center p-8">
      <p role="status" data-testid={props.testId} className="flex max-w-xl items-center gap-4 rounded-card bg-warn-soft px-6 py-5 text-lg font-semibold text-warn">
        <ShieldX aria-hidden="true" size={36} className="shrink-0" /> {hours === undefined ? props.words : t('refusal.headOffice.awayTooLong', { hours })}
      </p>
    </div>
  )
}

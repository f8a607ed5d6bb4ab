import { Network } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Beside what head office keeps: it is shown as it is, and who changes it. */
export function OfHeadOffice(props: { readonly some?: true }) {
  const { t } = useTranslation()
  return (
    <p data-testid="of-head-office" className="flex items-start gap-2 rounded-key bg-info-soft px-3 py-2 text-sm text-info">
      <Network aria-hidden="true" size={18} className="mt-0.5 shrink-0" />
      <span className="min-w-0 flex-1">{t(props.some === true ? 'ofHeadOffice.some' : 'ofHeadOffice.note')}</span>
    </p>
  )
}

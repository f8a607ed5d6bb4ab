import { useTranslation } from 'react-i18next'
import { type ReceiptView } from '../../contracts/ipc/index.ts'
import { ReceiptPaper } from './receipt-paper.tsx'

/** A region that scrolls has to take the focus, else a keyboard cannot scroll it: a long paper ends below the screen. */
export function scrollByKeys(region: HTMLDivElement | null): void {
  region?.setAttribute('tabindex', '0')
}

export function PaperRegion(props: { readonly document: ReceiptView['document'] }) {
  const { t } = useTranslation()
  return (
    <div ref={scrollByKeys} data-testid="report-paper" role="region" aria-label={t('receipt.paper')} className="min-h-0 flex-1 overflow-auto rounded-card bg-sunken p-3">
      <ReceiptPaper document={props.document} />
    </div>
  )
}

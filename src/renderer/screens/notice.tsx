import { Info, OctagonAlert, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { currencies } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText } from '../state/store-time.ts'
import { waitIn } from '../state/wait-words.ts'
import { formatMoney, Key } from '../ui/index.ts'
import { TenderWorth } from './kept-tenders.tsx'
import { SupportCode } from './support-code.tsx'

/**
 * A refusal in place: what happened, what is safe, what to do. Never a dialog, for the next scan's Enter would close it.
 * It lies over what is least needed and moves nothing: a key that moves is pressed wrongly.
 */
export function NoticeBar(props: { readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const notice = useScreen((state) => state.notice)
  const language = useScreen((state) => state.language)
  const currency = useScreen((state) => state.counter?.currency)
  if (notice === undefined) return null
  // The amounts a sentence may need arrive as minor units under these names.
  const amounts = Object.fromEntries(
    ['due', 'change', 'total', 'spent', 'maximum', 'takesOff', 'allowed'].flatMap((name) => {
      const value = notice.params?.[name]
      return typeof value === 'number' && currency !== undefined && currency in currencies ? [[name, formatMoney(value, currency)]] : []
    }),
  )
  // A day, as it is written here.
  const days = Object.fromEntries(
    ['expiry', 'usedOn'].flatMap((name) => {
      const day = notice.params?.[name]
      return typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? [[name, fullDateText(day, language)]] : []
    }),
  )
  const calm = notice.calm === true
  const Drawing = calm ? Info : OctagonAlert
  return (
    <div
      role={calm ? 'status' : 'alert'}
      data-code={notice.code}
      className={`absolute z-10 flex min-h-12 items-center gap-3 rounded-key border ps-4 shadow-2 ${calm ? 'border-info bg-info-soft text-info' : 'border-danger bg-danger-soft text-danger'} ${props.className}`}
    >
      <Drawing aria-hidden="true" size={22} className="shrink-0" />
      <p className="min-w-0 flex-1 py-1 text-sm leading-snug font-medium">
        {t(notice.words, { ...notice.params, ...amounts, ...days, ...waitIn(t, notice.params) })}
        {notice.handBack !== undefined && currency !== undefined && (
          <b data-testid="notice-hand-back" className="ms-1.5 font-bold">
            {notice.handBack.map((tender) => (
              <span key={tender.id} className="me-2.5">
                {tender.voucher?.name ?? t(`tender.${tender.type}`)} <TenderWorth tender={tender} currency={currency} />
              </span>
            ))}
          </b>
        )}
        {!calm && <SupportCode code={notice.code} />}
      </p>
      {notice.confirm !== undefined && (
        <Key look="danger" className="h-12 shrink-0 px-4 text-sm font-semibold" onPress={acts.confirmPayment}>
          {t('notice.confirm')}
        </Key>
      )}
      <Key look="bare" className="size-12 shrink-0 justify-center" label={t('notice.dismiss')} onPress={acts.dismissNotice}>
        <X aria-hidden="true" size={20} />
      </Key>
    </div>
  )
}

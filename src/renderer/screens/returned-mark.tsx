import { CircleSlash2, PieChart } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Beside a void that is shut: why, in words. */
export function VoidShut(props: { readonly returned: 'nothing' | 'partly' | 'all' | undefined }) {
  const { t } = useTranslation()
  const { returned } = props
  if (returned === undefined || returned === 'nothing') return null
  return (
    <p data-testid="void-shut" className="w-full text-[13px] font-semibold text-ink-2">
      {t(`voidSale.shut.${returned}`)}
    </p>
  )
}

/** How much of a sale has come back, in a shape and words; nothing to say of one that is whole. */
export function ReturnedMark(props: { readonly returned: 'nothing' | 'partly' | 'all' | undefined }) {
  const { t } = useTranslation()
  const { returned } = props
  if (returned === undefined || returned === 'nothing') return null
  const Drawing = returned === 'all' ? CircleSlash2 : PieChart
  return (
    <span data-testid={`returned-${returned}`} className="flex shrink-0 items-center gap-1.5 rounded-full bg-info-soft px-2.5 py-1 text-[13px] font-semibold text-info">
      <Drawing aria-hidden="true" size={15} /> {t(`receipts.returned.${returned}`)}
    </span>
  )
}

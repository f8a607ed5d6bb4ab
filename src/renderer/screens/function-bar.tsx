import { BadgePercent, Ban, CirclePause, ScanSearch, Store, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf, type Act } from '../state/keys.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'

const slot = 'h-[60px] min-w-0 flex-1 flex-col justify-center gap-0.5 px-2 text-[13px] font-semibold'

function FunctionKey(props: { readonly act: Act; readonly words: string; readonly drawing: LucideIcon; readonly onPress: () => void; readonly isDisabled?: boolean }) {
  const Drawing = props.drawing
  return (
    <Key look="sunken" className={slot} isDisabled={props.isDisabled ?? false} onPress={props.onPress}>
      <Drawing aria-hidden="true" size={20} strokeWidth={1.9} />
      {props.words}
      <Shortcut keys={labelOf(props.act)} corner />
    </Key>
  )
}

/** The bar under the work area, in fixed slots. Cancelling asks here, in its own place, and Esc or the other key takes it back. */
export function FunctionBar() {
  const { t } = useTranslation()
  const acts = useActs()
  const basket = useScreen((state) => state.counter?.basket)
  const currency = useScreen((state) => state.counter?.currency)
  const confirming = useScreen((state) => state.confirmingCancel)
  if (confirming && basket !== undefined && currency !== undefined) {
    return (
      <div role="alertdialog" aria-label={t('cancel.question')} className="flex h-[76px] shrink-0 items-center gap-2 border-t border-danger bg-danger-soft px-4">
        <p className="min-w-0 flex-1 text-[15px] font-semibold text-danger">
          {t('cancel.question')}
          <span className="ms-2 font-medium">
            {t('basket.items', { count: basket.itemCount })} · <Amount value={basket.total} currency={currency} symbol />
          </span>
        </p>
        <Key className="h-[60px] min-w-32 justify-center gap-2 px-4 font-semibold" onPress={acts.keepBasket}>
          {t('cancel.keep')}
          <Shortcut keys={labelOf('back')} boxed />
        </Key>
        <Key look="danger" className="h-[60px] min-w-40 justify-center gap-2 px-4 font-semibold" onPress={acts.cancelBasket}>
          <Ban aria-hidden="true" size={20} />
          {t('cancel.confirm')}
          <Shortcut keys={labelOf('cancelBasket')} boxed />
        </Key>
      </div>
    )
  }
  return (
    <div className="flex h-[76px] shrink-0 items-center gap-2 border-t border-line bg-surface px-4">
      <FunctionKey act="priceCheck" words={t('priceCheck.title')} drawing={ScanSearch} onPress={acts.openPriceCheck} />
      <FunctionKey act="discountLine" words={t('discount.title')} drawing={BadgePercent} isDisabled={basket === undefined || basket.itemCount === 0} onPress={() => acts.openDiscount()} />
      <FunctionKey act="suspend" words={t('suspend.hold')} drawing={CirclePause} onPress={acts.suspend} />
      <FunctionKey act="department" words={t('department.title')} drawing={Store} onPress={acts.openDepartments} />
      <Key look="sunkenDanger" className={slot} isDisabled={basket === undefined} onPress={acts.askCancel}>
        <Ban aria-hidden="true" size={20} />
        {t('cancel.label')}
        <Shortcut keys={labelOf('cancelBasket')} corner />
      </Key>
    </div>
  )
}

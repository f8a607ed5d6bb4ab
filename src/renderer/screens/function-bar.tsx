import { Ban } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { actions, gateOfAction, labelOf, perform, type Act } from '../state/actions.ts'
import { balanceOf } from '../state/basket-rows.ts'
import { useActs, useScreen, useScreenStore } from '../state/context.ts'
import { Amount, Key, Shortcut } from '../ui/index.ts'
import { TenderWorth } from './kept-tenders.tsx'
import { GateMark } from './gated-key.tsx'

const onTheBar = actions.filter(({ bar }) => bar !== undefined)
const slot = 'h-[60px] min-w-0 flex-1 flex-col justify-center gap-0.5 px-1.5 text-[13px] leading-tight font-semibold max-[1199px]:px-0.5 max-[1199px]:text-xs'

/** One slot, made of what the registry says of the action. */
function FunctionKey(props: { readonly act: Act }) {
  const { t } = useTranslation()
  const acts = useActs()
  const store = useScreenStore()
  const action = onTheBar.find(({ act }) => act === props.act)
  const ready = useScreen((state) => action?.ready?.(state) ?? true)
  const gate = useScreen((state) => (action === undefined ? 'free' : gateOfAction(action, state)))
  if (action?.bar === undefined) return null
  const Drawing = action.bar
  return (
    <Key testId={`key-${action.act}`} look={action.act === 'cancelBasket' ? 'sunkenDanger' : 'sunken'} className={slot} isDisabled={!ready || gate === 'never'} onPress={() => perform(action.act, { acts, store, focusField: () => undefined })}>
      <Drawing aria-hidden="true" size={20} strokeWidth={1.9} className="max-[1199px]:hidden" />
      <span className="max-w-full text-center max-[1199px]:pt-2.5">{t(action.words)}</span>
      {gate === 'never' && <span aria-hidden="true" className="text-[11px] leading-none font-medium">{t('gate.neverShort')}</span>}
      <Shortcut keys={action.label} corner />
      <GateMark gate={gate} />
    </Key>
  )
}

/** The bar under the work area, in fixed slots. Cancelling asks here, in its own place, and Esc or the other key takes it back. */
export function FunctionBar() {
  const { t } = useTranslation()
  const acts = useActs()
  // Only while it is asked about: the keys of the bar need not be drawn again with each line.
  const basket = useScreen((state) => (state.confirmingCancel ? state.counter?.basket : undefined))
  const currency = useScreen((state) => state.counter?.currency)
  if (basket !== undefined && currency !== undefined) {
    const returned = balanceOf(basket) === 'sale' ? undefined : basket.returned
    // Goods that were laid aside go back to where they are kept, and what was paid for them stays paid.
    const collected = basket.tenders?.some(({ layAway }) => layAway !== undefined) === true
    const handedBack = basket.tenders?.filter(({ layAway }) => layAway === undefined) ?? []
    const question = t(collected ? 'cancel.questionCollected' : returned === undefined ? 'cancel.question' : 'cancel.questionReturn')
    return (
      <div role="alertdialog" aria-label={question} className="flex h-[76px] shrink-0 items-center gap-2 border-t border-danger bg-danger-soft px-4">
        <p className="min-w-0 flex-1 text-[15px] font-semibold text-danger">
          {question}
          <span className="ms-2 font-medium">
            {t('basket.items', { count: basket.itemCount + (returned?.itemCount ?? 0) })} · <Amount value={returned?.net ?? basket.total} currency={currency} symbol />
          </span>
          {handedBack.length > 0 && (
            <span data-testid="cancel-hand-back" className="ms-2 font-bold">
              {t('cancel.handBack')} {handedBack.map((tender) => (
                <span key={tender.id} className="me-2">
                  {t(`tender.${tender.type}`)} <TenderWorth tender={tender} currency={currency} />
                </span>
              ))}
            </span>
          )}
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
    <div className="flex h-[76px] shrink-0 items-center gap-2 border-t border-line bg-surface px-4 max-[1199px]:gap-1.5 max-[1199px]:px-2.5">
      {onTheBar.map(({ act }) => (
        <FunctionKey key={act} act={act} />
      ))}
    </div>
  )
}

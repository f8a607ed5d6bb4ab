import { Check, PackageOpen, Trash2 } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { returnReasons, type GoodsState } from '../state/return-work.ts'
import { Key, Shortcut } from '../ui/index.ts'

const chip = 'h-12 justify-center rounded-full! px-4 text-sm font-semibold max-[1199px]:px-3 max-[1199px]:text-[13px]'

/** Where the goods go and why they come back: said once, and meant for whatever is tapped or scanned after it. */
export function GoodsStateChips(props: { readonly said: GoodsState; /** Whose they are: of the goods that come next, where others stand there already. */ readonly forNext?: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { condition, reason } = props.said
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-2">
      {props.forNext === true && <p data-testid="goods-for-next" className="w-full text-[13px] font-semibold text-ink-2">{t('return.forNext')}</p>}
      <Group aria-label={t('return.condition')} className="contents">
        {(['stock', 'waste'] as const).map((each) => {
          const Drawing = each === 'stock' ? PackageOpen : Trash2
          return (
            <Key key={each} testId={`condition-${each}`} look={each === condition ? 'dark' : 'outline'} isPressed={each === condition} className={`${chip} gap-2`} onPress={() => acts.chooseCondition(each)}>
              <Drawing aria-hidden="true" size={17} /> {t(`return.condition.${each}`)}
            </Key>
          )
        })}
        <span className="me-2 text-ink-3">
          <Shortcut keys={labelOf('returnCondition')} boxed />
        </span>
      </Group>
      <Group aria-label={t('return.reason')} className="contents">
        {returnReasons.map((each) => (
          <Key key={each} testId={`return-${each}`} look={each === reason ? 'dark' : 'outline'} isPressed={each === reason} className={chip} onPress={() => acts.chooseReturnReason(each)}>
            {each === reason && <Check aria-hidden="true" size={16} className="me-1.5" />}
            {t(`return.reason.${each}`)}
          </Key>
        ))}
        <span className="text-ink-3">
          <Shortcut keys={`${labelOf('left')} ${labelOf('right')}`} boxed />
        </span>
      </Group>
    </div>
  )
}

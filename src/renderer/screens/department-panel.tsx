import { Wallet } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { currencies, parseAmount } from '../../domain/money/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { labelOf } from '../state/actions.ts'
import { nameIn } from '../state/names.ts'
import { formatQuantity, Key, Shortcut } from '../ui/index.ts'
import { AmountPad } from './amount-pad.tsx'

/** Something without a record: an amount, and the department it belongs to, in either order. */
export function DepartmentPanel() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const departments = useScreen((state) => state.departments)
  const entry = useScreen((state) => state.entry)
  const currency = useScreen((state) => state.counter?.currency)
  const language = useScreen((state) => state.language)
  const sellsCards = useScreen((state) => state.register?.storedValue?.giftCards !== false)
  if (work.kind !== 'department' || currency === undefined) return null
  const amount = parseAmount(entry, currency)
  const priced = amount !== undefined && amount > 0
  const chosen = departments.find(({ id }) => id === work.departmentId)
  return (
    <div className="flex min-h-0 flex-1 gap-4 px-4 pt-2 pb-4">
      <Group aria-label={t('department.list')} data-own-enter className="w-[344px] shrink-0 overflow-y-auto p-0.5 max-[1199px]:w-[212px]">
        {departments.length === 0 && <p className="p-4 text-[15px] text-ink-2">{t('department.none')}</p>}
        <div className="grid grid-cols-2 gap-2 max-[1199px]:grid-cols-1">
          {departments.map((department) => (
            <Key
              key={department.id}
              look={department.id === work.departmentId ? 'soft' : 'plain'}
              isPressed={department.id === work.departmentId}
              className="min-h-[72px] justify-center px-3 py-2 text-center text-[15px] leading-tight font-semibold"
              onPress={() => acts.tapDepartment(department.id)}
            >
              {nameIn(department.names, language)}
            </Key>
          ))}
          {sellsCards && (
            <Key testId="gift-card-key" className="min-h-[72px] justify-center gap-2 px-3 py-2 text-center text-[15px] leading-tight font-semibold" onPress={acts.openGiftCard}>
              <Wallet aria-hidden="true" size={18} className="shrink-0" /> {t('storedValue.giftCard')} <Shortcut keys={labelOf('giftCard')} boxed />
            </Key>
          )}
        </div>
      </Group>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <output className="flex items-center gap-3 rounded-card border border-line bg-surface px-5 py-4 shadow-1">
          <span className="min-w-0 flex-1">
            <span className={`block truncate text-lg font-bold ${chosen === undefined ? 'text-ink-2' : ''}`}>{chosen === undefined ? t('department.choose') : nameIn(chosen.names, language)}</span>
            <span className="flex items-center gap-1.5 text-[13px] text-ink-3">
              <Shortcut keys={`${labelOf('up')} ${labelOf('down')}`} boxed /> {t('department.arrows')}
            </span>
          </span>
          <bdi dir="ltr" className={`number text-[44px] leading-none font-bold tracking-tight ${entry === '' ? 'text-ink-3' : ''}`}>
            {work.quantity !== undefined && <span className="me-2 text-2xl">{formatQuantity(work.quantity, 'each')} ×</span>}
            <span className="me-1 text-2xl">{currencies[currency].symbol}</span>
            {entry === '' ? '0.00' : entry}
          </bdi>
        </output>
        <AmountPad act={t('weigh.add')} missing={!priced ? t('department.typeAmount') : chosen === undefined ? t('department.choose') : undefined} isDisabled={!priced || chosen === undefined} onPress={acts.sellDepartment} />
      </div>
    </div>
  )
}

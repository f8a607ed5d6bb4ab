import { Check, Coins, Handshake } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Avatar, Key, Shortcut } from '../ui/index.ts'

/** From one operator to another, with or without a count. Who takes over types their PIN at the sign-on that follows. */
export function HandOver() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const own = useScreen((state) => state.counter?.operator?.id)
  const operators = useScreen((state) => state.register?.operators)
  if (work.kind !== 'handOver') return null
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto px-4 pt-2 pb-4">
      <p className="px-1 text-[15px] text-ink-2">{t('handOver.explain')}</p>
      <Group aria-label={t('handOver.who')} data-own-enter className="grid grid-cols-2 gap-2">
        {(operators ?? []).map((operator, index) =>
          operator.id === own ? null : (
            <Key key={operator.id} testId="taker" look={operator.id === work.to ? 'soft' : 'plain'} isPressed={operator.id === work.to} isDisabled={work.asking} className="min-h-16 gap-3 px-3 py-2 text-start" onPress={() => acts.chooseTaker(operator.id)}>
              <Avatar name={operator.name} index={index} />
              <span className="min-w-0 flex-1">
                <span className="block truncate text-[15px] font-semibold text-ink">{operator.name}</span>
                <span className="block truncate text-[13px] text-ink-2">{t(`role.${operator.role}`)}</span>
              </span>
              {operator.id === work.to && <Check aria-hidden="true" size={20} className="shrink-0" />}
            </Key>
          ),
        )}
      </Group>
      <Key testId="hand-over-count" className="min-h-16 gap-3 px-4 text-start text-[16px] font-semibold" isDisabled={work.asking} onPress={acts.countHandOver}>
        <Coins aria-hidden="true" size={20} className="shrink-0" />
        <span className="min-w-0 flex-1">{t(work.counts === undefined ? 'handOver.count' : 'handOver.counted')}</span>
        {work.counts !== undefined && <Check aria-hidden="true" size={20} className="shrink-0 text-ok" />}
        <Shortcut keys={labelOf('countHandOver')} boxed />
      </Key>
      <Key testId="hand-over" look="accent" className="h-[76px] shrink-0 justify-center gap-3 text-xl font-bold" isDisabled={work.to === undefined || work.asking} onPress={acts.confirmHandOver}>
        <Handshake aria-hidden="true" size={26} /> {t(work.to === undefined ? 'handOver.chooseWho' : 'handOver.confirm')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

import { PackageCheck } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type StoreView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key } from '../ui/index.ts'
import { OfHeadOffice } from './of-head-office.tsx'

const shares = [0, 10, 20, 30, 50, 100] as const
const lengths = [7, 14, 30, 60, 90, 180] as const

/** One of a few, or what is set where that is another. */
function choicesWith(few: readonly number[], now: number): readonly number[] {
  return few.includes(now) ? few : [...few, now].toSorted((one, other) => one - other)
}

/** What is asked for goods that are laid aside. Each press is saved. */
export function StoreLayAway(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const saving = useScreen((state) => state.work.kind === 'store' && state.work.saving)
  const { layAway } = props.view
  const isKept = props.view.ofHeadOffice?.includes('layAway') === true
  return (
    <section data-testid="store-lay-away" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <PackageCheck aria-hidden="true" size={20} /> {t('title.layAways')}
      </h2>
      <p className="text-sm font-semibold text-ink-2">{t('storeLayAway.least')}</p>
      <Group aria-label={t('storeLayAway.least')} className="flex flex-wrap gap-2">
        {choicesWith(shares, layAway.leastPercent).map((percent) => (
          <Key key={percent} testId={`lay-away-least-${percent}`} look={percent === layAway.leastPercent ? 'soft' : 'outline'} isPressed={percent === layAway.leastPercent} isDisabled={saving || isKept} className="h-12 min-w-16 justify-center px-3 font-semibold" onPress={() => acts.setLayAwayTerms({ ...layAway, leastPercent: percent })}>
            {`${percent} %`}
          </Key>
        ))}
      </Group>
      <p className="text-sm font-semibold text-ink-2">{t('storeLayAway.days')}</p>
      <Group aria-label={t('storeLayAway.days')} className="flex flex-wrap gap-2">
        {choicesWith(lengths, layAway.days).map((days) => (
          <Key key={days} testId={`lay-away-days-${days}`} look={days === layAway.days ? 'soft' : 'outline'} isPressed={days === layAway.days} isDisabled={saving || isKept} className="h-12 min-w-16 justify-center px-3 font-semibold" onPress={() => acts.setLayAwayTerms({ ...layAway, days })}>
            {t('storeLayAway.day', { count: days })}
          </Key>
        ))}
      </Group>
      {isKept && <OfHeadOffice />}
    </section>
  )
}

import { Ban, IdCard, UserCheck, type LucideIcon } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { type AgeOutcome, type BasketView } from '../../contracts/ipc/index.ts'
import { labelOf, type Act } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { fullDateText } from '../state/store-time.ts'
import { Key, Shortcut, type KeyLook } from '../ui/index.ts'

const answers: readonly { readonly outcome: AgeOutcome; readonly act: Act; readonly Drawing: LucideIcon; readonly look: KeyLook }[] = [
  { outcome: 'looksOlder', act: 'ageLooksOlder', Drawing: UserCheck, look: 'plain' },
  { outcome: 'document', act: 'ageDocument', Drawing: IdCard, look: 'plain' },
  { outcome: 'tooYoung', act: 'ageTooYoung', Drawing: Ban, look: 'danger' },
]

/** The one question a basket asks of whoever looks at the customer. It lies over nothing: scanning goes on beside it. */
export function AgeQuestion(props: { readonly age: NonNullable<BasketView['age']> }) {
  const { t } = useTranslation()
  const acts = useActs()
  const language = useScreen((state) => state.language)
  const { asked, bornOnOrBefore } = props.age
  return (
    <section data-testid="age-question" aria-label={t('age.question', { age: asked })} className="mb-2 flex flex-col gap-2 rounded-card bg-warn-soft p-2.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-3 px-1 text-[15px]">
        <b className="font-bold text-warn">{t('age.question', { age: asked })}</b>
        <span className="number font-semibold text-ink">{t('age.born', { date: fullDateText(bornOnOrBefore, language) })}</span>
      </p>
      <Group aria-label={t('age.question', { age: asked })} className="grid grid-cols-3 gap-2">
        {answers.map(({ outcome, act, Drawing, look }) => (
          <Key key={outcome} look={look} testId={`age-${outcome}`} className="h-[60px] flex-col justify-center gap-0.5 px-1 text-center text-[13px] leading-tight font-semibold" onPress={() => acts.answerAge(outcome)}>
            <Drawing aria-hidden="true" size={18} />
            {t(`age.${outcome}`)}
            <Shortcut keys={labelOf(act)} />
          </Key>
        ))}
      </Group>
    </section>
  )
}

import { GraduationCap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type StoreView } from '../../contracts/ipc/index.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key } from '../ui/index.ts'

/** Whether a trainee gets paper into the hand. Each press is saved. */
export function StoreTraining(props: { readonly view: StoreView }) {
  const { t } = useTranslation()
  const acts = useActs()
  const saving = useScreen((state) => state.work.kind === 'store' && state.work.saving)
  const on = props.view.trainingSlips === true
  return (
    <section data-testid="store-training" className="flex flex-col gap-3 rounded-key border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 text-[15px] font-bold">
        <GraduationCap aria-hidden="true" size={20} /> {t('storeTraining.title')}
      </h2>
      <Key testId="training-slips" look={on ? 'soft' : 'outline'} isPressed={on} isDisabled={saving} className="min-h-14 justify-center px-3 font-semibold" onPress={() => acts.setTrainingSlips(!on)}>
        {t(on ? 'storeTraining.printed' : 'storeTraining.shown')}
      </Key>
      <p className="text-sm text-ink-2">{t('storeTraining.explain')}</p>
    </section>
  )
}

import { Check, LockOpen, OctagonAlert } from 'lucide-react'
import { Group } from 'react-aria-components/Group'
import { useTranslation } from 'react-i18next'
import { drawerNoteLength, drawerReasons, type EffectView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, Shortcut, TextField } from '../ui/index.ts'
import { DrawerPosition } from './drawer-position.tsx'
import { Outcome } from './outcome.tsx'

/** Only where "other" was chosen: it says what for, and the core takes it with nothing less. */
function Note() {
  const { t } = useTranslation()
  const acts = useActs()
  const entry = useScreen((state) => state.entry)
  const missed = useScreen((state) => state.work.kind === 'drawer' && state.work.noteMissed === true)
  return (
    <div className="flex w-full flex-col gap-2">
      <TextField label={t('drawer.note')} value={entry} maxLength={drawerNoteLength} onChange={acts.setEntry} placeholder={t('drawer.notePlaceholder')} />
      {entry.trim() === '' && (
        <p data-testid="drawer-note-needed" className={`flex items-center gap-2 text-start text-[15px] font-semibold ${missed ? 'text-danger' : 'text-ink-2'}`}>
          {missed && <OctagonAlert aria-hidden="true" size={18} className="shrink-0" />}
          {t(missed ? 'drawer.noteMissed' : 'drawer.noteNeeded')}
        </p>
      )}
    </div>
  )
}

/** What is known of the kick so far, what the drawer's own switch says, and what there is to do. */
function Opened(props: { readonly kick: EffectView }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <>
      <ul data-testid="drawer-outcome" aria-live="polite" aria-label={t('finish.outcomes')} className="flex flex-wrap justify-center gap-2">
        <Outcome effect={props.kick} />
      </ul>
      <p className="max-w-lg text-lg text-ink-2">{t(`drawer.advice.${props.kick.state}`)}</p>
      <DrawerPosition />
      <Key testId="drawer-done" look="accent" className="mt-2 h-[76px] w-full justify-center gap-3 text-xl font-bold" onPress={acts.leaveWork}>
        <Check aria-hidden="true" size={26} /> {t('drawer.done')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </>
  )
}

function Asking() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  if (work.kind !== 'drawer') return null
  return (
    <>
      <p className="max-w-lg text-[15px] text-ink-2">{t('drawer.explain')}</p>
      <Group aria-label={t('drawer.reasons')} data-own-enter className="grid w-full grid-cols-2 gap-2.5">
        {drawerReasons.map((reason, index) => (
          <Key
            key={reason}
            testId={`drawer-${reason}`}
            look={reason === work.reason ? 'dark' : 'plain'}
            isPressed={reason === work.reason}
            isDisabled={work.asking}
            className="h-16 gap-3 px-4 text-start text-[17px] font-semibold last:col-span-2"
            onPress={() => acts.chooseDrawerReason(reason)}
          >
            <Shortcut keys={String(index + 1)} boxed />
            <span className="min-w-0 flex-1">{t(reason === 'other' ? 'drawer.reasonOther' : `drawer.reason.${reason}`)}</span>
            {reason === work.reason && <Check aria-hidden="true" size={22} className="shrink-0" />}
          </Key>
        ))}
      </Group>
      {work.reason === 'other' && <Note />}
      <Key testId="drawer-open" look="accent" isDisabled={work.asking} className="h-[76px] w-full justify-center gap-3 text-xl font-bold" onPress={acts.confirmDrawer}>
        <LockOpen aria-hidden="true" size={26} /> {t('drawer.open')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </>
  )
}

/** Opening the drawer without a sale: why, then once, then what is known of it. It is the oldest way of stealing cash, so it is never one press. */
export function DrawerPanel() {
  const work = useScreen((state) => state.work)
  if (work.kind !== 'drawer') return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 text-center">
      <div className="my-auto flex w-full max-w-[640px] flex-col items-center gap-5">{work.opened === undefined ? <Asking /> : <Opened kick={work.opened.kick} />}</div>
    </div>
  )
}

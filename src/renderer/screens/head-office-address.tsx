import { CircleCheck, CircleHelp, Network, Search, TriangleAlert, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type HeadOfficeFoundView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { longestAddress } from '../state/head-office-acts.ts'
import { foundAt } from '../state/head-office-work.ts'
import { Key, Shortcut, TextField } from '../ui/index.ts'
import { OwnPin } from './own-pin.tsx'
import { Progressing } from './support.tsx'

const looks: Readonly<Record<HeadOfficeFoundView['found'], { readonly drawing: LucideIcon; readonly colours: string }>> = {
  known: { drawing: CircleCheck, colours: 'bg-ok-soft text-ok' },
  another: { drawing: TriangleAlert, colours: 'bg-warn-soft text-warn' },
  differs: { drawing: TriangleAlert, colours: 'bg-danger-soft text-danger' },
  notTaken: { drawing: TriangleAlert, colours: 'bg-danger-soft text-danger' },
  other: { drawing: TriangleAlert, colours: 'bg-danger-soft text-danger' },
  silent: { drawing: CircleHelp, colours: 'bg-warn-soft text-warn' },
}

/** Who answers there: a shape, a sentence, and what becomes of what this till has if it goes there. */
function Found(props: { readonly found: HeadOfficeFoundView; readonly isHere: boolean }) {
  const { t } = useTranslation()
  const { found, reason, fault } = props.found
  const { drawing: Drawing, colours } = looks[found]
  return (
    <div role="status" data-testid="head-office-found" data-found={found} className={`flex gap-3 rounded-key px-4 py-3 text-[15px] font-semibold ${colours}`}>
      <Drawing aria-hidden="true" size={24} className="shrink-0" />
      <div className="flex min-w-0 flex-col gap-1.5">
        <p>{fault === undefined ? t(`headOffice.found.${found === 'notTaken' ? (reason ?? 'else') : found}`) : t(`refusal.headOffice.${fault.kind}`, { ...fault })}</p>
        {props.isHere ? <p>{t('headOffice.already')}</p> : found !== 'known' && <p>{t(found === 'another' ? 'headOffice.verifies' : 'headOffice.allTheSame')}</p>}
      </div>
    </div>
  )
}

/** Settings, Store, Head office: where it is now. Looked at first, and kept whoever answers: a head office that is down must not stop its own move. */
export function HeadOfficeAddress() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'headOffice') return null
  const { looking, trouble, at } = work
  const found = foundAt(work, entry)
  const isHere = found?.url === at
  if (looking) return <Progressing testId="head-office-looking" words={t('headOffice.looking')} />
  const isSafe = found?.found === 'known'
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto p-6 pt-16">
      <div className="my-auto flex w-full max-w-[640px] flex-col gap-4">
        <p className="text-[15px] text-ink-2">{t('headOffice.explain')}</p>
        {at !== '' && (
          <p className="text-[15px] text-ink-2">
            {t('headOffice.now')}
            <bdi dir="ltr" data-testid="head-office-now" className="mt-1 block font-mono font-semibold break-all text-ink select-text">
              {at}
            </bdi>
          </p>
        )}
        <TextField label={t('headOffice.address')} value={entry} maxLength={longestAddress} onChange={acts.setEntry} isAddress className="font-mono" />
        {trouble !== undefined && entry.trim() === work.asked && (
          <p role="alert" data-testid="head-office-trouble" data-code={trouble.code} className="flex items-center gap-3 rounded-key bg-danger-soft px-4 py-3 text-[15px] font-semibold text-danger">
            <TriangleAlert aria-hidden="true" size={22} className="shrink-0" /> {work.asked === '' ? t('headOffice.needed') : t(`refusal.${trouble.code}`, { ...trouble.params })}
          </p>
        )}
        {found !== undefined && <Found found={found} isHere={isHere} />}
        {found === undefined ? (
          <Key testId="head-office-look" look="accent" isDisabled={entry.trim() === ''} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.enterHeadOffice}>
            <Search aria-hidden="true" size={24} /> {t('headOffice.look')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
        ) : (
          <Key testId="head-office-use" look={isSafe ? 'accent' : 'danger'} isDisabled={isHere} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.enterHeadOffice}>
            <Network aria-hidden="true" size={24} /> {t(isSafe ? 'headOffice.use' : 'headOffice.useAllTheSame')} <Shortcut keys={labelOf('enter')} boxed />
          </Key>
        )}
      </div>
    </div>
  )
}

export function HeadOfficePin() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const name = useScreen((state) => state.counter?.operator?.name ?? '')
  if (work.kind !== 'headOfficePin') return null
  return (
    <OwnPin
      testId="head-office"
      words={t('headOffice.pin', { name, url: work.found.url })}
      trouble={work.trouble}
      sending={work.sending}
      onGo={acts.sendHeadOfficePin}
      act={
        <>
          <Network aria-hidden="true" size={24} /> {t('headOffice.use')}
        </>
      }
    />
  )
}

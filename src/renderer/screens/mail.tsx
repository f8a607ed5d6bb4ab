import { Check, RotateCw, Send, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mailSecurities, type MailView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { isOpenMail, mailInHand, type MailDraft, type MailWork } from '../state/mail-work.ts'
import { useStoreTime } from '../state/use-store-time.ts'
import { Key, Shortcut, StatusMark, type StatusTone } from '../ui/index.ts'
import { BesideField } from './beside-field.tsx'
import { scrollByKeys } from './paper-region.tsx'
import { Refused } from './refused.tsx'
import { Chips } from './setup-parts.tsx'

type TextField = Exclude<keyof MailDraft, 'security'>

function Field(props: { readonly of: TextField; readonly work: MailWork; readonly hint?: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { of, work, hint } = props
  return (
    <BesideField>
      <label className="flex flex-col gap-1.5 text-start text-sm font-semibold text-ink-2">
        <span>
          {t(`mail.field.${of}`)}
          {hint !== undefined && <span className="ms-2 font-normal text-ink-2">{hint}</span>}
        </span>
        <input
          data-testid={`mail-${of}`}
          value={work.draft[of]}
          dir="ltr"
          maxLength={254}
          autoComplete={of === 'password' ? 'new-password' : 'off'}
          autoCapitalize="off"
          spellCheck={false}
          type={of === 'password' ? 'password' : 'text'}
          onChange={(event) => acts.changeMail({ [of]: event.target.value })}
          className="h-12 w-full rounded-key border border-line-strong bg-surface px-4 text-base text-ink"
        />
      </label>
    </BesideField>
  )
}

function Account(props: { readonly work: MailWork }) {
  const { t } = useTranslation()
  const acts = useActs()
  const { work } = props
  if (work.view === undefined) return null
  if (work.view === 'refused') return <Refused testId="mail-refused" words={t('mail.refused')} />
  return (
    <section aria-label={t('mail.account')} className="flex flex-col gap-4">
      <div className="grid grid-cols-[1fr_7.5rem] gap-3 max-[1199px]:grid-cols-1">
        <Field of="host" work={work} />
        <Field of="port" work={work} />
      </div>
      <Chips label={t('mail.security')} testId="mail-security" chosen={work.draft.security} all={mailSecurities.map((value) => ({ value, words: t(`mail.security.${value}`) }))} onChoose={acts.chooseMailSecurity} />
      <div className="grid grid-cols-2 gap-3 max-[1199px]:grid-cols-1">
        <Field of="username" work={work} hint={t('setup.optional')} />
        <Field of="password" work={work} {...(work.view.hasPassword ? { hint: t('mail.kept') } : {})} />
      </div>
      <Field of="sender" work={work} />
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-56 flex-1">
          <Field of="to" work={work} />
        </div>
        <Key testId="mail-test" isDisabled={work.saving || work.draft.to.trim() === ''} className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={acts.testMail}>
          <Send aria-hidden="true" size={18} /> {t('mail.test')} <Shortcut keys={labelOf('testMail')} boxed />
        </Key>
      </div>
      <Key testId="mail-save" look="accent" isDisabled={work.saving} className="min-h-16 justify-center gap-3 text-lg font-bold" onPress={acts.saveMail}>
        <Check aria-hidden="true" size={24} /> {t('people.save')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </section>
  )
}

const tones: Readonly<Record<MailView['state'], StatusTone>> = { waiting: 'idle', sending: 'idle', sent: 'ok', refused: 'danger', dropped: 'idle' }

function Row(props: { readonly mail: MailView; readonly chosen: boolean; readonly inHand: boolean }) {
  const { t } = useTranslation()
  const acts = useActs()
  const storeTime = useStoreTime()
  const row = useRef<HTMLLIElement>(null)
  const { mail, chosen, inHand } = props
  const open = isOpenMail(mail)
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <li ref={row} data-testid="mail-row" data-state={mail.state} aria-current={chosen} className={`flex flex-col gap-2 border-b border-line px-4 py-3 last:border-b-0 ${chosen ? 'bg-accent-soft ring-2 ring-focus ring-inset' : ''}`}>
      <span className="flex items-center gap-3">
        <StatusMark tone={mail.fault === 'restored' || (mail.state === 'waiting' && mail.fault !== undefined) ? 'warn' : tones[mail.state]} />
        <span className="number min-w-0 flex-1 text-[15px] font-semibold break-all">
          {mail.number} {mail.to !== undefined && <bdi dir="ltr" className="ms-1 font-normal text-ink-2">{mail.to}</bdi>}
        </span>
        <span className="shrink-0 text-sm font-semibold text-ink-2">{t(mail.state === 'refused' && mail.fault === 'restored' ? 'mail.state.held' : `mail.state.${mail.state}`)}</span>
      </span>
      <span className="number text-sm text-ink-2">
        {storeTime(mail.askedAt, { dateStyle: 'short', timeStyle: 'short' })}
        {mail.attempts > 0 && ` · ${t('mail.attempts', { count: mail.attempts })}`}
      </span>
      {mail.fault !== undefined && open && (
        <span data-testid={`mail-fault-${mail.fault}`} className="text-sm text-ink">
          {t(`mail.fault.${mail.fault}`)} {mail.answer !== undefined && `(${mail.answer})`}
        </span>
      )}
      {open && (
        <span className="flex gap-2">
          <Key testId="mail-retry" className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={() => acts.retryMail(mail.id)}>
            <RotateCw aria-hidden="true" size={18} /> {t('mail.retry')} {inHand && <Shortcut keys={labelOf('retryMail')} boxed />}
          </Key>
          <Key testId="mail-drop" look="danger" className="min-h-12 gap-2 px-4 text-sm font-semibold" onPress={() => acts.dropMail(mail.id)}>
            <Trash2 aria-hidden="true" size={18} /> {t('mail.drop')} {inHand && <Shortcut keys={labelOf('dropMail')} boxed />}
          </Key>
        </span>
      )}
    </li>
  )
}

/** Settings, Mail: where it is handed in at the left, what became of each at the right. */
export function MailSettings() {
  const { t } = useTranslation()
  const work = useScreen((state) => (state.work.kind === 'mail' ? state.work : undefined))
  if (work === undefined) return null
  const list = work.mails?.mails ?? []
  const inHand = mailInHand(work)
  return (
    <div className="flex min-h-0 flex-1 gap-5 p-4 max-[1199px]:flex-col max-[1199px]:overflow-y-auto">
      <div ref={scrollByKeys} role="region" aria-label={t('title.mail')} className="min-h-0 min-w-0 flex-[1.2] overflow-y-auto pe-1 max-[1199px]:flex-none max-[1199px]:overflow-visible">
        <Account work={work} />
      </div>
      <section aria-label={t('mail.list')} className="flex min-h-0 min-w-0 flex-1 flex-col gap-2 max-[1199px]:min-h-64">
        <h2 className="shrink-0 text-sm font-semibold text-ink-2">{t('mail.list')}</h2>
        {work.mails !== undefined && list.length === 0 ? (
          <p className="p-4 text-[15px] text-ink-2">{t('mail.nothing')}</p>
        ) : (
          <ul ref={(list) => list?.setAttribute('tabindex', '0')} aria-label={t('mail.list')} className="min-h-0 flex-1 overflow-y-auto rounded-card border border-line bg-surface">
            {list.map((mail) => (
              <Row key={mail.id} mail={mail} chosen={mail.id === work.chosen} inHand={mail.id === inHand?.id} />
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}

import { AtSign, Mail, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'

/** To whom a receipt is sent. Queued and gone from the screen: nobody waits for a server here. */
export function MailReceipt() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'mailReceipt') return null
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-5 overflow-y-auto p-6 text-center">
      <Mail aria-hidden="true" size={44} strokeWidth={1.5} className="text-accent" />
      <p className="number text-2xl font-bold">{t('mailReceipt.of', { number: work.number })}</p>
      <ArmedField of="entry" drawing={AtSign} label={t('mailReceipt.address')} placeholder={t('mailReceipt.placeholder')} className="h-16! w-full max-w-[640px] text-lg" />
      <p className="max-w-lg text-[15px] text-ink-2">{t('mailReceipt.explain')}</p>
      <Key testId="mail-send" look="accent" isDisabled={entry.trim() === '' || work.asking} className="h-[76px] w-full max-w-[640px] justify-center gap-3 text-xl font-bold" onPress={acts.sendMailReceipt}>
        <Send aria-hidden="true" size={24} /> {t('mailReceipt.send')} <Shortcut keys={labelOf('enter')} boxed />
      </Key>
    </div>
  )
}

import { AtSign, Mail, Send } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { labelOf } from '../state/actions.ts'
import { useActs, useScreen } from '../state/context.ts'
import { Key, QrCode, Shortcut } from '../ui/index.ts'
import { ArmedField } from './armed-field.tsx'

/** To whom a receipt is sent. Queued and gone from the screen: nobody waits for a server here. */
export function MailReceipt() {
  const { t } = useTranslation()
  const acts = useActs()
  const work = useScreen((state) => state.work)
  const entry = useScreen((state) => state.entry)
  if (work.kind !== 'mailReceipt') return null
  return (
    <div className="flex min-h-0 flex-1 items-center justify-center gap-8 overflow-y-auto p-6 text-center max-[1199px]:flex-col max-[1199px]:justify-start max-[1199px]:gap-4 max-[1199px]:p-3">
      <div className="flex min-w-0 max-w-[640px] flex-1 flex-col items-center gap-5 max-[1199px]:w-full max-[1199px]:flex-none max-[1199px]:gap-3">
        <Mail aria-hidden="true" size={44} strokeWidth={1.5} className="text-accent max-[1199px]:hidden" />
        <p className="number text-2xl font-bold">{t('mailReceipt.of', { number: work.number })}</p>
        <ArmedField of="entry" drawing={AtSign} label={t('mailReceipt.address')} placeholder={t('mailReceipt.placeholder')} className="h-16! w-full max-w-[640px] text-lg" />
        <p className="max-w-lg text-[15px] text-ink-2">{t('mailReceipt.explain')}</p>
        <Key testId="mail-send" look="accent" isDisabled={entry.trim() === '' || work.asking} className="h-[76px] w-full max-w-[640px] justify-center gap-3 text-xl font-bold" onPress={acts.sendMailReceipt}>
          <Send aria-hidden="true" size={24} /> {t('mailReceipt.send')} <Shortcut keys={labelOf('enter')} boxed />
        </Key>
      </div>
      {work.code !== undefined && (
        <figure data-testid="receipt-code" data-whole={work.code.whole} className="m-0 flex w-[min(38%,420px)] shrink-0 flex-col items-center gap-3 rounded-card border border-line bg-white p-4 max-[1199px]:w-[360px] max-[1199px]:p-2.5">
          <QrCode text={work.code.text} label={t('mailReceipt.code')} size={340} level="L" />
          <figcaption className="text-[15px] text-black">{t(work.code.whole ? 'mailReceipt.codeSays' : 'mailReceipt.codeShort')}</figcaption>
        </figure>
      )}
    </div>
  )
}

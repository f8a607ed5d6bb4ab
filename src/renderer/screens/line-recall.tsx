import { OctagonAlert, ScanEye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type ItemLineView } from '../../contracts/ipc/index.ts'
import { labelOf } from '../state/actions.ts'
import { useActs } from '../state/context.ts'
import { Key, Shortcut } from '../ui/index.ts'

/** In the place of a price: it must not be sold, or somebody has to read the lot on it. */
export function RecallWords(props: { readonly line: ItemLineView }) {
  const { t } = useTranslation()
  const { recall } = props.line
  if (recall === undefined) return null
  const recalled = recall.state === 'recalled'
  return (
    <span data-testid={`line-${recall.state}`} className={`inline-flex min-w-0 items-center gap-1 font-semibold ${recalled ? 'text-danger' : 'text-warn'}`}>
      {recalled ? <OctagonAlert aria-hidden="true" size={13} /> : <ScanEye aria-hidden="true" size={13} />}
      {recalled ? t('line.recalled') : t('line.lotAsked', { lots: recall.lots.join(', ') })}
    </span>
  )
}

/** "The lot on it is another one." */
export function LotKey(props: { readonly lineNo: number; readonly className: string }) {
  const { t } = useTranslation()
  const acts = useActs()
  return (
    <Key look="plain" testId="line-lot" className={`justify-center gap-2 px-3 text-sm font-semibold ${props.className}`} onPress={() => acts.confirmLot(props.lineNo)}>
      {t('line.lotOther')} <Shortcut keys={labelOf('confirmLot')} boxed />
    </Key>
  )
}

import { useTranslation } from 'react-i18next'
import { type RefusalCode } from '../../domain/errors/index.ts'
import { isForSupport } from '../state/support-code.ts'

/** Under a refusal's sentence, small: what to name when help is called for. Nothing where nobody has to be called. */
export function SupportCode(props: { readonly code: RefusalCode | undefined }) {
  const { t } = useTranslation()
  if (props.code === undefined || !isForSupport(props.code)) return null
  return <span className="block text-xs font-normal opacity-90">{t('notice.forSupport', { code: props.code })}</span>
}

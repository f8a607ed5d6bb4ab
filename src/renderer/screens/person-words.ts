import { useTranslation } from 'react-i18next'
import { type JournalRowView } from '../../contracts/ipc/index.ts'

/** Who it was: a name, the register itself, or the id of somebody who is not kept here any more. */
export function usePersonWords(): (row: Pick<JournalRowView, 'operatorName' | 'operatorId'>) => string {
  const { t } = useTranslation()
  return ({ operatorName, operatorId }) => operatorName || (operatorId === 'system' ? t('journal.system') : operatorId)
}

import { useTranslation } from 'react-i18next'
import { useScreen } from '../state/context.ts'
import { StatusMark } from '../ui/index.ts'

/** Says that the core is out of reach. What was rung up is on its disk; what was asked meanwhile is sent again by itself. */
export function ConnectionBar() {
  const { t } = useTranslation()
  const connection = useScreen((state) => state.connection)
  if (connection === 'open' || connection === 'connecting') return null
  return (
    <div role="alert" data-testid={`connection-${connection}`} className="flex min-h-12 shrink-0 items-center justify-center gap-3 bg-warn-soft px-4 text-sm font-semibold text-warn">
      <StatusMark tone={connection === 'lost' ? 'warn' : 'danger'} className="text-warn" />
      {t(connection === 'lost' ? 'connection.lost' : 'connection.refused')}
    </div>
  )
}

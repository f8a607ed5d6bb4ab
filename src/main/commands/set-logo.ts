import { accept, type Result } from '../../domain/errors/index.ts'
import { checkLogo, type Bitmap } from '../../domain/receipt/index.ts'
import { businessDateAt, type CommandContext } from './command-context.ts'

/** `bitmap` absent: no logo from here on. */
export interface LogoChoice {
  readonly bitmap?: Bitmap
}

/**
 * The logo above every receipt from the next sale on; sales there already keep theirs. Refuses `logo.tooWide`,
 * `logo.tooTall` and `request.malformed`. The value says whether it is another one than before: the same again is no change of
 * a setting and writes nothing. The journal names logos by their hash, '' is none.
 */
export function setLogo(context: Pick<CommandContext, 'database' | 'moment'>, { bitmap }: LogoChoice): Result<{ readonly changed: boolean }> {
  const { database } = context
  const checked = bitmap === undefined ? accept(null) : checkLogo(bitmap)
  if (!checked.ok) return checked
  const moment = context.moment()
  return database.unitOfWork((): Result<{ readonly changed: boolean }> => {
    const from = database.logoHash()
    database.saveFacts({ logo: checked.value })
    const to = database.logoHash()
    if (from === to) return accept({ changed: false })
    database.append(moment, {
      type: 'setting.changed',
      schemaVersion: 1,
      businessDate: businessDateAt(context, moment),
      operator: 'system',
      body: { setting: 'logo', from, to },
    })
    return accept({ changed: true })
  })
}

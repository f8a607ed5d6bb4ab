import { openRegisterDatabase } from '../../../src/db/index.ts'
import { newId } from '../../../src/main/core/index.ts'
import { tell } from './step.ts'
import { watchDatabase } from './watch-database.ts'
import { watchFiles } from './watch-files.ts'

/** Opens a register's file that an older version left: copies it, brings it to the newest schema, and closes it again. */
watchDatabase({ during: () => 'migration' })
watchFiles(() => 'migration')
const opened = openRegisterDatabase({ path: process.argv[2] ?? '', newId })
if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
tell('opened')
opened.value.close()
tell('whole')

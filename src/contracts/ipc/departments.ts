import { z } from 'zod'
import { query } from './define.ts'
import { namesView } from './views.ts'

export const departmentView = z.strictObject({ id: z.string(), names: namesView, taxClass: z.string() })
/** What may be sold at an open price. */
export const departments = query('departments', {
  who: 'anyone',
  input: z.strictObject({}),
  output: z.strictObject({ departments: z.array(departmentView) }),
})
export type DepartmentView = z.infer<typeof departmentView>

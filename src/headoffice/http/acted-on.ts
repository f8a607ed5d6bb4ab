import { type FastifyRequest } from 'fastify'
import { z } from 'zod'

/** As much of it as a line of the list shows. */
const longest = 64

const named = z.union([
  z.object({ item: z.object({ sku: z.string() }) }).transform(({ item }) => item.sku),
  z.object({ setting: z.object({ kind: z.string() }) }).transform(({ setting }) => setting.kind),
])

/** What somebody's act was about, beside the door they went through: a register by its number, an item by its SKU, a setting by its kind. People are not named: the line stays for ever. */
export async function actedOn({ params, body }: Pick<FastifyRequest, 'params' | 'body'>, registerNumber: (registerId: string) => Promise<number | undefined>): Promise<string | undefined> {
  const register = typeof params === 'object' && params !== null && 'register' in params ? params.register : undefined
  if (typeof register === 'string') return (await registerNumber(register))?.toString()
  const name = named.safeParse(body).data?.trim().slice(0, longest)
  return name === '' ? undefined : name
}

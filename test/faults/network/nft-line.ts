import { execFileSync } from 'node:child_process'
import { type Line } from './line.ts'
import { type Scenario } from './scenarios.ts'

/** What is done to packets on the loopback of this namespace. `PORT` is head office's. */
const rules: Readonly<Record<string, string>> = {
  'three packets in ten are lost': 'numgen random mod 100 < 30 counter drop',
  'six packets in ten are lost': 'numgen random mod 100 < 60 counter drop',
  "every answer is lost, after head office's commit": 'tcp sport PORT tcp flags & psh == psh counter drop',
  'half of what head office says is lost': 'tcp sport PORT numgen random mod 100 < 50 counter drop',
  'nothing reaches head office': 'tcp dport PORT counter drop',
  'everything to head office is refused': 'tcp dport PORT counter reject with tcp reset',
}

export const lossScenarios: readonly Scenario[] = Object.keys(rules).map((name) => ({ name }))

const nft = (...words: readonly string[]): string => execFileSync('nft', [...words], { encoding: 'utf8' })

/** No proxy: the kernel itself loses what registers and head office send each other. Only in a network namespace that nobody else is in. */
export function nftLine(office: string): Line {
  const { port } = new URL(office)
  nft('add', 'table', 'inet', 'tillwright')
  nft('add', 'chain', 'inet', 'tillwright', 'out', '{ type filter hook output priority 0 ; }')
  let name = ''
  return {
    url: office,
    play(scenario) {
      name = scenario.name
      const rule = rules[name]
      if (rule === undefined) throw new Error(`no rule for ${name}`)
      nft('add', 'rule', 'inet', 'tillwright', 'out', ...rule.replace('PORT', port).split(' '))
    },
    heal: async () => {
      const packets = Number(/counter packets (\d+)/u.exec(nft('list', 'chain', 'inet', 'tillwright', 'out'))?.[1] ?? 0)
      nft('flush', 'chain', 'inet', 'tillwright', 'out')
      return new Map(packets > 0 ? [[name, packets]] : [])
    },
    quiet: async () => undefined,
    close: async () => void nft('delete', 'table', 'inet', 'tillwright'),
  }
}

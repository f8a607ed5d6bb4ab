import { expect, test } from 'vitest'
import { type EffectView } from '../../contracts/ipc/index.ts'
import { paperAdvice } from './paper-advice.ts'

const print = (state: EffectView['state'], fault?: string): EffectView => ({ kind: 'print', state, ...(fault !== undefined && { fault }) })
const kick: EffectView = { kind: 'kick', state: 'failed', fault: 'paper-out' }

test.each([
  ['half a slip', [print('failed', 'paper-out')], { kind: 'torn', todo: 'paper-out' }],
  ['half a slip behind an open cover', [kick, print('failed', 'cover-open')], { kind: 'torn', todo: 'cover-open' }],
  ['a line that was lost in it', [print('failed', 'connection-lost')], { kind: 'torn', todo: 'other' }],
  ['nothing on paper yet', [print('waiting', 'paper-out')], { kind: 'waits', todo: 'paper-out' }],
  ['waiting for nothing in particular', [print('waiting')], undefined],
  ['printed', [kick, print('printed')], undefined],
  ['torn, and printed again', [print('failed', 'paper-out'), print('printed')], undefined],
  ['torn, and the second one waits', [print('failed', 'paper-out'), print('waiting', 'paper-out')], { kind: 'waits', todo: 'paper-out' }],
  ['printed again after the till died over it', [{ ...print('printed'), again: true }], { kind: 'again', todo: 'first' }],
  ['the same, and reprinted since', [{ ...print('printed'), again: true }, print('printed')], undefined],
  ['died over, and not printed yet', [{ ...print('waiting'), again: true }], undefined],
  ['no printer at all', [print('failed', 'unconfigured')], undefined],
  ['a drawer alone', [kick], undefined],
] as const)('[ACT-35] %s', (_what, effects, advice) => {
  expect(paperAdvice(effects)).toEqual(advice)
})

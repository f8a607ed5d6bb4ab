import { aclasOs2, aclasOs2Active } from './aclas-os2.ts'
import { cas } from './cas.ts'
import { dialog06 } from './dialog-06.ts'
import { mtSics } from './mt-sics.ts'
import { nci } from './nci.ts'
import { type ScaleProtocol } from './protocol.ts'
import { toledo8217 } from './toledo-8217.ts'
import { toledoContinuous } from './toledo-continuous.ts'

/** By the name a configuration gives it, each as its sheet has it. */
export const scaleProtocols = {
  'toledo-8217': () => toledo8217('8217'),
  'toledo-8213': () => toledo8217('8213'),
  'mt-sics': () => mtSics(),
  nci: () => nci(),
  cas: () => cas(),
  'dialog-06': () => dialog06(),
  'toledo-continuous': () => toledoContinuous(),
  'toledo-continuous-unchecked': () => toledoContinuous({ checksum: false }),
  'aclas-os2': () => aclasOs2(),
  'aclas-os2-active': () => aclasOs2Active(),
} satisfies Readonly<Record<string, () => ScaleProtocol>>

export type ScaleProtocolName = keyof typeof scaleProtocols

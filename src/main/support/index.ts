export { gather, type DeviceState, type GatherOptions, type SupportSource } from './gather.ts'
export { packBundle, type PackedBundle } from './pack.ts'
export { createSupportDesk, type SupportDesk, type SupportDeskOptions } from './support-desk.ts'
export { tarEnd, tarHeader, tarOf, tarPadding, untar, type TarFile } from './tar.ts'

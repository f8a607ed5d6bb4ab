export { heartbeatMs, type Replicator, type ReplicatorOptions, startReplicator } from './replicator.ts'
export { rebuildRegister, type RebuildAsked, type RebuildWork } from './rebuild.ts'
export { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
export { createTransport, deadlineMs, type Reply, type Transport } from './transport.ts'

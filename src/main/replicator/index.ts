export { heartbeatMs, type Replicator, type ReplicatorOptions, startReplicator } from './replicator.ts'
export { type ReplicationSource, type ReplicatorSurroundings } from './source.ts'
export { deadlineMs, type Reply, type Transport } from './transport.ts'

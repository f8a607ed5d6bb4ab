export { lendDevices, type Lending } from './lent-devices.ts'
export { stillReplicator, type StillReplicator } from './still-replicator.ts'
export { createTrainingDesk, type TrainingAnswers, type TrainingDesk, type TrainingRegister } from './training-desk.ts'

/** The MBS API as a local server, for tests and trials: `startSimulator()`. */
export { startSimulator, type Simulator, type SimulatorOptions } from "./server.js";
export { sampleTenant } from "./tenant/sample-tenant.js";
export { parseTenantState } from "./tenant/state.js";
export type {
  AccountDestinationState,
  AccountState,
  ComputerDataState,
  PackageState,
  TenantState,
  UserDestinationState,
  UserState,
} from "./tenant/state.js";
export type { Behaviour } from "./options/behaviour.js";
export type { FaultKind, FaultRequest } from "./faults/fault.js";
export type { AddedFault, FaultScript, HoldRequest } from "./faults/fault-script.js";
export type { Gate } from "./faults/gate.js";
export type { LoggedRequest, RequestMatch } from "./request-log.js";
export type { WebConsole } from "./console.js";

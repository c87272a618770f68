import type { Service } from "../service/service.js";

/** Properties as they travel between the engine and a resource. */
export type Properties = Readonly<Record<string, unknown>>;

/** One fault of one input. `property` is the name in the program, `reason` completes the sentence "NAME ...". */
export interface InputFailure {
  readonly property: string;
  readonly reason: string;
}

/** What `check` answers: the inputs as they go to state, and every fault found. */
export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly InputFailure[];
}

/** What `diff` answers: whether anything differs, and which properties can only change by a replacement. */
export interface Difference {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  /** Whether something differs that no input shows, so that the engine cannot find it by comparing inputs. */
  readonly beyondInputs?: true;
}

/** An object as it stands after `create`. */
export interface Created<State> {
  readonly id: string;
  readonly state: State;
}

/** An object as `read` found it; `inputs` are the declared properties with the service's present values. */
export interface Found<State> extends Created<State> {
  readonly inputs: object;
}

/**
 * What one kind of resource does at each step that the engine orders. `check` and `diff` are pure: they run one at a
 * time in the engine and never touch the network. The others run in parallel.
 */
export interface Lifecycle<Inputs, State> {
  check(oldInputs: Properties, newInputs: Properties): Checked;
  diff(oldState: State, newInputs: Properties): Difference;
  create(service: Service, inputs: Inputs): Promise<Created<State>>;
  /** `undefined`: the object is gone. */
  read(service: Service, id: string, state: State): Promise<Found<State> | undefined>;
  update(service: Service, id: string, oldState: State, newInputs: Inputs): Promise<State>;
  delete(service: Service, id: string, state: State): Promise<void>;
}

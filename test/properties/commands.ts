import fc from "fast-check";
import type { FaultRequest } from "../../simulator/index.js";
import { edits, type Edit } from "./edits.js";
import { faults } from "./faults.js";
import { outsideChanges, type OutsideChange } from "./outside-changes.js";
import { programs, type Program } from "./programs.js";
import type { UpOptions, World } from "./world.js";

/** One thing that happens to a world. What must hold after it is asserted by the world itself. */
export type WorldCommand = fc.AsyncCommand<object, World>;

/** How an `up` of a random run goes. */
export interface UpPlan extends UpOptions {
  /** `undefined`: the program of the `up` before. */
  readonly program: Program | undefined;
  /** What is changed in it. */
  readonly edits: readonly Edit[];
  /** Whether somebody sees to a failure at once. */
  readonly recover: boolean;
}

/** `pulumi refresh` and `pulumi up`, perhaps under faults, perhaps killed. */
export class UpCommand implements WorldCommand {
  constructor(private readonly plan: UpPlan) {}

  check(): boolean {
    return true;
  }

  async run(_model: object, world: World): Promise<void> {
    const { program = world.program, edits, recover } = this.plan;
    const edited = edits.reduce((edited, edit) => edit.apply(edited), program);
    const failures = await world.up(edited, this.plan);
    // The recipe for a killed engine has to be followed before the program changes: nobody else knows what it made.
    if (world.engine.isDead || (recover && failures.length > 0)) await world.recover();
  }

  toString(): string {
    return `up(${fc.stringify({ ...this.plan, edits: this.plan.edits.map(({ name }) => name) })})`;
  }
}

/** A change in the web console. */
export class OutsideCommand implements WorldCommand {
  constructor(private readonly change: OutsideChange) {}

  check(): boolean {
    return true;
  }

  run(_model: object, world: World): Promise<void> {
    world.outside((simulator) => this.change.make(simulator));
    return Promise.resolve();
  }

  toString(): string {
    return `outside(${this.change.name})`;
  }
}

const someFaults: fc.Arbitrary<FaultRequest[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<FaultRequest[]>([]) },
  { weight: 3, arbitrary: fc.array(faults, { minLength: 1, maxLength: 3 }) },
);

const up = fc
  .record({
    program: fc.option(programs, { nil: undefined, freq: 2 }),
    edits: fc.array(edits, { maxLength: 3 }),
    parallel: fc.boolean(),
    adoptExisting: fc.boolean(),
    recover: fc.boolean(),
    faults: someFaults,
    dieAfter: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined, freq: 2 }),
  })
  .map(({ dieAfter, ...plan }) => new UpCommand(dieAfter === undefined ? plan : { ...plan, dieAfter }));

/** Sequences of ups and of changes from outside. */
export const commands = fc.commands<object, World, false>(
  [up, outsideChanges.map((change) => new OutsideCommand(change))],
  { maxCommands: 14 },
);

import { isDeepStrictEqual } from "node:util";
import type { ResourceKind } from "../../provider/resource-type.js";
import { isIncomplete } from "./incomplete.js";
import type { Hooks, Values } from "./provider-process.js";

/** A resource as a program declares it. */
export interface DeclaredResource {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly args: Readonly<Values>;
}

/** A resource as the state holds it. */
export interface HeldResource {
  readonly name: string;
  readonly kind: ResourceKind;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Its creation or change failed half-way: the next `up` updates it, whether it differs or not. */
  readonly incomplete: boolean;
  /** It was replaced, and waits for its removal. */
  readonly replaced: boolean;
}

/** What went wrong with one resource: one of the program, or one of the state with what the state knows of it. */
export interface Failure extends DeclaredResource {
  readonly of: "program" | "state";
  readonly message: string;
}

/** How a run of the engine goes. */
export interface RunOptions {
  /** Whether steps that do not depend on each other run side by side. */
  readonly parallel: boolean;
  /** The engine is killed when this many steps are done, before it records the last one. */
  readonly dieAfter?: number;
}

type Subject = Omit<Failure, "message">;
type Step = () => Promise<void>;
type Providers = Readonly<Record<ResourceKind, Hooks>>;

/**
 * Users' destinations need their account's; the rest waits with them. A resource for many, which may give objects away,
 * depends on the resources that may take them.
 */
const levels: readonly (readonly ResourceKind[])[] = [
  ["AccountDestination"],
  ["AccountDestinations"],
  ["UserDestination", "UserComputerData", "UserComputerDataPurge"],
  ["UserDestinations"],
];

/** Pulumi's engine in small: a state, and what refresh, up and destroy do to it by the hooks of a provider. */
export class EngineModel {
  state: readonly HeldResource[] = [];
  private failures: Failure[] = [];
  private stepsLeft = Infinity;

  /** `pulumi refresh --clear-pending-creates`. Returns what failed. */
  async refresh(providers: Providers, options: RunOptions): Promise<readonly Failure[]> {
    this.begin(options);
    const steps = this.state.map((held) => () => this.read(providers[held.kind], held));
    await this.carryOut(steps, options);
    return this.failures;
  }

  /** `pulumi up`; for an empty program `pulumi destroy`. Returns what failed. */
  async up(
    providers: Providers,
    program: readonly DeclaredResource[],
    options: RunOptions,
  ): Promise<readonly Failure[]> {
    this.begin(options);
    for (const kinds of levels) {
      const steps: Step[] = [];
      for (const declared of program.filter(({ kind }) => kinds.includes(kind))) {
        const step = await this.plan(providers[declared.kind], declared);
        if (step !== undefined) steps.push(step);
      }
      await this.carryOut(steps, options);
    }
    for (const kinds of levels.toReversed()) {
      const leaving = this.state.filter(
        ({ name, kind, replaced }) =>
          kinds.includes(kind) && (replaced || !program.some((declared) => declared.name === name)),
      );
      await this.carryOut(
        leaving.map((held) => () => this.delete(providers[held.kind], held)),
        options,
      );
    }
    return this.failures;
  }

  /** Whether the last run was killed. */
  get isDead(): boolean {
    return this.stepsLeft <= 0;
  }

  private begin({ dieAfter = Infinity }: RunOptions): void {
    this.failures = [];
    this.stepsLeft = dieAfter;
  }

  private get isOver(): boolean {
    return this.isDead || this.failures.length > 0;
  }

  /** After a failure what is under way is finished, and nothing else is begun. */
  private async carryOut(steps: readonly Step[], { parallel }: RunOptions): Promise<void> {
    if (parallel && !this.isOver) {
      await Promise.all(steps.map((step) => step()));
      return;
    }
    for (const step of steps) {
      if (!this.isOver) await step();
    }
  }

  /** Checks and compares a declared resource; `undefined` when nothing is to be done. */
  private async plan(hooks: Hooks, { name, kind, args }: DeclaredResource): Promise<Step | undefined> {
    if (this.isOver) return undefined;
    const held = this.state.find((candidate) => candidate.name === name && !candidate.replaced);
    const subject: Subject = { name, kind, args, of: "program" };
    const inputs = await this.check(hooks, subject, held?.inputs ?? {});
    if (inputs === undefined) return undefined;
    if (held === undefined) return () => this.create(hooks, subject, inputs);
    const { changes, replaces = [] } = await hooks.diff(held.id, held.outputs, inputs);
    if (changes !== false && replaces.length > 0) {
      // The engine checks a second time, as if there was nothing before.
      const fresh = await this.check(hooks, subject, {});
      return fresh && (() => this.create(hooks, subject, fresh, held));
    }
    const differs = changes ?? !isDeepStrictEqual(inputs, held.inputs);
    return differs || held.incomplete ? () => this.update(hooks, subject, held, inputs) : undefined;
  }

  private async check(hooks: Hooks, subject: Subject, olds: Values): Promise<Values | undefined> {
    const { inputs, failures = [] } = await hooks.check(olds, { ...subject.args });
    this.failures.push(
      ...failures.map(({ property, reason }) => ({ ...subject, message: `${property} ${reason}` })),
    );
    return failures.length > 0 ? undefined : (inputs ?? {});
  }

  private create(hooks: Hooks, subject: Subject, inputs: Values, old?: HeldResource): Promise<void> {
    const { name, kind } = subject;
    const record = (id: string, outputs: Values, incomplete: boolean) => {
      const added = { name, kind, id, inputs, outputs, incomplete, replaced: false };
      if (old !== undefined) this.put(old, { ...old, replaced: true });
      this.state = [...this.state, added];
    };
    return this.perform(subject, record, async () => {
      const { id, outs } = await hooks.create(inputs);
      return () => record(id, outs ?? {}, false);
    });
  }

  private update(hooks: Hooks, subject: Subject, held: HeldResource, inputs: Values): Promise<void> {
    // A change that failed half-way keeps the old inputs, so that the next comparison sees it as due.
    const record = (id: string, outputs: Values) =>
      this.put(held, { ...held, id, outputs, incomplete: true });
    return this.perform(subject, record, async () => {
      const { outs } = await hooks.update(held.id, held.outputs, inputs);
      return () => this.put(held, { ...held, inputs, outputs: outs ?? {}, incomplete: false });
    });
  }

  private read(hooks: Hooks, held: HeldResource): Promise<void> {
    return this.perform(inState(held), undefined, async () => {
      const { id, props, inputs } = await hooks.read(held.id, held.outputs);
      const found = { id: id ?? "", outputs: props ?? {}, inputs: inputs ?? held.inputs };
      return () =>
        found.id === "" ? this.drop(held) : this.put(held, { ...held, ...found, incomplete: false });
    });
  }

  private delete(hooks: Hooks, held: HeldResource): Promise<void> {
    return this.perform(inState(held), undefined, async () => {
      await hooks.delete(held.id, held.outputs);
      return () => this.drop(held);
    });
  }

  /** Runs a hook and records what it says, unless the engine is killed in between. */
  private async perform(
    subject: Subject,
    keep: ((id: string, outputs: Values, incomplete: true) => void) | undefined,
    hook: () => Promise<() => void>,
  ): Promise<void> {
    let record: () => void;
    try {
      record = await hook();
    } catch (error) {
      record = () => {
        this.failures.push({ ...subject, message: error instanceof Error ? error.message : String(error) });
        if (keep !== undefined && isIncomplete(error)) keep(error.id, error.properties, true);
      };
    }
    this.stepsLeft -= 1;
    if (!this.isDead) record();
  }

  private put(old: HeldResource, held: HeldResource): void {
    this.state = this.state.map((candidate) => (candidate === old ? held : candidate));
  }

  private drop(old: HeldResource): void {
    this.state = this.state.filter((candidate) => candidate !== old);
  }
}

function inState({ name, kind, outputs: args }: HeldResource): Subject {
  return { name, kind, args, of: "state" };
}

import { expect } from "chai";
import { startSimulator, type Behaviour, type FaultRequest, type Simulator } from "../../simulator/index.js";
import type { RequestFormat } from "../../provider/http/settings.js";
import { discrepancies, stateDiscrepancies } from "./discrepancies.js";
import { EngineModel, type Failure, type RunOptions } from "./engine-model.js";
import type { Program } from "./programs.js";
import { ProviderProcess } from "./provider-process.js";
import { purgePermit } from "./purge-permits.js";
import { declaredBy, heldBy, objectsOf, supersededOf, type ServiceObject } from "./service-objects.js";
import { followAdvice } from "./advice.js";

/** How the service behaves, and how it is called. */
export interface Surroundings {
  readonly behaviour: Partial<Behaviour>;
  readonly requestFormat: RequestFormat;
}

/** How one `pulumi refresh` and `pulumi up` go. */
export interface UpOptions extends RunOptions {
  readonly faults: readonly FaultRequest[];
  readonly adoptExisting: boolean;
}

const undisturbed: UpOptions = { parallel: true, faults: [], adoptExisting: true };
/** As often a person follows the advice of a failure before giving up. */
const patience = 8;

/** A service, a stack, and what both must agree on. */
export class World {
  readonly engine = new EngineModel();
  /** The program as it was last applied, or tried to. */
  program: Program = [];
  /** Ids of objects that were in the state at some time. */
  private readonly managed = new Set<string>();
  /** Ids of objects that a program was allowed to take over, whether it came to that or not. */
  private readonly offered = new Set<string>();
  /** Objects that others made, by id. */
  private foreign = new Map<string, ServiceObject>();

  private constructor(
    readonly simulator: Simulator,
    private readonly requestFormat: RequestFormat,
  ) {
    this.noteForeign();
  }

  static async open({ behaviour, requestFormat }: Surroundings): Promise<World> {
    return new World(await startSimulator({ behaviour }), requestFormat);
  }

  /** Makes a change in the web console. */
  outside(change: (simulator: Simulator) => void): void {
    const before = new Set(objectsOf(this.simulator.tenant).map(({ id }) => id));
    change(this.simulator);
    this.noteForeign((id) => !before.has(id) || this.foreign.has(id));
  }

  /** `pulumi refresh`, then `pulumi up`, each in a process of its own; then judges what is there. */
  async up(program: Program, options: UpOptions): Promise<readonly Failure[]> {
    const { faults } = this.simulator;
    for (const fault of options.faults) faults.add(fault);
    this.program = program;
    const heldBefore = this.heldKeys();
    const purgedBefore = this.simulator.purged.length;
    let failures = await this.run(options, ({ hooks }) =>
      this.engine.refresh(hooks, { parallel: options.parallel }),
    );
    const mayPurge = purgePermit(program, this.engine.state);
    this.noteManaged();
    if (failures.length === 0) {
      failures = await this.run(options, ({ hooks }) => this.engine.up(hooks, program, options));
    }
    if (failures.length === 0 && this.isSomethingDue()) {
      // A bucket that leaves the program together with its assignments goes by the next up.
      failures = await this.run(options, ({ hooks }) => this.engine.up(hooks, program, options));
    }
    faults.clear();
    this.noteOffered(options);
    expect(this.takenOver(heldBefore), "taken over though no program asked for it").to.deep.equal([]);
    this.noteManaged();
    const purged = this.simulator.purged.slice(purgedBefore);
    expect(
      purged.filter((pair) => !mayPurge(pair)),
      "purged though no program asked for it",
    ).to.deep.equal([]);
    expect(this.lostForeign(), "objects of others that are gone or changed").to.deep.equal([]);
    if (failures.length === 0 && !this.engine.isDead) {
      const left = this.simulator.tenant.computers.filter(mayPurge);
      expect(left, "not purged though the program asked for it").to.deep.equal([]);
      await this.expectConvergence();
    }
    return failures;
  }

  /** Does what the documentation says after a failure or a kill, and what the failures say, until the stack is as declared. */
  async recover(): Promise<void> {
    let failures: readonly Failure[] = [];
    for (let attempt = 1; attempt <= patience; attempt += 1) {
      failures = await this.up(this.program, undisturbed);
      if (failures.length === 0) return;
      for (const failure of failures) {
        const instead = followAdvice(this, failure);
        if (failure.of === "program") {
          this.program = this.program.flatMap((declared) =>
            declared.name === failure.name ? instead : [declared],
          );
        }
      }
    }
    throw new Error(`It does not converge: ${JSON.stringify(failures)}`);
  }

  /** Takes destinations from their users in the web console. Returns how many. */
  unassign(isMeant: (key: string) => boolean): number {
    const meant = objectsOf(this.simulator.tenant).filter(({ key }) => isMeant(key));
    this.outside(({ console }) => {
      for (const { id } of meant) console.unassignDestination(id);
    });
    return meant.length;
  }

  close(): Promise<void> {
    return this.simulator.stop();
  }

  private async run(
    { adoptExisting }: UpOptions,
    operation: (process: ProviderProcess) => Promise<readonly Failure[]>,
  ): Promise<readonly Failure[]> {
    const { requestFormat } = this;
    const process = new ProviderProcess({ apiUrl: this.simulator.url, adoptExisting, requestFormat });
    try {
      return await operation(process);
    } finally {
      process.close();
    }
  }

  private isSomethingDue(): boolean {
    return !this.engine.isDead && this.engine.state.some(({ outputs }) => supersededOf(outputs).length > 0);
  }

  private async expectConvergence(): Promise<void> {
    const { tenant } = this.simulator;
    const isForeign = ({ id }: ServiceObject) => this.foreign.has(id) && !this.managed.has(id);
    expect(discrepancies(this.program, tenant, isForeign), "what the service holds").to.deep.equal([]);
    expect(stateDiscrepancies(this.program, this.engine.state, tenant), "what the state holds").to.deep.equal(
      [],
    );
    const before = this.simulator.requests.length;
    const state = this.engine.state;
    await this.run(undisturbed, ({ hooks }) => this.engine.up(hooks, this.program, { parallel: false }));
    expect(this.simulator.requests.slice(before), "requests of a second up").to.deep.equal([]);
    expect(this.engine.state).to.equal(state);
  }

  private noteForeign(isNew: (id: string) => boolean = () => true): void {
    const objects = objectsOf(this.simulator.tenant).filter(({ id }) => isNew(id));
    this.foreign = new Map(objects.map((object) => [object.id, object]));
  }

  private heldKeys(): string[] {
    return this.engine.state.flatMap(heldBy).map(({ key }) => key);
  }

  private noteManaged(): void {
    const held = this.heldKeys();
    for (const { id } of this.engine.state.flatMap(heldBy)) if (id !== undefined) this.managed.add(id);
    for (const { id, key } of objectsOf(this.simulator.tenant)) if (held.includes(key)) this.managed.add(id);
  }

  private noteOffered({ adoptExisting }: UpOptions): void {
    const adopting = this.program.filter(({ args }) => adoptExisting || args.adopt === true);
    const keys = adopting.flatMap(declaredBy).map(({ key }) => key);
    for (const { id, key } of objectsOf(this.simulator.tenant)) if (keys.includes(key)) this.offered.add(id);
  }

  /** Objects of others that came into the state although nobody said that they may. */
  private takenOver(heldBefore: readonly string[]): string[] {
    const added = this.heldKeys().filter((key) => !heldBefore.includes(key));
    return objectsOf(this.simulator.tenant)
      .filter(({ id, key }) => added.includes(key) && this.foreign.has(id))
      .filter(({ id }) => !this.offered.has(id) && !this.managed.has(id))
      .map(({ key }) => key);
  }

  private lostForeign(): string[] {
    const objects = objectsOf(this.simulator.tenant);
    return [...this.foreign.values()]
      .filter(({ id }) => !this.managed.has(id) && !this.offered.has(id))
      .filter(({ id, value }) => objects.find((object) => object.id === id)?.value !== value)
      .map(({ key }) => key);
  }
}

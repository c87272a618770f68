import { expect } from "chai";
import { startSimulator, type Simulator, type TenantState } from "../../../simulator/index.js";
import { DynamicHost } from "../../host/harness/dynamic-host.js";
import { login, password } from "../../host/harness/scene.js";
import { discrepancies, stateDiscrepancies } from "../../properties/discrepancies.js";
import { EngineModel, type HeldResource } from "../../properties/engine-model.js";
import type { Program } from "../../properties/programs.js";
import { objectsOf } from "../../properties/service-objects.js";
import type { Boundary } from "./boundaries.js";
import { hooksOver } from "./host-hooks.js";
import { comparable } from "./remains.js";

/** Service and state at one moment. */
export interface Base {
  readonly tenant?: TenantState;
  readonly state: readonly HeldResource[];
}

/** A stack whose engine is played, and whose dynamic-provider hosts are real processes. */
export class PlayedStack {
  private readonly engine = new EngineModel();
  private answered: (method: string, path: string) => void = () => undefined;

  private constructor(
    readonly simulator: Simulator,
    base: Base,
  ) {
    this.engine.state = movedTo(simulator.url, base.state);
    simulator.onAnswered(({ method, path }) => this.answered(method, path));
  }

  static async open(base: Base): Promise<PlayedStack> {
    const tenant = base.tenant && { tenant: structuredClone(base.tenant) };
    return new PlayedStack(await startSimulator(tenant), base);
  }

  /** Service and state as they are now. */
  get base(): Base {
    return { tenant: structuredClone(this.simulator.tenant), state: this.engine.state };
  }

  /** Runs `pulumi up`, or `pulumi destroy` for an empty program, and kills its host at a boundary. */
  async killAt(boundary: Boundary, program: Program): Promise<void> {
    await this.withHost({}, async (host) => {
      const reached = this.reach(boundary).then(() => host.kill());
      const running = this.engine.up(hooksOver(host), program, { parallel: false });
      await Promise.all([reached, running]);
    });
  }

  /** Runs `pulumi up` or `pulumi destroy`, which has to succeed. */
  async apply(program: Program, environment: Record<string, string> = {}): Promise<void> {
    await this.withHost(environment, async (host) => {
      expect(await this.engine.up(hooksOver(host), program, { parallel: false })).to.deep.equal([]);
    });
  }

  /** Runs `pulumi refresh`, which has to succeed. */
  async refresh(): Promise<void> {
    await this.withHost({}, async (host) => {
      expect(await this.engine.refresh(hooksOver(host), { parallel: false })).to.deep.equal([]);
    });
  }

  /** What is left in service and state, comparable with what another kill left. */
  remains(): string {
    return comparable(this.base);
  }

  /** Asserts that service and state hold what a program declares, each object once, and nothing else that is new. */
  expectAsDeclared(program: Program, before: TenantState): void {
    const { tenant } = this.simulator;
    const foreign = new Set(objectsOf(before).map(({ id }) => id));
    expect(
      discrepancies(program, tenant, ({ id }) => foreign.has(id)),
      "service",
    ).to.deep.equal([]);
    expect(stateDiscrepancies(program, this.engine.state, tenant), "state").to.deep.equal([]);
  }

  private async withHost(
    environment: Record<string, string>,
    work: (host: DynamicHost) => Promise<void>,
  ): Promise<void> {
    const config = {
      "msp360:apiUrl": this.simulator.url,
      "msp360:login": login,
      "msp360:password": password,
      // One write after the other, so that the requests of every run come in the same order.
      "msp360:maxConcurrency": "1",
    };
    const host = await DynamicHost.start({ config, environment });
    try {
      await work(host);
    } finally {
      await host.stop();
    }
  }

  // No gate is ever released: a request that was to have no effect must not have it during the recovery.
  private reach({ method, path: pattern, skip, moment }: Boundary): Promise<void> {
    if (moment !== "after its answer") {
      const effect = moment === "before its effect" ? "before" : "after";
      return this.simulator.faults.hold({ match: { method, path: pattern }, skip, effect }).arrived;
    }
    let toSkip = skip;
    return new Promise((resolve) => {
      this.answered = (answeredMethod, path) => {
        if (answeredMethod !== method || !pattern.test(path)) return;
        if (toSkip === 0) resolve();
        toSkip -= 1;
      };
    });
  }
}

/** A state as if it had been made with this address: with another one, nothing in it counts as gone. */
function movedTo(url: string, state: readonly HeldResource[]): readonly HeldResource[] {
  const text = JSON.stringify(state).replace(/http:\/\/127\.0\.0\.1:\d+/g, url);
  return JSON.parse(text) as readonly HeldResource[];
}

import { startSimulator, type Simulator, type SimulatorOptions } from "../../../simulator/index.js";
import type { ResourceKind } from "../../../provider/resource-type.js";
import { DynamicHost } from "./dynamic-host.js";

export const login = "acme-api";
export const password = "example-password";

export interface SceneOptions extends SimulatorOptions {
  readonly config?: Record<string, string>;
  readonly environment?: Record<string, string>;
}

type Values = Record<string, unknown>;

/** A resource as the engine holds it: id, inputs and outputs. */
export interface Held {
  readonly id: string;
  readonly inputs: Values;
  readonly state: Values;
}

/** A simulated service and the real dynamic-provider host that calls it, driven in the order in which the engine does. */
export class Scene {
  private constructor(
    readonly simulator: Simulator,
    public host: DynamicHost,
    private readonly options: SceneOptions,
  ) {}

  static async open(options: SceneOptions = {}): Promise<Scene> {
    const simulator = await startSimulator(options);
    return new Scene(simulator, await startHost(simulator, options), options);
  }

  /** A new process, as the next operation of the engine has. */
  async restart(changed: Pick<SceneOptions, "config" | "environment"> = {}): Promise<void> {
    await this.host.stop();
    this.host = await startHost(this.simulator, { ...this.options, ...changed });
  }

  async check(kind: ResourceKind, news: Values, olds: Values = {}): Promise<Values> {
    const { inputs, failures } = await this.host.check(kind, news, olds);
    if (failures.length > 0) {
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join("\n"));
    }
    return inputs;
  }

  /** What the engine does with a resource that the state does not know. */
  async create(kind: ResourceKind, declared: Values): Promise<Held> {
    const inputs = await this.check(kind, declared);
    return { ...(await this.host.create(kind, inputs)), inputs };
  }

  /** What the engine finds when it compares a program with the state. */
  async preview(kind: ResourceKind, held: Held, declared: Values) {
    const inputs = await this.check(kind, declared, held.inputs);
    return this.host.diff(kind, held.id, held.state, inputs);
  }

  async update(kind: ResourceKind, held: Held, declared: Values): Promise<Held> {
    const inputs = await this.check(kind, declared, held.inputs);
    return { id: held.id, inputs, state: await this.host.update(kind, held.id, held.state, inputs) };
  }

  /** `undefined`: the object is gone. */
  async refresh(kind: ResourceKind, held: Held): Promise<Held | undefined> {
    const found = await this.host.read(kind, held.id, held.state);
    return found.id === "" ? undefined : found;
  }

  delete(kind: ResourceKind, held: Held): Promise<void> {
    return this.host.delete(kind, held.id, held.state);
  }

  /** The writes that the service saw, as `METHOD path`. */
  writes(): string[] {
    return this.simulator.requests
      .filter(({ method, operationId }) => method !== "GET" && operationId !== "login")
      .map(({ method, path }) => `${method} ${path}`);
  }

  async close(): Promise<void> {
    await this.host.stop();
    await this.simulator.stop();
  }
}

function startHost(simulator: Simulator, { config, environment }: SceneOptions): Promise<DynamicHost> {
  return DynamicHost.start({
    config: { "msp360:apiUrl": simulator.url, "msp360:login": login, "msp360:password": password, ...config },
    ...(environment === undefined ? {} : { environment }),
  });
}

/** Runs a test in a scene of its own and leaves nothing behind. */
export async function inScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await Scene.open(options);
  try {
    await test(scene);
    scene.simulator.faults.expectAllUsed();
  } finally {
    await scene.close();
  }
}

/** What a promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) {
      return error;
    }
    throw error;
  }
  throw new Error("It did not fail.");
}

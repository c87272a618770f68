import { MbsClient } from "../../provider/http/client.js";
import { machineClock } from "../../provider/http/clock.js";
import { Service } from "../../provider/service/service.js";
import { startSimulator, type Simulator, type SimulatorOptions } from "../../simulator/index.js";
import { TickingClock } from "../service/ticking-clock.js";

/** An API login of the sample tenant. */
const owner = { login: "acme-api", password: "example-password" };

export interface RunOptions {
  /** Whether waits are waited out. Resources for many report by the clock, and would make skipped time run away. */
  readonly inRealTime?: boolean;
  readonly adoptExisting?: boolean;
  readonly login?: string;
  readonly password?: string;
}

/** A run of the engine: a service that knows nothing yet, over a real client, against the simulator. */
export class SimulatedRun {
  readonly clock = new TickingClock();
  /** What the user was told, in order: `info: ...`, `warning: ...`, `progress: ...`. */
  readonly told: string[] = [];
  readonly service: Service;
  private readonly client: MbsClient;

  constructor(simulator: Simulator, options: RunOptions = {}) {
    const clock = options.inRealTime === true ? machineClock : this.clock;
    const settings = {
      ...{ ...owner, adoptExisting: false, maxConcurrency: 16, ...options },
      apiUrl: simulator.url,
    };
    this.client = new MbsClient({ ...settings, requestFormat: "json", timeoutSeconds: 60 }, { clock });
    const log = {
      info: (message: string) => void this.told.push(`info: ${message}`),
      warning: (message: string) => void this.told.push(`warning: ${message}`),
      progress: (message: string) => void this.told.push(`progress: ${message}`),
    };
    this.service = new Service({ client: this.client, settings, log, clock });
  }

  close(): void {
    this.client.close();
  }
}

/** A simulator and the runs against it. */
export class Stage {
  private readonly runs: SimulatedRun[] = [];

  constructor(readonly simulator: Simulator) {}

  /** A new run; what former runs know is forgotten. */
  run(options: RunOptions = {}): SimulatedRun {
    const run = new SimulatedRun(this.simulator, options);
    this.runs.push(run);
    return run;
  }

  /** The calls that the service saw, but for logins: `GET /api/Users`. */
  calls(): string[] {
    return this.simulator.requests
      .filter(({ operationId }) => operationId !== "login")
      .map(({ method, path }) => `${method} ${path}`);
  }

  /** The writes among the calls. */
  writes(): string[] {
    return this.calls().filter((call) => !call.startsWith("GET "));
  }

  /** The bodies of the requests to a path, oldest first. */
  bodies(path: string): unknown[] {
    return this.simulator.requests
      .filter((request) => request.path === path && request.requestBody !== "")
      .map(({ requestBody }) => JSON.parse(requestBody) as unknown);
  }

  close(): Promise<void> {
    this.runs.forEach((run) => run.close());
    return this.simulator.stop();
  }
}

/** Runs a test on a stage of its own; a fault that was scripted and never met fails it. */
export async function onStage(
  options: SimulatorOptions,
  test: (stage: Stage) => Promise<void>,
): Promise<void> {
  const stage = new Stage(await startSimulator(options));
  try {
    await test(stage);
    stage.simulator.faults.expectAllUsed();
  } finally {
    await stage.close();
  }
}

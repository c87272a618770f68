import { expect } from "chai";
import { MbsClient } from "../../provider/http/client.js";
import type { ConnectionSettings } from "../../provider/http/settings.js";
import { startSimulator, type Behaviour, type Simulator } from "../../simulator/index.js";
import { login, password } from "../host/harness/scene.js";
import { read } from "./local-service.js";

describe("Throughput", () => {
  let simulator: Simulator;
  let client: MbsClient;

  async function start(
    behaviour: Partial<Behaviour>,
    settings: Partial<ConnectionSettings> = {},
  ): Promise<void> {
    simulator = await startSimulator({ behaviour });
    client = new MbsClient({
      ...{ login, password, apiUrl: simulator.url, requestFormat: "json", maxConcurrency: 16 },
      ...{ timeoutSeconds: 60 },
      ...settings,
    });
  }

  afterEach(async () => {
    client.close();
    await simulator.stop();
  });

  /** So many calls at the same time; all of them have to succeed. */
  const calls = (count: number) => Promise.all(Array.from({ length: count }, () => client.call(read)));
  const answered = (status: number) =>
    simulator.requests.filter((request) => request.status === status).length;

  it("is found under a service's limit: 300 calls all succeed, and few of them meet it", async () => {
    await start({ requestsPerSecond: 100 });
    await calls(300);
    expect(answered(200)).to.equal(301);
    // About 190 when every place is used at any time, about 35 when the places follow the service.
    expect(answered(429)).to.be.within(1, 75);
  });

  it("sends nothing more to a service that is overloaded for a moment than what was under way", async () => {
    await start({ latencyMilliseconds: 5 }, { maxConcurrency: 8 });
    await calls(8);
    const overload = simulator.faults.add({
      match: { path: "/api/Users" },
      times: "always",
      kind: { status: 503, headers: { "Retry-After": "1" } },
    });
    // Over before the pause is, and long after all calls would have been refused.
    simulator.onAnswered(() => setTimeout(() => overload.remove(), 500).unref());
    await calls(300);
    expect(overload.met).to.be.within(1, 8);
    expect(answered(200)).to.equal(309);
  });

  it("recovers from bursts of 503 without a named wait", async () => {
    await start({ latencyMilliseconds: 2 });
    for (const skip of [40, 160]) {
      simulator.faults.add({ match: { path: "/api/Users" }, skip, times: 8, kind: { status: 503 } });
    }
    await calls(300);
    simulator.faults.expectAllUsed();
    expect(answered(200)).to.equal(301);
    expect(answered(503)).to.equal(16);
  });

  it("reuses as many connections as may be in use at once, the login's among them", async () => {
    await start({ latencyMilliseconds: 2 }, { maxConcurrency: 6 });
    await calls(300);
    expect(simulator.connections).to.equal(6);
    await calls(300);
    expect(simulator.connections).to.equal(6);
    expect(simulator.logins).to.equal(1);
  });

  it("stays below requestsPerSecond, logins and repetitions included", async () => {
    await start({}, { requestsPerSecond: 100 });
    const throttled = { status: 429, headers: { "Retry-After": "0" } };
    simulator.faults.add({ match: { path: "/api/Users" }, skip: 5, times: 10, kind: throttled });
    simulator.faults.add({ match: { path: "/api/Users" }, skip: 20, kind: { status: 401 } });
    const begun = performance.now();
    await calls(60);
    const took = performance.now() - begun;
    expect(simulator.logins).to.equal(2);
    expect(simulator.requests).to.have.length(60 + 10 + 1 + 2);
    // Seventy-two intervals of 10 ms; only too early would be wrong, so a slow machine does no harm.
    expect(took).to.be.at.least(715);
  });

  it("says nothing on standard error, however many calls wait to be repeated", async () => {
    const warnings: string[] = [];
    const hear = (warning: Error) => warnings.push(warning.message);
    process.on("warning", hear);
    try {
      await start({});
      simulator.faults.add({ match: { path: "/api/Users" }, times: 16, kind: { status: 429 } });
      await calls(16);
      // Node tells of a warning in the next tick.
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.off("warning", hear);
    }
    expect(warnings).to.deep.equal([]);
  });
});

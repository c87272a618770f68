import { expect } from "chai";
import type { Settings } from "../../provider/host/configuration.js";
import { MbsClient } from "../../provider/http/client.js";
import { ThrottledError } from "../../provider/http/errors.js";
import { DeclaredObjects } from "../../provider/lifecycle/declared-objects.js";
import { userDestination } from "../../provider/resources/user-destination/lifecycle.js";
import { Service } from "../../provider/service/service.js";
import { failureOf, inScene, login, password, type Scene } from "../host/harness/scene.js";
import { FakeClock, rejection } from "../http/local-service.js";
import { assigned, assignment, crowd } from "./declared-objects.js";

const kind = "UserDestination";
const post = { method: "POST", path: "/api/Destinations" };
const loginCall = { method: "POST", path: "/api/Provider/Login" };

/** Milliseconds between the first and the second request that are meant. */
function pause(scene: Scene, path: string): number {
  const [first, second] = scene.simulator.requests.filter((request) => request.path === path);
  return Date.parse(second?.startedAt ?? "") - Date.parse(first?.startedAt ?? "");
}

function throttled(retryAfter: string) {
  return { status: 429, headers: { "Retry-After": retryAfter } } as const;
}

describe("Faults of throttling", () => {
  // The most is what only a wrong rule exceeds, however busy the machine is.
  for (const [rule, header, least, most] of [
    ["in seconds is waited for", () => "2", 2_000, 30_000],
    ["as a date is waited for", () => new Date(Date.now() + 3_000).toUTCString(), 1_900, 30_000],
    ["as a past date makes no wait", () => new Date(Date.now() - 60_000).toUTCString(), 0, 30_000],
    ["that is garbage falls back to the client's own wait", () => "90 seconds, please", 0, 30_000],
  ] as const) {
    it(`F18: a Retry-After ${rule}`, () =>
      inScene({}, async (scene) => {
        scene.simulator.faults.add({ match: post, kind: throttled(header()) });
        await scene.create(kind, assignment);
        expect(pause(scene, post.path)).to.be.within(least, most);
        expect(assigned(scene.simulator)).to.have.length(1);
        expect(scene.simulator.count(post)).to.equal(2);
      }));
  }

  it("F18: a Retry-After of ten hours goes beyond the time of a call, which fails at once and says so", () =>
    inScene({}, async (scene) => {
      scene.simulator.faults.add({ match: post, kind: throttled("36000") });
      const { message } = await failureOf(scene.create(kind, assignment));
      expect(message).to.include("the service is throttling, and asks to wait 10 hours (HTTP 429)");
      expect(scene.simulator.count(post)).to.equal(1);
    }));

  // In this process, on a clock that goes forward by waiting only: half a minute of waits is too long for a test.
  it("F19: a 429 for ever without a header ends after 8 attempts and within the time of a call", () =>
    inScene({}, async (scene) => {
      scene.simulator.faults.add({ match: post, times: "always", kind: { status: 429 } });
      const clock = new FakeClock();
      const apiUrl = scene.simulator.url;
      const settings: Settings = {
        ...{ login, password, apiUrl, requestFormat: "json", maxConcurrency: 16 },
        ...{ timeoutSeconds: 60, adoptExisting: false },
      };
      const client = new MbsClient(settings, { clock });
      const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
      const service = new Service({ client, settings, clock, log });
      const creation = Promise.resolve(userDestination(new DeclaredObjects()).create(service, assignment));
      const { message } = await rejection(creation, ThrottledError).finally(() => client.close());
      expect(message).to.include("the service is throttling, after 8 attempts (HTTP 429)");
      expect(scene.simulator.count(post)).to.equal(8);
      expect(clock.time).to.be.below(300_000);
    }));

  it("F20: 300 resources below the service's limit all succeed, and the limit is never met", () => {
    const { tenant, userIds } = crowd(300);
    const config = { "msp360:requestsPerSecond": "90" };
    return inScene({ tenant, config, behaviour: { requestsPerSecond: 100 } }, async (scene) => {
      const held = await Promise.all(
        userIds.map((userId) => scene.host.create(kind, { ...assignment, userId })),
      );
      expect(new Set(held.map(({ id }) => id)).size).to.equal(300);
      expect(scene.simulator.requests.filter(({ status }) => status !== 200)).to.deep.equal([]);
      expect(scene.simulator.count(post)).to.equal(300);
    });
  });

  it("F21: a throttled login is repeated by the same rules, as one login for all callers", () => {
    const { tenant, userIds } = crowd(10);
    return inScene({ tenant }, async (scene) => {
      scene.simulator.faults.add({ match: loginCall, times: 2, kind: throttled("1") });
      await Promise.all(userIds.map((userId) => scene.create(kind, { ...assignment, userId })));
      expect(scene.simulator.logins).to.equal(3);
      expect(pause(scene, loginCall.path)).to.be.at.least(1_000);
      expect(scene.simulator.count(post)).to.equal(10);
    });
  });
});

import { expect } from "chai";
import { machineClock } from "../../provider/http/clock.js";
import { failureOf, inScene } from "../host/harness/scene.js";
import { LocalService, type Answer } from "../http/local-service.js";
import { sample } from "../support/samples.js";
import { assigned, assignment, bucket } from "./declared-objects.js";
import { hostAt } from "./host-at.js";

const kind = "UserDestination";
const users = { method: "GET", path: "/api/Users" };
const accounts = { method: "GET", path: "/api/Accounts" };
const post = { method: "POST", path: "/api/Destinations" };

/** Drips one byte now and then, for ever. */
const drip: Answer = (response) => {
  response.writeHead(200, { "Content-Type": "application/json" });
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
};

const stall: Answer = (response) => response.writeHead(200, { "Content-Length": "10" }).flushHeaders();

describe("Faults of the network", () => {
  it("F11: a read that is reset before its answer is repeated, and the write after it is made once", () =>
    inScene({}, async (scene) => {
      scene.simulator.faults.add({ match: users, kind: { reset: "beforeEffect" } });
      await scene.create(kind, assignment);
      expect(scene.simulator.count(users)).to.equal(2);
      expect(scene.writes()).to.deep.equal(["POST /api/Destinations"]);
      expect(assigned(scene.simulator)).to.have.length(1);
    }));

  it("F12: after a reset behind a POST the object is looked up and taken, also where a second would be accepted", () =>
    inScene({ behaviour: { duplicateAssignment: "accept" } }, async (scene) => {
      scene.simulator.faults.add({ match: post, kind: { reset: "afterEffect" } });
      const held = await scene.create(kind, assignment);
      expect(scene.simulator.count(post)).to.equal(1);
      expect(assigned(scene.simulator).map(({ ID }) => ID)).to.deep.equal([held.id]);
    }));

  for (const [what, answer] of [
    ["stalls after its headers", stall],
    ["drips", drip],
  ] as const) {
    it(`F13: an answer that ${what} ends after the time of an attempt, three times at most, and its sockets are closed`, async () => {
      const service = await LocalService.start();
      const closings: Promise<unknown>[] = [];
      service.answer = (response, received, index) => {
        closings.push(new Promise((resolve) => response.on("close", resolve)));
        answer(response, received, index);
      };
      const config = { "msp360:timeoutSeconds": "0.5" };
      const { message } = await hostAt(`http://127.0.0.1:${service.port}`, { config }, async (host) => {
        const failure = await failureOf(host.create(kind, assignment));
        await Promise.all(closings);
        return failure;
      }).finally(() => service.stop());
      expect(message).to.include("gave no complete reply in time, after 3 attempts");
      expect(closings).to.have.length(3);
    });
  }

  it("F13: the time of a call as a whole ends it in the middle of an attempt", async () => {
    const service = await LocalService.start();
    service.answer = drip;
    const client = service.client({ timeoutSeconds: 30 }, { budgetSeconds: 0.5, clock: machineClock });
    const call = client.call({ purpose: "list the users", method: "GET", path: ["api", "Users"] });
    const { message } = await failureOf(call).finally(() => service.stop());
    expect(message).to.include("gave no complete reply in time");
    expect(service.calls).to.have.length(1);
  });

  for (const [what, fault, words] of [
    ["cut off", { truncate: true }, "was cut off or garbled"],
    ["not JSON", { status: 200, body: '{"ID": ', contentType: "application/json" }, "is not valid JSON"],
    ["empty", { emptyBody: true }, "does not have the expected form"],
  ] as const) {
    it(`F14: a list that is ${what} is an error with the request's id, and nothing counts as gone`, () =>
      inScene({ environment: { MSP360_LOG: "debug" } }, async (scene) => {
        const { tenant } = scene.simulator;
        const held = await scene.create(kind, assignment);
        const second = await scene.create(kind, { ...assignment, userId: sample.jane });
        await scene.restart();
        const before = structuredClone(tenant);
        const times = what === "cut off" ? 4 : 1;
        scene.simulator.faults.add({ match: users, times, kind: fault });
        const failures = await Promise.all([held, second].map((one) => failureOf(scene.refresh(kind, one))));
        const ids = [...scene.host.output.matchAll(/GET \/api\/Users .* request (\S+)/g)];
        for (const { message } of failures) {
          expect(message).to.include(words);
          expect(message).to.include(ids.at(-1)?.[1] ?? "an id in the log");
        }
        expect(tenant).to.deep.equal(before);
        expect((await scene.refresh(kind, held))?.id).to.equal(held.id);
      }));
  }

  it("F15: an endless answer is read up to 50 MB and no further, not asked for again, and not kept in memory", async () => {
    const service = await LocalService.start();
    const chunk = Buffer.alloc(1024 * 1024, 32);
    let sent = 0;
    service.answer = (response) => {
      const pump = () => {
        if (response.destroyed) return;
        sent += chunk.length;
        if (response.write(chunk)) pump();
      };
      response.on("drain", pump);
      pump();
    };
    await hostAt(`http://127.0.0.1:${service.port}`, {}, async (host) => {
      for (const calls of [1, 2, 3]) {
        const { message } = await failureOf(host.create(kind, assignment));
        expect(message).to.include("is larger than 50 MB");
        expect(service.calls).to.have.length(calls);
      }
      // Kept in memory, the three would be 150 MB and as much again as text.
      expect(host.peakMemoryBytes()).to.be.below(350 * 1024 * 1024);
    }).finally(() => service.stop());
    expect(sent).to.be.below(3 * 80 * 1024 * 1024);
  });

  it("F17: a kept-alive connection that the service has cut is not noticed by a read", () =>
    inScene({}, async (scene) => {
      const held = await scene.create(kind, assignment);
      const destination = await scene.create("AccountDestination", bucket);
      await scene.restart();
      await scene.refresh(kind, held);
      scene.simulator.faults.add({ match: accounts, kind: { reset: "beforeEffect" } });
      expect((await scene.refresh("AccountDestination", destination))?.id).to.equal(destination.id);
      const [before, cut] = scene.simulator.requests.slice(-3);
      expect(cut?.connection).to.equal(before?.connection);
      scene.simulator.closeConnections();
      await scene.update(kind, held, { ...assignment, packageId: sample.otherPackageId });
      expect(scene.simulator.count({ method: "PUT" })).to.equal(1);
    }));
});

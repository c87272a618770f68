import { expect } from "chai";
import { failureOf, inScene, login, type Scene } from "../host/harness/scene.js";
import { sample } from "../support/samples.js";
import { declared } from "./declared-resources.js";
import { canary, handOutCanary, headers, token } from "./echoing-service.js";
import { expectNone } from "./secret-search.js";

const kind = "AccountDestination";
const debugging = { environment: { MSP360_LOG: "debug" } } as const;

/** A line of the log: method, path, status or failure, duration, attempt, request id. */
const line =
  /^msp360: (GET|POST|PUT|DELETE) (\/\S*) -> (\S+) in (\d+) ms, attempt (\d+), request ([\x21-\x7e]{1,64})$/;

/** The lines of the log without what differs from run to run, and the ids. */
function log(scene: Scene) {
  const lines = scene.host.output.split("\n").filter((text) => text.startsWith("msp360: "));
  const parts = lines.map((text) => line.exec(text) ?? [`not of the form: ${text}`]);
  return {
    calls: parts.map(([whole, method, path, outcome, , attempt]) =>
      method === undefined ? whole : `${method} ${String(path)} ${String(outcome)} ${String(attempt)}`,
    ),
    ids: parts.map((part) => part[6]),
  };
}

describe("The log for support", () => {
  it("F49: has one line for each attempt with method, path, status, duration, attempt and request id", () =>
    inScene(debugging, async (scene) => {
      const read = { method: "GET", path: "/api/Accounts" };
      scene.simulator.faults.add({ match: read, kind: { status: 503 } });
      scene.simulator.faults.add({ match: read, kind: { reset: "beforeEffect" } });
      await scene.create(kind, declared[kind]);
      const { calls, ids } = log(scene);
      const account = `GET /api/Accounts/${sample.account}`;
      expect(calls).to.deep.equal([
        "POST /api/Provider/Login 200 1",
        `${account} 503 1`,
        `${account} ECONNRESET 2`,
        `${account} 200 3`,
        "POST /api/Accounts/AddDestination 200 1",
      ]);
      // The attempts of one call share its id, and no other call has it.
      expect(new Set(ids.slice(1, 4)).size).to.equal(1);
      expect(new Set(ids).size).to.equal(3);
    }));

  it("F49: names a request as the service does, and as the error about it", () =>
    inScene(debugging, async (scene) => {
      const reply = { status: 200, body: "no JSON", headers: { "X-Request-Id": "service-id-1" } };
      scene.simulator.faults.add({ match: { method: "GET" }, kind: reply });
      const { message } = await failureOf(scene.create(kind, declared[kind]));
      expect(message).to.include("service-id-1");
      expect(log(scene).ids).to.include("service-id-1");
    }));

  it("F49: shows neither body nor header, and what is secret in a path or an id is masked", () =>
    inScene({ ...debugging, config: { "msp360:password": canary } }, async (scene) => {
      scene.simulator.console.changePassword(login, canary);
      const utf8 = Buffer.from(canary).toString("latin1");
      // As it stands, percent-encoded, and in UTF-8, which Node reads as Latin-1.
      for (const echoed of [canary, encodeURIComponent(canary), utf8]) {
        scene.simulator.faults.add({
          match: { method: "GET", path: "/api/Users" },
          kind: { status: 403, headers: { ...headers, "X-Request-Id": `id-of-${echoed}-end` } },
        });
        await failureOf(scene.create("UserDestination", { ...declared.UserDestination, userId: canary }));
      }
      const { calls, ids } = log(scene);
      const refused = "GET /api/Users/*** 403 1";
      expect(calls).to.deep.equal(["POST /api/Provider/Login 200 1", refused, refused, refused]);
      expect(ids.slice(1)).to.deep.equal(Array<string>(3).fill("id-of-***-end"));
    }));

  it("F49: does not name a login by what its reply says, which may be the token", () =>
    inScene(debugging, async (scene) => {
      handOutCanary(scene);
      await failureOf(scene.create(kind, declared[kind]));
      expect(log(scene).ids).to.have.length(4);
      expectNone(scene.host.output, [token]);
    }));

  it("F49: is silent unless it is asked for", () =>
    inScene({}, async (scene) => {
      await scene.create(kind, declared[kind]);
      expect(scene.host.output).to.equal("");
    }));
});

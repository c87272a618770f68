import { expect } from "chai";
import { startSimulator } from "../../simulator/index.js";
import { DynamicHost } from "../host/harness/dynamic-host.js";
import { failureOf, inScene, login, password } from "../host/harness/scene.js";
import { LocalService } from "../http/local-service.js";
import { sample } from "../support/samples.js";
import { assigned, assignment, bucket, crowd, registered } from "./declared-objects.js";
import { hostAt } from "./host-at.js";

const kind = "UserDestination";
const loginCall = { method: "POST", path: "/api/Provider/Login" };

describe("Faults of authentication", () => {
  it("F1: without credentials a call fails with the names of key and variable, and nothing is sent", () =>
    inScene({}, async (scene) => {
      const host = await DynamicHost.start({ config: { "msp360:apiUrl": scene.simulator.url } });
      const failure = await failureOf(host.create(kind, assignment)).finally(() => host.stop());
      expect(failure.message)
        .to.include("MSP360_LOGIN")
        .and.include("msp360:login")
        .and.include("MSP360_PASSWORD")
        .and.include("msp360:password");
      expect(scene.simulator.requests).to.deep.equal([]);
    }));

  it("F2: a wrong password is tried once for all resources, and stands in no text", () =>
    inScene({ config: { "msp360:password": "canary-wrong-password" } }, async (scene) => {
      const users = [sample.charlie, sample.jane, sample.kim];
      const failures = await Promise.all(
        users.map((userId) => failureOf(scene.create(kind, { ...assignment, userId }))),
      );
      const late = await failureOf(scene.create("AccountDestination", bucket));
      for (const { message } of [...failures, late]) {
        expect(message).to.include(`"${login}"`).and.include("Check msp360:login (MSP360_LOGIN)");
        expect(message).to.not.include("canary-wrong-password");
      }
      expect(scene.host.output).to.not.include("canary-wrong-password");
      expect(scene.simulator.count()).to.equal(1);
    }));

  it("F3: a token that expires in the middle of a run is renewed once, and the call repeated once", () =>
    inScene({}, async (scene) => {
      await scene.create("AccountDestination", bucket);
      scene.simulator.console.expireTokens();
      scene.simulator.clearRequests();
      const held = await scene.create(kind, assignment);
      expect(held.id).to.equal(assigned(scene.simulator)[0]?.ID);
      expect(scene.simulator.requests.map(({ path, status }) => [path, status])).to.deep.equal([
        [`/api/Users/${sample.charlie}`, 401],
        ["/api/Provider/Login", 200],
        [`/api/Users/${sample.charlie}`, 200],
        ["/api/Destinations", 200],
      ]);
    }));

  it("F4: 50 calls at once on an expired token make one login", () => {
    const { tenant, userIds } = crowd(50);
    return inScene({ tenant, config: { "msp360:maxConcurrency": "50" } }, async (scene) => {
      scene.simulator.onAnswered(({ path }) => {
        if (path === "/api/Users") scene.simulator.console.expireTokens();
      });
      const held = await Promise.all(userIds.map((userId) => scene.create(kind, { ...assignment, userId })));
      expect(new Set(held.map(({ id }) => id)).size).to.equal(50);
      const refused = scene.simulator.requests.filter(({ status }) => status === 401);
      expect(refused.length).to.be.above(1);
      expect(scene.simulator.logins).to.equal(2);
    });
  });

  for (const [reply, type] of [
    [{ status: 200, body: { token_type: "bearer" } }, "application/json"],
    [{ html: true, status: 200 }, "text/html"],
  ] as const) {
    it(`F5: a login reply of ${type} without a token is an error with status and type, and nothing of it is kept`, () =>
      inScene({}, async (scene) => {
        scene.simulator.faults.add({ match: loginCall, kind: reply });
        const { message } = await failureOf(scene.create(kind, assignment));
        expect(message).to.include(`the reply holds no token (${type}) (HTTP 200)`);
        expect(scene.simulator.count()).to.equal(1);
        await scene.create(kind, assignment);
        expect(scene.simulator.logins).to.equal(2);
      }));
  }

  it("F6: a second 401 after a new login ends the call", () =>
    inScene({}, async (scene) => {
      const match = { path: "/api/Users" };
      scene.simulator.faults.add({ match, times: "always", kind: { status: 401 } });
      const { message } = await failureOf(scene.create(kind, assignment));
      expect(message).to.include("refused a token it had only just issued (HTTP 401)");
      expect([scene.simulator.logins, scene.simulator.count(match)]).to.deep.equal([2, 2]);
    }));

  it("F6: a service that refuses every token is asked twice for each resource at most, and by no loop", () => {
    const { tenant, userIds } = crowd(20);
    return inScene({ tenant }, async (scene) => {
      scene.simulator.faults.add({ match: { path: "/api/Users" }, times: "always", kind: { status: 401 } });
      const creations = userIds.map((userId) => scene.create(kind, { ...assignment, userId }));
      for (const { message } of await Promise.all(creations.map(failureOf))) {
        expect(message).to.include("(HTTP 401)");
      }
      expect(scene.simulator.count({ path: "/api/Users" })).to.be.at.most(2 * userIds.length);
      expect(scene.simulator.logins).to.be.at.most(1 + userIds.length);
    });
  });

  it("F7: a 403 on one noun names the operation and the missing right, and the other nouns work", () =>
    inScene({}, async (scene) => {
      const match = { method: "POST", path: "/api/Destinations" };
      scene.simulator.faults.add({ match, kind: { status: 403 } });
      const [{ message }] = await Promise.all([
        failureOf(scene.create(kind, assignment)),
        scene.create("AccountDestination", bucket),
      ]);
      expect(message).to.include(`Could not assign destination "${assignment.destination}"`);
      expect(message)
        .to.include("(HTTP 403)")
        .and.match(/Give the API login the (permission|right)/);
      expect(scene.simulator.count(match)).to.equal(1);
      expect(registered(scene.simulator)).to.have.length(1);
    }));

  for (const [what, behaviour] of [
    ["a clock one hour ahead", { clockOffsetSeconds: 3600 }],
    ["a clock one hour behind", { clockOffsetSeconds: -3600 }],
    ["no expiry", { expiresIn: "absent" }],
    ["a negative expiry", { reportedLifetimeSeconds: -1 }],
  ] as const) {
    it(`F8: a service with ${what} is logged in to once, not for each call`, () =>
      inScene({ behaviour }, async (scene) => {
        const held = await scene.create(kind, assignment);
        await scene.create("AccountDestination", bucket);
        await scene.update(kind, held, { ...assignment, packageId: sample.otherPackageId });
        expect(scene.simulator.logins).to.equal(1);
      }));
  }

  for (const status of [301, 302, 303, 307, 308]) {
    it(`F9: a redirect by ${String(status)} to another host is refused for login, read and write, and nothing goes there`, () =>
      inScene({}, async (scene) => {
        const elsewhere = await LocalService.start();
        const { port } = elsewhere;
        const headers = { Location: `http://127.0.0.1:${String(port)}/api/Users` };
        try {
          for (const match of [
            loginCall,
            { method: "GET", path: "/api/Users" },
            { method: "POST", path: "/api/Destinations" },
          ]) {
            const redirect = scene.simulator.faults.add({
              match,
              times: "always",
              kind: { status, headers },
            });
            const { message } = await failureOf(scene.create(kind, assignment));
            expect(message).to.include(
              `a redirect to 127.0.0.1:${String(port)}, which is not followed (HTTP ${String(status)})`,
            );
            expect(message).to.not.include(password);
            expect(redirect.met).to.be.above(0);
            redirect.remove();
          }
          expect([...elsewhere.calls, ...elsewhere.logins]).to.deep.equal([]);
          expect(assigned(scene.simulator)).to.deep.equal([]);
        } finally {
          await elsewhere.stop();
        }
      }));
  }
});

/** An address in the stack configuration, and as an argument of an explicit `Provider`. */
const places = {
  "stack configuration": {},
  "explicit provider": { "msp360:providerName": "emea" },
} as const;

describe("Plain http", () => {
  for (const [place, config] of Object.entries(places)) {
    it(`reaches this machine under each of its names (${place})`, () =>
      inScene({}, async (scene) => {
        const names = ["localhost", "LOCALHOST", "127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1"];
        for (const [index, name] of names.entries()) {
          await scene.restart({
            config: { ...config, "msp360:apiUrl": `http://${name}:${String(scene.simulator.port)}` },
          });
          await scene.create("AccountDestination", { ...bucket, destination: `bucket-${String(index)}` });
        }
        expect(scene.writes()).to.have.length(names.length);
      }));

    it(`is refused to any other address by preview and by a call, and nothing is sent (${place})`, () =>
      inScene({}, async (scene) => {
        for (const name of [
          "api.mspbackups.com",
          "10.0.0.1",
          "0.0.0.0",
          "[::]",
          "[::ffff:10.0.0.1]",
          "128.0.0.1",
          "localhost.example.test",
          "127.0.0.1.example.test",
          "example.test#127.0.0.1",
        ]) {
          await scene.restart({ config: { ...config, "msp360:apiUrl": `http://${name}` } });
          for (const attempt of [scene.check(kind, assignment), scene.host.create(kind, assignment)]) {
            expect((await failureOf(attempt)).message, name).to.include("must start with https://");
          }
        }
        expect(scene.simulator.requests).to.deep.equal([]);
      }));
  }

  it("reaches this machine by IPv6", async () => {
    const simulator = await startSimulator({ host: "::1" });
    try {
      for (const name of ["[::1]", "[0:0:0:0:0:0:0:1]"]) {
        const apiUrl = `http://${name}:${String(simulator.port)}`;
        await hostAt(apiUrl, {}, (host) =>
          host.create("AccountDestination", { ...bucket, destination: name }),
        );
      }
      expect(simulator.count({ method: "POST", path: "/api/Accounts/AddDestination" })).to.equal(2);
    } finally {
      await simulator.stop();
    }
  });
});

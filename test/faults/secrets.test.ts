import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { inspect } from "node:util";
import { isAxiosError } from "axios";
import { expect } from "chai";
import { ServiceCallError } from "../../provider/http/errors.js";
import { MbsClient } from "../../provider/http/client.js";
import { Service } from "../../provider/service/service.js";
import { DeclaredObjects } from "../../provider/lifecycle/declared-objects.js";
import { accountDestination } from "../../provider/resources/account-destination/lifecycle.js";
import { startSimulator } from "../../simulator/index.js";
import { HostError } from "../host/harness/dynamic-host.js";
import { failureOf, inScene, login } from "../host/harness/scene.js";
import { declared, kinds } from "./declared-resources.js";
import { canary, expectNone, failures, handOutCanary, headers, token } from "./echoing-service.js";

describe("Secrets", () => {
  it("F49: password and token are in no output, error or kept state, whatever failure echoes them, debugging too", () =>
    inScene(
      { config: { "msp360:password": canary }, environment: { MSP360_LOG: "debug" } },
      async (scene) => {
        handOutCanary(scene);
        const told: string[] = [];
        for (const kind of failures) {
          scene.simulator.faults.add({ match: { path: /^\/api\/(?!Provider)/ }, times: "always", kind });
          await Promise.all(
            kinds.map(async (resource) => {
              const error = await failureOf(scene.host.create(resource, declared[resource]));
              const kept = error instanceof HostError ? error.incomplete : undefined;
              told.push(inspect({ error, kept }, { depth: 8 }), error.message);
            }),
          );
          scene.simulator.faults.clear();
          handOutCanary(scene);
        }
        const state = { ...declared.AccountDestination, connection: `${login} at ${scene.simulator.url}` };
        scene.simulator.faults.clear();
        scene.simulator.faults.add({ match: {}, times: "always", kind: failures[0] ?? { truncate: true } });
        for (const attempt of [
          scene.host.read("AccountDestination", "x", state),
          scene.host.delete("AccountDestination", "x", state),
        ]) {
          told.push((await failureOf(attempt)).message);
        }
        expect(scene.host.output).to.match(/GET \/api\/Accounts/);
        expectNone([...told, scene.host.output].join("\n"), [canary, token]);
      },
    ));

  it("F49: password and token are in no state and no input of a resource, even when successful replies echo them", () =>
    inScene(
      { config: { "msp360:password": canary }, environment: { MSP360_LOG: "debug" } },
      async (scene) => {
        scene.simulator.console.changePassword(login, canary);
        const tokens = new Set<string>();
        const listen = (message: unknown) => {
          const { request } = message as { readonly request: IncomingMessage };
          if (
            request.socket.localPort === scene.simulator.port &&
            request.headers.authorization !== undefined
          ) {
            tokens.add(request.headers.authorization.replace(/^Bearer /, ""));
          }
        };
        subscribe("http.server.request.start", listen);
        try {
          const held = await Promise.all(kinds.map((kind) => scene.create(kind, declared[kind])));
          const account = scene.simulator.tenant.accounts[0];
          const kind = { status: 200, body: { ...account, Echo: [canary, ...tokens] }, headers };
          await scene.restart();
          scene.simulator.faults.add({ match: { method: "GET", path: "/api/Accounts" }, kind });
          const seen = await Promise.all(
            kinds.map((resource, index) =>
              scene.refresh(resource, held[index] ?? { id: "", inputs: {}, state: {} }),
            ),
          );
          expect(tokens.size).to.equal(2);
          const text = JSON.stringify([held, seen]) + scene.host.output;
          expectNone(text, [canary, ...tokens]);
        } finally {
          unsubscribe("http.server.request.start", listen);
        }
      },
    ));

  it("F50: no error of the HTTP library and no secret is in what a caller gets, down to the eighth level", async () => {
    const simulator = await startSimulator();
    const settings = {
      login,
      password: canary,
      apiUrl: simulator.url,
      adoptExisting: false,
      maxConcurrency: 4,
    } as const;
    const client = new MbsClient({
      ...settings,
      requestFormat: "json",
      timeoutSeconds: 5,
    });
    const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
    const service = new Service({ client, settings, log });
    try {
      for (const kind of failures) {
        simulator.faults.clear();
        handOutCanary({ simulator });
        simulator.faults.add({ match: { path: /^\/api\/(?!Provider)/ }, times: "always", kind });
        const error = await failureOf(
          accountDestination(new DeclaredObjects()).create(service, declared.AccountDestination),
        );
        expect(error).to.be.instanceOf(ServiceCallError);
        for (let beneath: unknown = error; beneath instanceof Error; beneath = beneath.cause) {
          expect(isAxiosError(beneath)).to.equal(false);
        }
        const text =
          inspect({ error, service, client }, { depth: 8, showHidden: true }) + String(error.stack);
        expectNone(text, [canary, token]);
        expect(Object.getOwnPropertyNames(error)).to.not.include.members(["config", "request", "response"]);
      }
    } finally {
      client.close();
      await simulator.stop();
    }
  });
});

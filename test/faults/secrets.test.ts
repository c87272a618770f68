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
import { canary, failures, handOutCanary, headers, token, withTokens } from "./echoing-service.js";
import { expectNone } from "./secret-search.js";

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
        await withTokens(scene.simulator, async (tokens) => {
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
          expectNone(JSON.stringify([held, seen]) + scene.host.output, [canary, ...tokens]);
        });
      },
    ));

  it("F49: a login that has to go as a form tells the password no more, whether it is accepted or refused with an echo", () =>
    inScene(
      { config: { "msp360:password": canary }, environment: { MSP360_LOG: "debug" } },
      async (scene) => {
        const match = { path: "/api/Provider/Login" };
        const json = JSON.stringify({ UserName: login, Password: canary });
        const form = new URLSearchParams({ UserName: login, Password: canary }).toString();
        const refuseJson = { status: 415, body: { Message: `Unsupported: ${json}` }, headers };
        const refuseForm = { error: "invalid_grant", error_description: `Not accepted: ${form} ${json}` };
        scene.simulator.faults.add({ match, kind: refuseJson });
        scene.simulator.faults.add({ match, kind: { status: 400, body: refuseForm, headers } });
        const error = await failureOf(scene.create("AccountDestination", declared.AccountDestination));
        expect(error.message).to.include("Not accepted: UserName=acme-api&Password=***");
        const types = scene.simulator.requests.map(({ contentType }) => contentType);
        expect(types).to.deep.equal(["application/json", "application/x-www-form-urlencoded"]);
        const told = inspect(error, { depth: 8 }) + scene.host.output;
        await scene.restart();
        scene.simulator.console.changePassword(login, canary);
        scene.simulator.faults.add({ match, kind: refuseJson });
        const held = await scene.create("AccountDestination", declared.AccountDestination);
        expectNone(told + scene.host.output + JSON.stringify(held), [canary, token]);
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

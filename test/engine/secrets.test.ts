import { expect } from "chai";
import { canary, failures, handOutCanary, token, withTokens } from "../faults/echoing-service.js";
import { declared, kinds } from "../faults/declared-resources.js";
import { expectNone, placesOf, textsBelow, type SearchedText } from "../faults/secret-search.js";
import { login } from "../host/harness/scene.js";
import type { Environment } from "./harness/project-environment.js";
import { Stack } from "./harness/stack.js";

/** A way to configure the password, and whether the state holds it, encrypted. */
interface Way {
  readonly provider?: string;
  readonly env: Environment;
  /** Keys of the stack configuration that hold it as a secret. */
  readonly configured: readonly string[];
  readonly encryptedInState: boolean;
}

const unset = { MSP360_LOGIN: "", MSP360_PASSWORD: "" };
const secretConfig = `new (require("@pulumi/pulumi").Config)("acme").requireSecret("password")`;

const ways: Readonly<Record<string, Way>> = {
  "by environment variable": {
    env: { MSP360_LOGIN: login, MSP360_PASSWORD: canary },
    configured: [],
    encryptedInState: false,
  },
  "as a secret of the stack configuration": {
    env: { ...unset, MSP360_LOGIN: login },
    configured: ["msp360:password"],
    // The engine keeps the whole stack configuration in the state, as the inputs of the default provider.
    encryptedInState: true,
  },
  "to an explicit provider": {
    provider: `new msp360.Provider("own", { login: "${login}", password: ${secretConfig} })`,
    env: unset,
    configured: ["acme:password"],
    encryptedInState: true,
  },
  "to an explicit provider by the name of a variable": {
    provider: `new msp360.Provider("own", { login: "${login}", passwordEnv: "OWN_PASSWORD" })`,
    env: { ...unset, OWN_PASSWORD: canary },
    // What the stack configures for others must not get into this provider's state either.
    configured: ["msp360:password"],
    encryptedInState: false,
  },
};

/** What the program and its author wrote, who may write what they like. */
const program = ["index.js", "package.json", "Pulumi.yaml"];

for (const gzip of ["false", "true"]) {
  for (const [way, { provider, env, configured, encryptedInState }] of Object.entries(ways)) {
    // One way is enough to see that a compressed state is searched as well.
    if (gzip === "true" && (provider === undefined || !encryptedInState)) continue;

    describe(`A password that is given ${way} on the real engine${gzip === "true" ? ", state compressed" : ""}`, () => {
      let stack: Stack;
      const printed: SearchedText[] = [];

      before(async () => {
        stack = await Stack.open({
          env: {
            ...env,
            MSP360_LOG: "debug",
            PULUMI_DIY_BACKEND_GZIP: gzip,
            // The copies of former states are searched, too.
            PULUMI_DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS: "false",
          },
        });
        stack.simulator.console.changePassword(login, canary);
        for (const key of configured) await stack.project.setConfig(key, canary, { secret: true });
        stack.write(`
          const options = ${provider === undefined ? "{}" : `{ provider: ${provider} }`};
          ${kinds.map((kind) => `new msp360.${kind}("${kind}", ${JSON.stringify(declared[kind])}, options);`).join("\n")}`);
      });
      after(() => stack.close());

      async function operate(operation: "up" | "preview" | "refresh" | "destroy", outcome: "ok" | "failure") {
        const { exitCode, stdout, stderr } = await stack.project[operation]();
        printed.push({ from: operation, text: stdout + stderr });
        if (outcome === "ok") expect(exitCode, stdout + stderr).to.equal(0);
        else expect(exitCode, stdout + stderr).to.not.equal(0);
      }

      it("F49: is nowhere in output, logs, state, history and configuration of any operation, as little as a token", () =>
        withTokens(stack.simulator, async (tokens) => {
          const { faults, tenant } = stack.simulator;
          const api = { path: /^\/api\/(?!Provider)/ };
          const echoing = failures[0] ?? { truncate: true };
          handOutCanary(stack);
          faults.add({ match: api, times: "always", kind: echoing });
          await operate("up", "failure");
          faults.expectAllUsed();
          faults.clear();
          await operate("up", "ok");
          const body = { ...tenant.accounts[0], Echo: [canary, ...tokens] };
          faults.add({
            match: { method: "GET", path: "/api/Accounts/" },
            kind: { status: 200, body },
          });
          await operate("refresh", "ok");
          faults.expectAllUsed();
          await operate("preview", "ok");
          handOutCanary(stack);
          faults.add({ match: api, times: "always", kind: echoing });
          await operate("refresh", "failure");
          await operate("destroy", "failure");
          faults.expectAllUsed();
          faults.clear();

          const secrets = [canary, token, ...tokens];
          const kept = textsBelow(stack.project.folder, program);
          const files = kept.map(({ from }) => from).join("\n");
          expect(files).to.match(/\.state\/\.pulumi\/stacks\/.*\/test\.json/);
          expect(files).to.match(/\.state\/\.pulumi\/history\//);
          expect(files).to.match(/\.tmp\/.*\.events/);
          expect(files.includes("test.json.gz")).to.equal(gzip === "true");
          expect(placesOf([...kept, ...printed], secrets)).to.deep.equal([]);
          for (const { text } of printed) expectNone(text, secrets);
          expect(tokens.size).to.be.above(2);
          expect(printed.map(({ text }) => text).join("\n")).to.match(/msp360: GET \/api\/Accounts\/.* 400/);
        }));

      it(`F49: is ${encryptedInState ? "encrypted" : "not even encrypted"} in the state`, async () => {
        const { stdout } = await stack.project.run(["stack", "export", "--show-secrets"]);
        expect(stdout).to.include("AccountDestination");
        const text = [stdout, ...plaintexts(JSON.parse(stdout))].join("\n");
        const places = placesOf([{ from: "state", text }], [canary]);
        expect(places).to.deep.equal(encryptedInState ? ["state"] : []);
      });

      it("F49: leaves no resource behind", () => operate("destroy", "ok"));
    });
  }
}

/** A secret stands in the export as JSON inside of a JSON text. */
function plaintexts(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const own = "plaintext" in value ? [String(JSON.parse(String(value.plaintext)))] : [];
  return [...own, ...Object.values(value).flatMap(plaintexts)];
}

import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { expect } from "chai";
import { sample } from "../support/samples.js";
import { canary, Stack } from "./harness/stack.js";

const bucket = { kind: "AccountDestination", args: { accountId: sample.account, destination: "b" } } as const;
const unset = { MSP360_LOGIN: "", MSP360_PASSWORD: "" };

describe("Credentials on the real engine", () => {
  let stack: Stack;

  beforeEach(async () => {
    stack = await Stack.open();
    stack.declare(bucket, { ...bucket, name: "other", args: { ...bucket.args, destination: "c" } });
  });
  afterEach(() => stack.close());

  it("are not needed for a preview, and up says which are missing and how to set them", async () => {
    expect(await stack.does("preview", { env: unset })).to.have.length(2);
    const output = await stack.fails("up", { env: unset });
    expect(output).to.include("The MSP360 API login and the password are not configured");
    expect(output).to.include("MSP360_LOGIN").and.include("pulumi config set --secret msp360:password");
    expect(stack.simulator.requests).to.deep.equal([]);
  });

  it("come from the stack configuration where the environment says nothing", async () => {
    await stack.project.setConfig("msp360:login", "acme-api");
    await stack.project.setConfig("msp360:password", canary, { secret: true });
    expect(await stack.does("up", { env: unset })).to.have.length(2);
  });

  it("that are wrong make one login in the whole run and one clear error for each resource", async () => {
    const output = await stack.fails("up", { env: { MSP360_PASSWORD: "wrong-password" } });
    expect(output).to.match(/AccountDestination \(it\):\s+error: Could not/);
    expect(output).to.match(/AccountDestination \(other\):\s+error: Could not/);
    expect(output).to.include("msp360:password").and.include("MSP360_PASSWORD");
    expect(output).to.not.include("wrong-password");
    expect(stack.simulator.logins).to.equal(1);
  });

  it("make one login in a run", async () => {
    await stack.does("up");
    expect(stack.simulator.logins).to.equal(1);
  });

  for (const [key, variable, value, fault] of [
    ["apiUrl", "MSP360_API_URL", "http://backup.example", "must start with https://"],
    ["requestFormat", "MSP360_REQUEST_FORMAT", "yaml", 'must be "json" or "xml"'],
    ["maxConcurrency", "MSP360_MAX_CONCURRENCY", "0", "must be a whole number from 1 to 256"],
  ] as const) {
    it(`with a wrong ${key} fail at preview, naming key and variable`, async () => {
      const output = await stack.fails("preview", { env: { [variable]: value } });
      expect(output).to.include(`msp360:${key} (environment variable ${variable}) ${fault}`);
      expect(stack.simulator.requests).to.deep.equal([]);
    });
  }

  it("leave no trace of password and token in output and state, in clear or encoded", async () => {
    await stack.project.setConfig("msp360:login", "acme-api");
    await stack.project.setConfig("msp360:password", canary, { secret: true });
    const env = { ...unset, MSP360_LOG: "debug" };
    let printed = "";
    for (const operation of ["up", "preview", "refresh", "destroy"] as const) {
      const { stdout, stderr, exitCode } = await stack.project[operation]({ env });
      expect(exitCode, stdout).to.equal(0);
      printed += stdout + stderr;
    }
    const failed = await stack.project.up({ env: { ...env, MSP360_PASSWORD: `${canary}-wrong` } });
    printed += failed.stdout + failed.stderr;
    const secrets = [canary, Buffer.from(canary).toString("base64").replace(/=+$/, "")];
    const kept = filesBelow(path.join(stack.project.folder, ".state")).map((file) => contentOf(file));
    expect(kept.length).to.be.greaterThan(0);
    for (const text of [printed, ...kept]) {
      for (const secret of secrets) {
        expect(text.includes(secret)).to.equal(false);
      }
      expect(text).to.not.match(/Bearer (?!\*\*\*)\S/);
    }
    expect(printed).to.match(/PUT .*RemoveDestination/);
  });
});

describe("Several providers in one program on the real engine", () => {
  it("each use their own login for up, refresh and destroy, and passwordEnv keeps the password out of the state", async () => {
    const stack = await Stack.open();
    try {
      const program = `
        const first = new msp360.Provider("first", { login: "acme-api", password: "${canary}" });
        const second = new msp360.Provider("second", { login: "emea-api", passwordEnv: "EMEA_PASSWORD" });
        const args = { accountId: "${sample.account}" };
        new msp360.AccountDestination("one", { ...args, destination: "one" }, { provider: first });
        new msp360.AccountDestination("two", { ...args, destination: "two" }, { provider: second });`;
      stack.write(program);
      const env = { MSP360_LOGIN: "", MSP360_PASSWORD: "", EMEA_PASSWORD: "emea-password" };
      const callers = () =>
        [...new Set(stack.simulator.requests.map(({ authorizedAs }) => authorizedAs))].filter(
          (login) => login !== null,
        );
      for (const operation of ["up", "refresh", "destroy"] as const) {
        stack.simulator.clearRequests();
        expect(await stack.does(operation, { env })).to.have.length(2);
        expect(callers().toSorted()).to.deep.equal(["acme-api", "emea-api"]);
        const state = JSON.stringify(await stack.project.exportState());
        expect(state).to.not.include("emea-password");
        expect(state).to.not.include(canary);
      }
    } finally {
      await stack.close();
    }
  });
});

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function contentOf(file: string): string {
  const bytes = fs.readFileSync(file);
  return (file.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes).toString("utf8");
}

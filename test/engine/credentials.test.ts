import { expect } from "chai";
import { diagnostics } from "../faults/diagnostics.js";
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

  it("F1: are not needed for a preview, and up says which are missing and how to set them", async () => {
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

  it("F2: that are wrong make one login in the whole run and one clear error for each resource", async () => {
    const users = [sample.charlie, sample.kim, sample.jane].map((userId, index) => {
      const args = { userId, computers: "all", onDelete: "retain" };
      return { kind: "UserComputerData", name: `data-${String(index)}`, args } as const;
    });
    const buckets = ["a", "b", "c", "d", "e"].map((name) => {
      const args = { ...bucket.args, destination: name };
      return { ...bucket, name, args } as const;
    });
    stack.declare(...users, ...buckets);
    const { exitCode, stdout, stderr, events } = await stack.project.up({
      args: ["--continue-on-error"],
      env: { MSP360_PASSWORD: "wrong-password" },
    });
    expect(exitCode).to.not.equal(0);
    const errors = diagnostics(events, "error").filter(({ urn }) => urn?.includes("msp360:"));
    expect(errors.map(({ urn }) => urn?.split("::").at(-1)).toSorted()).to.deep.equal(
      [...users, ...buckets].map(({ name }) => name).toSorted(),
    );
    for (const { message } of errors) {
      expect(message).to.match(/^Could not log in to .*MSP360_LOGIN.*MSP360_PASSWORD/);
    }
    expect(stdout + stderr).to.not.include("wrong-password");
    expect(stack.simulator.requests.map(({ operationId }) => operationId)).to.deep.equal(["login"]);
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

  it("of an explicit provider go over plain http to this machine only", async () => {
    const program = (apiUrl: string) => `
      const own = new msp360.Provider("own", { login: "acme-api", password: "${canary}", apiUrl: "${apiUrl}" });
      new msp360.AccountDestination("it", ${JSON.stringify(bucket.args)}, { provider: own });`;
    stack.write(program("http://backup.example"));
    for (const operation of ["preview", "up"] as const) {
      expect(await stack.fails(operation)).to.include("must start with https://");
    }
    stack.write(program(stack.simulator.url));
    expect(await stack.does("up", { env: { MSP360_API_URL: "http://backup.example" } })).to.deep.equal([
      "create it",
    ]);
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

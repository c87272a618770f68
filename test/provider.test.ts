import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Provider, type ProviderArgs } from "../provider/provider.js";
import { registrationOf } from "./support/registration.js";

const secretMark = "4dabf18193072939515e22adb298388d";

/** The inputs with which a provider is registered, secrets as `{ secret: value }`. */
async function registeredInputs(args?: ProviderArgs): Promise<Record<string, unknown>> {
  const { type, inputs } = await registrationOf(() => new Provider("emea", args));
  expect(type).to.equal("pulumi:providers:pulumi-nodejs");
  return Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, unwrapped(value)]));
}

function unwrapped(value: unknown): unknown {
  return typeof value === "object" && value !== null && secretMark in value && "value" in value
    ? { secret: value.value }
    : value;
}

describe("An explicit Provider", () => {
  afterEach(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("hands its arguments over as texts under namespaced keys, with its name", async () => {
    const args = { login: "kim", apiUrl: "https://example.com", maxConcurrency: 4, adoptExisting: true };
    expect(await registeredInputs(args)).to.deep.equal({
      "msp360:providerName": "emea",
      "msp360:login": "kim",
      "msp360:apiUrl": "https://example.com",
      "msp360:maxConcurrency": "4",
      "msp360:adoptExisting": "true",
    });
  });

  it("makes the password a secret even when it is given in the clear", async () => {
    expect(await registeredInputs({ login: "kim", password: "canary" }))
      .to.include({ "msp360:login": "kim" })
      .and.deep.include({
        "msp360:password": { secret: "canary" },
      });
  });

  it("keeps a login secret that is given as one", async () => {
    expect(await registeredInputs({ login: pulumi.secret("kim") })).to.deep.include({
      "msp360:login": { secret: "kim" },
    });
  });

  it("has no password at all with passwordEnv, not even the stack's", async () => {
    pulumi.runtime.setAllConfig({ "msp360:password": "canary" }, ["msp360:password"]);
    const inputs = await registeredInputs({ login: "kim", passwordEnv: "MSP360_EMEA_PASSWORD" });
    expect(inputs).to.deep.equal({
      "msp360:providerName": "emea",
      "msp360:login": "kim",
      "msp360:passwordEnv": "MSP360_EMEA_PASSWORD",
    });
  });

  it("hands on what the stack configuration says where it has no argument", async () => {
    pulumi.runtime.setAllConfig(
      { "msp360:login": "stack-login", "msp360:password": "canary", "msp360:maxConcurrency": "8" },
      ["msp360:password"],
    );
    expect(await registeredInputs({ login: "kim" })).to.deep.equal({
      "msp360:providerName": "emea",
      "msp360:login": "kim",
      "msp360:stack:password": { secret: "canary" },
      "msp360:stack:maxConcurrency": { secret: "8" },
    });
  });

  it("keeps every secret of the stack configuration a secret", async () => {
    pulumi.runtime.setAllConfig({ "msp360:login": "canary" }, ["msp360:login"]);
    expect(await registeredInputs()).to.deep.include({ "msp360:stack:login": { secret: "canary" } });
  });

  it("has nothing but its name when nothing is said", async () => {
    expect(await registeredInputs()).to.deep.equal({ "msp360:providerName": "emea" });
  });

  it("hands on an empty text for an argument that turns out to be nothing", async () => {
    const nothing = pulumi.output(undefined as unknown as string);
    expect(await registeredInputs({ login: nothing })).to.deep.equal({
      "msp360:providerName": "emea",
      "msp360:login": "",
    });
  });

  it("refuses password and passwordEnv together", () => {
    expect(() => new Provider("emea", { password: "canary", passwordEnv: "X" })).to.throw(
      /^Provider "emea": give either password or passwordEnv, not both\.$/,
    );
  });
});

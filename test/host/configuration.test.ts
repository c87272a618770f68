import { expect } from "chai";
import { environmentVariables, type SettingName } from "../../provider/configuration-keys.js";
import { ConfigurationError } from "../../provider/host/configuration-error.js";
import {
  readSettings,
  validateConfiguration,
  type ConfigurationSource,
} from "../../provider/host/configuration.js";
import { unknownMarkers } from "./unknown-markers.js";

type Values = Record<string, unknown>;

function source(config: Values = {}, environment: Record<string, string> = {}): ConfigurationSource {
  return { get: (key) => config[key], environment };
}

const credentials = { "msp360:login": "api-login", "msp360:password": "canary-password" };
const faultOf = (config: Values, environment?: Record<string, string>) => {
  try {
    validateConfiguration(source(config, environment));
    return undefined;
  } catch (error) {
    expect(error).to.be.instanceOf(ConfigurationError);
    return (error as Error).message;
  }
};

describe("Settings", () => {
  it("are complete with credentials alone", () => {
    expect(readSettings(source(credentials))).to.deep.equal({
      login: "api-login",
      password: "canary-password",
      apiUrl: "https://api.mspbackups.com",
      requestFormat: "json",
      maxConcurrency: 16,
      timeoutSeconds: 60,
      adoptExisting: false,
    });
  });

  it("are read from the engine's texts", () => {
    const config = {
      ...credentials,
      "msp360:apiUrl": "https://mspbackups.example/mbsapi//",
      "msp360:requestFormat": "xml",
      "msp360:maxConcurrency": "4",
      "msp360:requestsPerSecond": "0.5",
      "msp360:timeoutSeconds": "2.5",
      "msp360:caFile": "/etc/ca.pem",
      "msp360:adoptExisting": "true",
    };
    expect(readSettings(source(config))).to.deep.equal({
      login: "api-login",
      password: "canary-password",
      apiUrl: "https://mspbackups.example/mbsapi",
      requestFormat: "xml",
      maxConcurrency: 4,
      requestsPerSecond: 0.5,
      timeoutSeconds: 2.5,
      caFile: "/etc/ca.pem",
      adoptExisting: true,
    });
  });

  it("are read from values that are no texts as well", () => {
    const config = { ...credentials, "msp360:maxConcurrency": 4, "msp360:adoptExisting": true };
    expect(readSettings(source(config))).to.include({ maxConcurrency: 4, adoptExisting: true });
  });
});

describe("The order of settings", () => {
  const stack = { "msp360:login": "stack-login", "msp360:password": "stack-password" };
  const environment = { MSP360_LOGIN: "environment-login", MSP360_PASSWORD: "environment-password" };

  it("is environment before stack configuration", () => {
    expect(readSettings(source(stack, environment))).to.include({
      login: "environment-login",
      password: "environment-password",
    });
  });

  it("falls back to the stack configuration setting by setting", () => {
    expect(readSettings(source(stack, { MSP360_LOGIN: "environment-login" }))).to.include({
      login: "environment-login",
      password: "stack-password",
    });
  });

  it("takes an empty value for none", () => {
    expect(readSettings(source(stack, { MSP360_LOGIN: "" }))).to.include({ login: "stack-login" });
  });

  it("puts the arguments of an explicit Provider before the environment", () => {
    const explicit = { "msp360:providerName": "emea", "msp360:login": "argument-login" };
    expect(readSettings(source(explicit, environment))).to.include({
      login: "argument-login",
      password: "environment-password",
    });
  });

  it("puts what an explicit Provider hands on from the stack behind the environment", () => {
    const explicit = {
      "msp360:providerName": "emea",
      "msp360:stack:login": "stack-login",
      "msp360:stack:password": "stack-password",
    };
    expect(readSettings(source(explicit, { MSP360_LOGIN: "environment-login" }))).to.include({
      login: "environment-login",
      password: "stack-password",
    });
  });

  it("takes an argument that is not known yet for none", () => {
    const explicit = { "msp360:providerName": "emea", "msp360:login": unknownMarkers.string };
    expect(readSettings(source(explicit, environment))).to.include({ login: "environment-login" });
  });

  it("reads the password from the variable that passwordEnv names, and from nowhere else", () => {
    const explicit = {
      "msp360:providerName": "emea",
      "msp360:login": "argument-login",
      "msp360:passwordEnv": "MSP360_EMEA_PASSWORD",
      "msp360:stack:password": "stack-password",
    };
    const named = { ...environment, MSP360_EMEA_PASSWORD: "emea-password" };
    expect(readSettings(source(explicit, named))).to.include({ password: "emea-password" });
    expect(() => readSettings(source(explicit, environment)))
      .to.throw(ConfigurationError)
      .with.property("message")
      .that.contains("MSP360_EMEA_PASSWORD")
      .and.contains('"emea"');
  });
});

describe("Missing credentials", () => {
  const messageOf = (config: Values) => {
    try {
      readSettings(source(config));
    } catch (error) {
      return error instanceof ConfigurationError ? error.message : undefined;
    }
    return undefined;
  };

  it("are both named, with key and variable", () => {
    expect(messageOf({}))
      .to.contain("MSP360_LOGIN")
      .and.contain("msp360:login")
      .and.contain("MSP360_PASSWORD")
      .and.contain("--secret msp360:password")
      .and.contain("are not configured");
  });

  it("are named alone when the other one is there", () => {
    expect(messageOf({ "msp360:login": "api-login" }))
      .to.contain("MSP360_PASSWORD")
      .and.contain("is not configured")
      .and.not.contain("MSP360_LOGIN");
    expect(messageOf({ "msp360:password": "canary-password" }))
      .to.contain("MSP360_LOGIN")
      .and.not.contain("MSP360_PASSWORD")
      .and.not.contain("canary-password");
  });

  it("do no harm to a preview", () => {
    expect(faultOf({})).to.equal(undefined);
  });
});

describe("A wrong setting", () => {
  const wrong: readonly [SettingName, string, string][] = [
    ["login", "ab", "must have 3 to 100 characters"],
    ["password", "x".repeat(101), "must have 3 to 100 characters"],
    ["apiUrl", "not an address", "must be an address such as https://api.mspbackups.com"],
    ["apiUrl", "ftp://example.com", "must start with https://"],
    ["apiUrl", "https://user:canary@example.com", "must not contain a user name or a password"],
    ["requestFormat", "yaml", 'must be "json" or "xml"'],
    ["maxConcurrency", "0", "must be a whole number from 1 to 256"],
    ["maxConcurrency", "257", "must be a whole number from 1 to 256"],
    ["maxConcurrency", "1.5", "must be a whole number from 1 to 256"],
    ["maxConcurrency", "many", "must be a number"],
    ["requestsPerSecond", "0", "must be greater than 0"],
    ["requestsPerSecond", "-1", "must be greater than 0"],
    ["requestsPerSecond", "Infinity", "must be a"],
    ["timeoutSeconds", "0", "must be greater than 0"],
    ["timeoutSeconds", "301", "must be at most 300"],
    ["timeoutSeconds", "soon", "must be a number"],
    ["adoptExisting", "yes", 'must be "true" or "false"'],
  ];
  for (const [name, value, fault] of wrong) {
    it(`names its key and its variable: ${name} ${value.slice(0, 40)}`, () => {
      const variable = environmentVariables[name];
      for (const message of [faultOf({ [`msp360:${name}`]: value }), faultOf({}, { [variable]: value })]) {
        expect(message).to.contain(`msp360:${name}`).and.contain(variable).and.contain(fault);
      }
    });
  }

  it("is not repeated in the message, because it could be a secret in the wrong place", () => {
    expect(faultOf({ "msp360:apiUrl": "https://user:canary@example.com" })).to.not.contain("canary");
    expect(faultOf({ "msp360:password": `canary${"x".repeat(100)}` })).to.not.contain("canary");
  });
});

describe("The address of the service", () => {
  for (const address of [
    "http://127.0.0.1:8360",
    "http://127.9.9.9",
    "http://localhost:1",
    "http://[::1]:8360",
  ]) {
    it(`may be plain http to this machine: ${address}`, () => {
      expect(faultOf({ "msp360:apiUrl": address })).to.equal(undefined);
    });
  }

  for (const address of [
    "http://api.mspbackups.com",
    "http://127.0.0.1.example.com",
    "http://127.example.com",
    "http://localhost.example.com",
    "http://10.0.0.1",
    "http://0.0.0.0",
  ]) {
    it(`must be https to another machine: ${address}`, () => {
      expect(faultOf({ "msp360:apiUrl": address })).to.contain("must start with https://");
    });
  }

  it("is stored without blanks around it, so that it is the same address however it was pasted", () => {
    const settings = readSettings(
      source({ ...credentials, "msp360:apiUrl": " https://example.com/mbsapi/ " }),
    );
    expect(settings.apiUrl).to.equal("https://example.com/mbsapi");
  });
});

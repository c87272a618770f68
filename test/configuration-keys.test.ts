import { expect } from "chai";
import {
  environmentVariables,
  passwordEnvironmentKey,
  providerNameKey,
  settingKey,
  settingNames,
  stackSettingKey,
} from "../provider/configuration-keys.js";

describe("The names of settings", () => {
  it("are those that users and stored state depend on", () => {
    expect(
      Object.fromEntries(settingNames.map((name) => [settingKey(name), environmentVariables[name]])),
    ).to.deep.equal({
      "msp360:login": "MSP360_LOGIN",
      "msp360:password": "MSP360_PASSWORD",
      "msp360:apiUrl": "MSP360_API_URL",
      "msp360:requestFormat": "MSP360_REQUEST_FORMAT",
      "msp360:maxConcurrency": "MSP360_MAX_CONCURRENCY",
      "msp360:requestsPerSecond": "MSP360_REQUESTS_PER_SECOND",
      "msp360:timeoutSeconds": "MSP360_TIMEOUT_SECONDS",
      "msp360:caFile": "MSP360_CA_FILE",
      "msp360:adoptExisting": "MSP360_ADOPT_EXISTING",
    });
  });

  it("never collide with the keys that an explicit Provider adds", () => {
    const keys = [
      ...settingNames.map(settingKey),
      ...settingNames.map(stackSettingKey),
      providerNameKey,
      passwordEnvironmentKey,
    ];
    expect(new Set(keys).size).to.equal(keys.length);
  });

  it("all have a colon, because the host prefixes a key without one with the project's name", () => {
    expect([...settingNames.map(stackSettingKey), providerNameKey, passwordEnvironmentKey]).to.satisfy(
      (keys: string[]) => keys.every((key) => key.startsWith("msp360:")),
    );
  });
});

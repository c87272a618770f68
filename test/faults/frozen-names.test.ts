import fs from "node:fs";
import path from "node:path";
import vm from "node:vm";
import { expect } from "chai";
import * as door from "../../provider/index.js";
import * as host from "../../provider/host.js";
import * as policy from "../../provider/policy/index.js";
import * as simulator from "../../simulator/index.js";
import {
  environmentVariables,
  passwordEnvironmentKey,
  providerNameKey,
  settingKey,
  settingNames,
  stackSettingKey,
} from "../../provider/configuration-keys.js";
import { defaultConnectionSettings, operationBudgetSeconds } from "../../provider/http/settings.js";
import { providerText, resourceKinds, typeToken, type ResourceKind } from "../../provider/resource-type.js";
import { repositoryRoot } from "../engine/harness/project-environment.js";

const kinds = Object.keys(resourceKinds) as ResourceKind[];

interface PackageFile {
  readonly name: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly bin: Readonly<Record<string, string>>;
}

const packageFile = JSON.parse(
  fs.readFileSync(path.join(repositoryRoot(), "package.json"), "utf8"),
) as PackageFile;

// Programs, stored states and stack configurations of other people hold these. Adding is fine; nothing may go or change.
describe("Names that are frozen", () => {
  it("F54: package, doors and commands keep their names", () => {
    expect(packageFile.name).to.equal("pulumi-msp360");
    expect(packageFile.exports).to.include.keys(".", "./host", "./policy", "./simulator");
    expect(packageFile.bin).to.include.keys("msp360-simulator");
  });

  it("F54: type tokens keep their names, because stored state names its resources by them", () => {
    expect(kinds.map(typeToken)).to.include.members([
      "pulumi-nodejs:dynamic/msp360:AccountDestination",
      "pulumi-nodejs:dynamic/msp360:UserDestination",
      "pulumi-nodejs:dynamic/msp360:UserComputerData",
      "pulumi-nodejs:dynamic/msp360:UserComputerDataPurge",
      "pulumi-nodejs:dynamic/msp360:UserDestinations",
      "pulumi-nodejs:dynamic/msp360:AccountDestinations",
    ]);
  });

  it("F54: the provider's texts in state never change, and what they require stays exported", () => {
    const texts = [
      'exports.handler=()=>require("pulumi-msp360/host").accountDestination',
      'exports.handler=()=>require("pulumi-msp360/host").userDestination',
      'exports.handler=()=>require("pulumi-msp360/host").userComputerData',
      'exports.handler=()=>require("pulumi-msp360/host").userComputerDataPurge',
      'exports.handler=()=>require("pulumi-msp360/host").userDestinations',
      'exports.handler=()=>require("pulumi-msp360/host").accountDestinations',
    ];
    expect(kinds.map(providerText)).to.include.members(texts);
    for (const text of texts) {
      expect(Buffer.byteLength(text)).to.be.at.most(100);
      // As the dynamic-provider host runs it, by the package's own name.
      const module: { handler?: () => object } = {};
      vm.runInNewContext(text, { exports: module, require });
      expect(module.handler?.(), text).to.include.keys(
        ...["check", "diff", "create", "read", "update", "delete", "configure"],
      );
    }
    expect(host).to.include.keys(...texts.map((text) => text.split(".").at(-1) ?? ""));
  });

  it("F54: configuration keys and environment variables keep their names", () => {
    const variables = Object.fromEntries(
      settingNames.map((name) => [settingKey(name), environmentVariables[name]]),
    );
    expect(variables).to.include({
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
    expect(defaultConnectionSettings.apiUrl).to.equal("https://api.mspbackups.com");
    expect(defaultConnectionSettings.timeoutSeconds).to.equal(60);
    expect(operationBudgetSeconds).to.equal(300);
    // These stand in the state of every explicit provider.
    expect([providerNameKey, passwordEnvironmentKey, stackSettingKey("login")]).to.deep.equal([
      "msp360:providerName",
      "msp360:passwordEnv",
      "msp360:stack:login",
    ]);
  });

  it("F54: what programs, policy packs and tests import keeps its names", () => {
    expect(door).to.include.keys(
      ...["AccountDestination", "UserDestination", "UserComputerData", "UserComputerDataPurge", "Provider"],
      ...["AccountDestinations", "UserDestinations", "UnreadableCaFileError", "NoAnswerError"],
      ...["Msp360Error", "ServiceCallError", "ConfigurationError", "IncompleteError", "AuthenticationError"],
      ...["ForbiddenError", "NotFoundError", "RequestRejectedError", "ThrottledError", "TimeoutError"],
      ...[
        "ServiceUnavailableError",
        "NetworkError",
        "CertificateError",
        "ProxyError",
        "UnexpectedReplyError",
      ],
      ...["UnsendableRequestError", "InsecureAddressError", "AlreadyDeclaredError", "AlreadyExistsError"],
      ...["DestinationInUseError", "IdentityConflictError", "MissingObjectError", "NotAppliedError"],
      ...["OtherConnectionError", "UnknownComputerError"],
    );
    expect(policy).to.include.keys("msp360Policies");
    expect(simulator).to.include.keys("startSimulator", "sampleTenant", "parseTenantState");
  });
});

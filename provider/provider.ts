import * as pulumi from "@pulumi/pulumi";
import {
  passwordEnvironmentKey,
  providerNameKey,
  settingKey,
  settingNames,
  stackSettingKey,
} from "./configuration-keys.js";

/**
 * Arguments of an explicit {@link Provider}. Each one outranks its environment variable, which outranks the stack
 * configuration; leave one out to use those.
 */
export interface ProviderArgs {
  /** User name of API credentials made in the MBS web console (3 to 100 characters). `MSP360_LOGIN`, `msp360:login`. */
  login?: pulumi.Input<string>;
  /**
   * Password of the API credentials (3 to 100 characters); stored in the state encrypted, as every Pulumi secret.
   * Prefer `passwordEnv`, which keeps it out of the state. `MSP360_PASSWORD`, `msp360:password`.
   */
  password?: pulumi.Input<string>;
  /**
   * Name of an environment variable that holds the password, read when a call is due: the state has no password at all,
   * and after a rotation `destroy` and `refresh` use the new one. Excludes `password`.
   */
  passwordEnv?: string;
  /** Address of the service; https, or http to this machine. Default `https://api.mspbackups.com`. `MSP360_API_URL`. */
  apiUrl?: pulumi.Input<string>;
  /** Format of request bodies. Default `json`. `MSP360_REQUEST_FORMAT`. */
  requestFormat?: pulumi.Input<"json" | "xml">;
  /** Requests under way at once, 1 to 256. Default 16. `MSP360_MAX_CONCURRENCY`. */
  maxConcurrency?: pulumi.Input<number>;
  /** Requests per second, evenly paced. Default: no limit. `MSP360_REQUESTS_PER_SECOND`. */
  requestsPerSecond?: pulumi.Input<number>;
  /** Seconds that one attempt may take, at most 300. Default 60. `MSP360_TIMEOUT_SECONDS`. */
  timeoutSeconds?: pulumi.Input<number>;
  /** PEM file with certificates to trust beside the system's. `MSP360_CA_FILE`. */
  caFile?: pulumi.Input<string>;
  /** Default of `adopt` of every resource. Default false. `MSP360_ADOPT_EXISTING`. */
  adoptExisting?: pulumi.Input<boolean>;
}

/**
 * One MBS account among several in a program; pass it to resources as `{ provider }`. Resources that get none use the
 * stack configuration and the environment.
 *
 * ```ts
 * const emea = new msp360.Provider("emea", { login: "emea-api", passwordEnv: "MSP360_EMEA_PASSWORD" });
 * new msp360.AccountDestination("archive", { accountId, destination: "archive" }, { provider: emea });
 * ```
 *
 * Changing its arguments replaces nothing: resources use the new ones from then on.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    if (args.password !== undefined && args.passwordEnv !== undefined) {
      throw new Error(`Provider "${name}": give either password or passwordEnv, not both.`);
    }
    super("pulumi-nodejs", name, providerInputs(name, args), options);
  }
}

function providerInputs(name: string, args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const stack = new pulumi.Config("msp360");
  const inputs: Record<string, pulumi.Input<string>> = { [providerNameKey]: name };
  if (args.passwordEnv !== undefined) {
    inputs[passwordEnvironmentKey] = args.passwordEnv;
  }
  for (const setting of settingNames) {
    const argument = args[setting];
    if (argument !== undefined) {
      const text = pulumi.output(argument).apply(String);
      inputs[settingKey(setting)] = setting === "password" ? pulumi.secret(text) : text;
    } else if (setting === "password") {
      const secret = args.passwordEnv === undefined ? stack.getSecret(setting) : undefined;
      if (secret !== undefined) {
        inputs[stackSettingKey(setting)] = secret.apply(String);
      }
    } else {
      const value = stack.get(setting);
      if (value !== undefined) {
        inputs[stackSettingKey(setting)] = value;
      }
    }
  }
  return inputs;
}

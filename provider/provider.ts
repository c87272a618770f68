import * as pulumi from "@pulumi/pulumi";
import {
  passwordEnvironmentKey,
  providerNameKey,
  settingKey,
  settingNames,
  stackSettingKey,
  type SettingName,
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
  /**
   * Requests under way at once at most, 1 to 256; fewer while the service is overloaded (429, 503, time-outs).
   * Default 16. `MSP360_MAX_CONCURRENCY`.
   */
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
  const inputs: Record<string, pulumi.Input<string>> = { [providerNameKey]: name };
  if (args.passwordEnv !== undefined) {
    inputs[passwordEnvironmentKey] = args.passwordEnv;
  }
  for (const setting of settingNames) {
    // Without types a program can say null.
    const argument = args[setting] ?? undefined;
    if (argument !== undefined) {
      inputs[settingKey(setting)] = argumentText(setting, argument);
    } else if (setting !== "password" || args.passwordEnv === undefined) {
      const configured = configuredText(setting);
      if (configured !== undefined) {
        inputs[stackSettingKey(setting)] = configured;
      }
    }
  }
  return inputs;
}

type SettingArgument = string | number | boolean | undefined;

/** An empty text says nothing, as an argument that turns out to be undefined does. */
function argumentText(setting: SettingName, argument: pulumi.Input<SettingArgument>): pulumi.Output<string> {
  const text = pulumi.output(argument).apply((value) => String(value ?? ""));
  return setting === "password" ? pulumi.secret(text) : text;
}

/** What the stack configuration says. It may be a secret there, so it is one in the state, too. */
function configuredText(setting: SettingName): pulumi.Input<string> | undefined {
  return new pulumi.Config("msp360").getSecret(setting);
}

import { isIP } from "node:net";
import * as v from "valibot";
import {
  environmentVariables,
  passwordEnvironmentKey,
  providerNameKey,
  settingKey,
  settingNames,
  stackSettingKey,
  type SettingName,
} from "../configuration-keys.js";
import { defaultConnectionSettings, type ConnectionSettings } from "../http/settings.js";
import { ConfigurationError } from "./configuration-error.js";
import { isUnknown } from "../lifecycle/unknowns.js";

/** Where configuration comes from: what the engine hands over, and the environment of the process. */
export interface ConfigurationSource {
  get(key: string): unknown;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Everything that is configured: how to reach the service, and the default of `adopt`. */
export interface Settings extends ConnectionSettings {
  readonly adoptExisting: boolean;
}

/** Settings come as text, from the environment and from the engine alike. */
const number = v.pipe(v.string(), v.transform(Number), v.number("must be a number"));

const positive = v.pipe(number, v.gtValue(0, "must be greater than 0"));

function wholeNumber(least: number, most: number) {
  return v.pipe(
    number,
    v.check(
      (value) => Number.isInteger(value) && value >= least && value <= most,
      `must be a whole number from ${String(least)} to ${String(most)}`,
    ),
  );
}

/** The service's own limits on API credentials, see docs/mbs-api.md, "Login". */
const credential = v.pipe(
  v.string(),
  v.minLength(3, "must have 3 to 100 characters"),
  v.maxLength(100, "must have 3 to 100 characters"),
);

const schemas = {
  login: credential,
  password: credential,
  apiUrl: v.pipe(
    v.string(),
    v.trim(),
    v.rawCheck(({ dataset, addIssue }) => {
      const message = dataset.typed ? addressFault(dataset.value) : undefined;
      if (message !== undefined) {
        addIssue({ message });
      }
    }),
    v.transform((value) => value.replace(/\/+$/, "")),
  ),
  requestFormat: v.picklist(["json", "xml"], 'must be "json" or "xml"'),
  maxConcurrency: wholeNumber(1, 256),
  requestsPerSecond: v.pipe(positive, v.maxValue(10_000, "must be at most 10000")),
  timeoutSeconds: v.pipe(
    positive,
    v.maxValue(300, "must be at most 300, the time that one operation may take with its retries"),
  ),
  caFile: v.string(),
  adoptExisting: v.pipe(
    v.picklist(["true", "false"], 'must be "true" or "false"'),
    v.transform((value) => value === "true"),
  ),
} satisfies Record<SettingName, v.GenericSchema>;

function addressFault(value: string): string | undefined {
  let address: URL;
  try {
    address = new URL(value);
  } catch {
    return `must be an address such as ${defaultConnectionSettings.apiUrl}`;
  }
  if (address.username !== "" || address.password !== "") {
    return "must not contain a user name or a password";
  }
  if (address.protocol === "https:" || (address.protocol === "http:" && isLoopback(address.hostname))) {
    return undefined;
  }
  return "must start with https:// (plain http is accepted for this machine only, such as http://127.0.0.1:8360)";
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || (isIP(host) === 4 && host.startsWith("127."));
}

/**
 * The first place that says something wins: an explicit `Provider`'s arguments, the environment, the stack configuration.
 * An empty value and one that is not known yet say nothing.
 */
function lookUp(source: ConfigurationSource, name: SettingName): unknown {
  const places = isExplicit(source)
    ? [
        source.get(settingKey(name)),
        source.environment[environmentVariables[name]],
        source.get(stackSettingKey(name)),
      ]
    : [source.environment[environmentVariables[name]], source.get(settingKey(name))];
  return places.map(said).find((value) => value !== undefined);
}

function said(value: unknown): unknown {
  return value === undefined || value === null || value === "" || isUnknown(value) ? undefined : value;
}

/** The variable that an explicit `Provider` reads its password from. */
function passwordVariable(source: ConfigurationSource): string | undefined {
  return isExplicit(source) ? text(source.get(passwordEnvironmentKey)) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && said(value) !== undefined ? value : undefined;
}

function isExplicit(source: ConfigurationSource): boolean {
  return said(source.get(providerNameKey)) !== undefined;
}

function findPassword(source: ConfigurationSource): unknown {
  const variable = passwordVariable(source);
  return variable === undefined ? lookUp(source, "password") : said(source.environment[variable]);
}

/** Parses one setting; `undefined` when nobody says anything about it. */
function setting<Name extends SettingName>(
  source: ConfigurationSource,
  name: Name,
): v.InferOutput<(typeof schemas)[Name]> | undefined {
  const value = name === "password" ? findPassword(source) : lookUp(source, name);
  if (value === undefined) {
    return undefined;
  }
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const parsed = v.safeParse(schemas[name], text);
  if (!parsed.success) {
    throw new ConfigurationError(
      `${settingKey(name)} (environment variable ${environmentVariables[name]}) ${parsed.issues[0].message}.`,
    );
  }
  return parsed.output;
}

/**
 * Checks every setting that is there; needs none to be there, because a preview has to work without credentials.
 * @throws ConfigurationError naming the configuration key and the environment variable.
 */
export function validateConfiguration(source: ConfigurationSource): void {
  for (const name of settingNames) {
    setting(source, name);
  }
}

/**
 * The complete settings, for a call that is due.
 * @throws ConfigurationError when a setting is wrong or a credential is missing.
 */
export function readSettings(source: ConfigurationSource): Settings {
  const login = setting(source, "login");
  const password = setting(source, "password");
  if (login === undefined || password === undefined) {
    throw missingCredentials(source, { login: login === undefined, password: password === undefined });
  }
  const requestsPerSecond = setting(source, "requestsPerSecond");
  const caFile = setting(source, "caFile");
  return {
    login,
    password,
    apiUrl: setting(source, "apiUrl") ?? defaultConnectionSettings.apiUrl,
    requestFormat: setting(source, "requestFormat") ?? defaultConnectionSettings.requestFormat,
    maxConcurrency: setting(source, "maxConcurrency") ?? defaultConnectionSettings.maxConcurrency,
    timeoutSeconds: setting(source, "timeoutSeconds") ?? defaultConnectionSettings.timeoutSeconds,
    adoptExisting: setting(source, "adoptExisting") ?? false,
    ...(requestsPerSecond === undefined ? {} : { requestsPerSecond }),
    ...(caFile === undefined ? {} : { caFile }),
  };
}

function missingCredentials(
  source: ConfigurationSource,
  missing: { login: boolean; password: boolean },
): ConfigurationError {
  const name = text(source.get(providerNameKey));
  const variable = passwordVariable(source);
  const ways: string[] = [];
  if (missing.login) {
    ways.push(`set ${environmentVariables.login} or run "pulumi config set ${settingKey("login")} LOGIN"`);
  }
  if (missing.password && variable !== undefined) {
    ways.push(`set ${variable}, the variable that passwordEnv names`);
  } else if (missing.password) {
    ways.push(
      `set ${environmentVariables.password} or run "pulumi config set --secret ${settingKey("password")}"`,
    );
  }
  const what = [missing.login ? "login" : "", missing.password ? "password" : ""]
    .filter(Boolean)
    .join(" and the ");
  const whose = name === undefined ? "" : ` of provider "${name}"`;
  return new ConfigurationError(
    `The MSP360 API ${what}${whose} ${missing.login && missing.password ? "are" : "is"} not configured: ${ways.join("; ")}.`,
  );
}

/**
 * Every setting of the provider: its name behind `msp360:` in the stack configuration and as an argument of
 * `Provider`, and the environment variable that carries it.
 */
export const environmentVariables = {
  login: "MSP360_LOGIN",
  password: "MSP360_PASSWORD",
  apiUrl: "MSP360_API_URL",
  requestFormat: "MSP360_REQUEST_FORMAT",
  maxConcurrency: "MSP360_MAX_CONCURRENCY",
  requestsPerSecond: "MSP360_REQUESTS_PER_SECOND",
  timeoutSeconds: "MSP360_TIMEOUT_SECONDS",
  caFile: "MSP360_CA_FILE",
  adoptExisting: "MSP360_ADOPT_EXISTING",
} as const;

/** The name of a setting, for example `apiUrl`. */
export type SettingName = keyof typeof environmentVariables;

/** The names of all settings. */
export const settingNames = Object.keys(environmentVariables) as readonly SettingName[];

/** Where an explicit `Provider` puts its own name, so that its arguments can outrank the environment. */
export const providerNameKey = "msp360:providerName";

/** Where an explicit `Provider` names the environment variable that holds its password. */
export const passwordEnvironmentKey = "msp360:passwordEnv";

/** The configuration key of a setting: `msp360:login`. */
export function settingKey(name: SettingName): string {
  return `msp360:${name}`;
}

/** Where an explicit `Provider` hands on what the stack configuration says; it ranks below the environment. */
export function stackSettingKey(name: SettingName): string {
  return `msp360:stack:${name}`;
}

import type { Service } from "../service/service.js";
import { readSettings, type ConfigurationSource, type Settings } from "./configuration.js";
import { engineLog } from "./engine-log.js";

const services = new Map<string, Promise<Service>>();

/**
 * The service for a configuration. All resources of one configuration in this process share one: one login, one
 * limiter, one picture of the service.
 * @throws ConfigurationError when a credential is missing or a setting is wrong.
 */
export function connect(source: ConfigurationSource): Promise<Service> {
  const settings = readSettings(source);
  const key = JSON.stringify(settings);
  const existing = services.get(key);
  if (existing !== undefined) {
    return existing;
  }
  const service = open(settings);
  services.set(key, service);
  return service;
}

async function open(settings: Settings): Promise<Service> {
  // Loaded when the first call is due: a preview needs neither.
  const [{ MbsClient }, { Service }] = await Promise.all([
    import("../http/client.js"),
    import("../service/service.js"),
  ]);
  const client = new MbsClient(settings);
  const log = engineLog(process.argv.at(-1), (text) => client.redact(text));
  return new Service({ client, settings, log });
}

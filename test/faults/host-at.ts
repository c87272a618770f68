import { DynamicHost, type HostOptions } from "../host/harness/dynamic-host.js";
import { login, password } from "../host/harness/scene.js";

/** Runs a test with a dynamic-provider host that is configured for an address, and ends the host. */
export async function hostAt<Result>(
  apiUrl: string,
  { config, environment }: HostOptions,
  test: (host: DynamicHost) => Promise<Result>,
): Promise<Result> {
  const host = await DynamicHost.start({
    config: { "msp360:apiUrl": apiUrl, "msp360:login": login, "msp360:password": password, ...config },
    ...(environment === undefined ? {} : { environment }),
  });
  try {
    return await test(host);
  } finally {
    await host.stop();
  }
}

import type * as dynamic from "@pulumi/pulumi/dynamic/index.js";
import { Declarations } from "../../provider/computer-data/declarations.js";
import { DeclaredObjects } from "../../provider/lifecycle/declared-objects.js";
import { serve } from "../../provider/host/adapter.js";
import { MbsClient } from "../../provider/http/client.js";
import { defaultConnectionSettings, type RequestFormat } from "../../provider/http/settings.js";
import type { ResourceKind } from "../../provider/resource-type.js";
import { accountDestination } from "../../provider/resources/account-destination/lifecycle.js";
import { userComputerDataPurge } from "../../provider/resources/user-computer-data-purge/lifecycle.js";
import { userComputerData } from "../../provider/resources/user-computer-data/lifecycle.js";
import { accountDestinations } from "../../provider/resources/account-destinations/lifecycle.js";
import { userDestinations } from "../../provider/resources/user-destinations/lifecycle.js";
import { userDestination } from "../../provider/resources/user-destination/lifecycle.js";
import { Service } from "../../provider/service/service.js";
import { HurriedClock } from "./hurried-clock.js";

/** Properties as they travel between engine and provider. */
export type Values = Record<string, unknown>;

/** What the engine calls, for one kind of resource. */
export type Hooks = Required<dynamic.ResourceProvider<Values, Values>>;

/** How a process is started. */
export interface ProcessOptions {
  readonly apiUrl: string;
  readonly adoptExisting: boolean;
  readonly requestFormat: RequestFormat;
}

/** What one process of the dynamic-provider host knows: a login, a picture of the service, what the program declares. */
export class ProviderProcess {
  readonly hooks: Readonly<Record<ResourceKind, Hooks>>;
  private readonly client: MbsClient;

  constructor({ apiUrl, adoptExisting, requestFormat }: ProcessOptions) {
    const clock = new HurriedClock();
    const [login, password] = ["acme-api", "example-password"];
    const settings = { ...defaultConnectionSettings, login, password, apiUrl, requestFormat };
    this.client = new MbsClient(settings, { clock });
    const log = { info: () => undefined, warning: () => undefined, progress: () => undefined };
    const service = new Service({
      client: this.client,
      settings: { login, apiUrl, adoptExisting, maxConcurrency: settings.maxConcurrency },
      log,
      clock,
    });
    const options = { connect: () => Promise.resolve(service), environment: {} };
    const registered = new DeclaredObjects();
    const assigned = new DeclaredObjects();
    this.hooks = {
      AccountDestination: serve(accountDestination(registered), options) as Hooks,
      AccountDestinations: serve(accountDestinations(registered), options) as Hooks,
      UserDestination: serve(userDestination(assigned), options) as Hooks,
      UserDestinations: serve(userDestinations(assigned), options) as Hooks,
      UserComputerData: serve(userComputerData(new Declarations()), options) as Hooks,
      UserComputerDataPurge: serve(userComputerDataPurge, options) as Hooks,
    };
  }

  close(): void {
    this.client.close();
  }
}

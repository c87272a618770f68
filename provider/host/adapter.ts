import type * as dynamic from "@pulumi/pulumi/dynamic";
import type { Service } from "../service/service.js";
import type { Created, Lifecycle, Properties } from "../lifecycle/lifecycle.js";
import type { ConfigurationSource } from "./configuration.js";
import { ConfigurationError } from "./configuration-error.js";
import { validateConfiguration } from "./configuration.js";
import { IncompleteError } from "../lifecycle/incomplete-error.js";
import { asPlainJson } from "./results.js";
import { shown, type KeptObject } from "./shown-error.js";

/** The version of the form in which state is written; stands in every state as `schemaVersion`. */
export const schemaVersion = 1;

const provider = "__provider";

/** How the adapter comes to the service once a call is due. */
export type Connect = (source: ConfigurationSource) => Promise<Service>;

interface HostOptions {
  readonly connect: Connect;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Wraps a lifecycle for Pulumi's dynamic-provider host, which loses objects, hangs or runs unconfigured when it is used
 * naively (see docs/mbs-api.md, "The dynamic-provider host").
 */
export function serve<Inputs, State extends object>(
  lifecycle: Lifecycle<Inputs, State>,
  { connect, environment }: HostOptions,
): dynamic.ResourceProvider {
  let source: ConfigurationSource = { get: () => undefined, environment };
  // The host calls the hooks of concurrent requests before `configure` has returned, so it only remembers its source.
  const service = async () => connect(source);
  const debugging = () => environment.MSP360_LOG?.toLowerCase() === "debug";

  /** Runs a hook; `known` are the properties that an incomplete object is stored with. */
  async function run<Result>(known: Properties, hook: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await hook();
    } catch (thrown) {
      throw shown(thrown, debugging(), thrown instanceof IncompleteError ? kept(thrown, known) : undefined);
    }
  }

  return {
    configure: ({ config }) => {
      source = { get: (key) => config.get(key), environment };
      return Promise.resolve();
    },

    check: (olds: Properties, news: Properties) =>
      run(news, () => {
        validateConfiguration(source);
        const { inputs, failures } = lifecycle.check(olds, news);
        return { inputs: asPlainJson(inputs), failures: [...failures] };
      }),

    diff: (_id, olds: Properties, news: Properties) =>
      run(news, () => {
        const { changes, replaces, beyondInputs } = lifecycle.diff(readable(olds) as State, news);
        if (!changes) {
          return { changes: false };
        }
        // Without `changes` the engine works out itself which inputs differ, so previews and replaceOnChanges see them.
        return { ...(beyondInputs ? { changes: true } : {}), replaces: [...replaces] };
      }),

    create: (inputs: Properties) =>
      run(inputs, async () => {
        const created = await lifecycle.create(await service(), inputs as Inputs);
        return { id: created.id, outs: outputs(created) };
      }),

    read: (id, properties: Properties = {}) =>
      run(properties, async () => {
        const found = await lifecycle.read(await service(), id, readable(properties) as State);
        if (found === undefined) {
          return { id: "", props: {} };
        }
        return { id: found.id, props: outputs(found), inputs: asPlainJson(found.inputs) };
      }),

    update: (id, olds: Properties, news: Properties) =>
      run(news, async () => {
        const state = await lifecycle.update(await service(), id, readable(olds) as State, news as Inputs);
        return { outs: outputs({ id, state }) };
      }),

    delete: (id, properties: Properties) =>
      run(properties, async () => lifecycle.delete(await service(), id, readable(properties) as State)),
  };
}

function outputs({ state }: Created<object>): Record<string, unknown> {
  return asPlainJson({ ...state, schemaVersion });
}

/** What an incomplete object is stored with; without `__provider` it could never be read or deleted again. */
function kept(error: IncompleteError, known: Properties): KeptObject {
  const properties = asPlainJson({ ...known, ...error.state, schemaVersion, [provider]: known[provider] });
  return { id: error.id, properties, reasons: error.reasons };
}

/** The state, unless a later release wrote it. */
function readable(state: Properties): Properties {
  const version = state.schemaVersion;
  if (typeof version === "number" && version > schemaVersion) {
    throw new ConfigurationError(
      `This state was written by a newer pulumi-msp360 (state version ${String(version)}, this one reads up to ` +
        `${String(schemaVersion)}): update the package with "npm install pulumi-msp360@latest".`,
    );
  }
  return state;
}

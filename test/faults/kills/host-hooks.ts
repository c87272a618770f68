import { resourceKinds, type ResourceKind } from "../../../provider/resource-type.js";
import { HostError, type DynamicHost } from "../../host/harness/dynamic-host.js";
import type { Hooks } from "../../properties/provider-process.js";

/** An error with what the engine keeps of the object. */
class IncompleteOverHost extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Record<string, unknown>,
  ) {
    super(message);
  }
}

/** The hooks of every kind of resource, called over gRPC in a process of the dynamic-provider host. */
export function hooksOver(host: DynamicHost): Readonly<Record<ResourceKind, Hooks>> {
  const kinds = Object.keys(resourceKinds) as ResourceKind[];
  return Object.fromEntries(kinds.map((kind) => [kind, hooksOf(host, kind)])) as Record<ResourceKind, Hooks>;
}

function hooksOf(host: DynamicHost, kind: ResourceKind): Hooks {
  return {
    configure: () => Promise.resolve(),
    check: (olds, news) => host.check(kind, news, olds),
    diff: (id, olds, news) => host.difference(kind, id, olds, news),
    async create(inputs) {
      const { id, state } = await keeping(host.create(kind, inputs));
      return { id, outs: state };
    },
    async read(id, state = {}) {
      const found = await host.read(kind, id, state);
      return { id: found.id, props: found.state, inputs: found.inputs };
    },
    async update(id, olds, news) {
      return { outs: await keeping(host.update(kind, id, olds, news)) };
    },
    delete: (id, state) => host.delete(kind, id, state),
  };
}

async function keeping<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof HostError && error.incomplete !== undefined) {
      const { id, state } = error.incomplete;
      throw new IncompleteOverHost(error.message, id, state);
    }
    throw error;
  }
}

import type * as dynamic from "@pulumi/pulumi/dynamic";
import { expect } from "chai";
import { serve, type Connect } from "../../provider/host/adapter.js";
import type { ConfigurationSource } from "../../provider/host/configuration.js";
import { IncompleteError } from "../../provider/lifecycle/incomplete-error.js";
import type { Lifecycle, Properties } from "../../provider/lifecycle/lifecycle.js";
import { ShownError } from "../../provider/host/shown-error.js";
import type { Service } from "../../provider/service/service.js";
import { rejectionOf } from "../rejection.js";

type Inputs = Properties;
type State = Record<string, unknown>;
type Fake = Lifecycle<Inputs, State>;

const service = {} as unknown as Service;
const text = "exports.handler=()=>0";

const quiet: Fake = {
  check: (_olds, news) => ({ inputs: news, failures: [] }),
  diff: () => ({ changes: false, replaces: [] }),
  create: () => Promise.resolve({ id: "i-1", state: {} }),
  read: () => Promise.resolve(undefined),
  update: () => Promise.resolve({}),
  delete: () => Promise.resolve(),
};

interface Options {
  readonly environment?: Record<string, string>;
  readonly connect?: Connect;
}

function hooks(lifecycle: Partial<Fake>, { environment = {}, connect }: Options = {}) {
  const served = serve(
    { ...quiet, ...lifecycle },
    { connect: connect ?? (() => Promise.resolve(service)), environment },
  );
  return served as Required<dynamic.ResourceProvider>;
}

function configuredWith(values: Record<string, string>): dynamic.ConfigureRequest {
  return { config: { get: (key: string) => values[key], require: (key: string) => values[key] ?? "" } };
}

const hasUndefined = (value: unknown): boolean =>
  value === undefined ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasUndefined));

/** What the host gets to show of a failed call. */
async function shownBy(call: Promise<unknown>): Promise<ShownError> {
  const error = await rejectionOf(call);
  if (!(error instanceof ShownError)) {
    throw error;
  }
  return error;
}

describe("The adapter's results", () => {
  const state = { name: "a", gone: undefined, volume: 12n, list: [{ inner: undefined }] };

  it("are plain after a creation, with the version of the state's form", async () => {
    const created = await hooks({ create: () => Promise.resolve({ id: "i-1", state }) }).create({});
    expect(created.id).to.equal("i-1");
    expect(created.outs).to.deep.equal({ name: "a", volume: "12", list: [{}], schemaVersion: 1 });
  });

  it("are plain after a read, with the inputs", async () => {
    const found = { id: "i-1", state, inputs: { name: "a", adopt: undefined } };
    const result = await hooks({ read: () => Promise.resolve(found) }).read("i-1", { schemaVersion: 1 });
    expect(hasUndefined(result)).to.equal(false);
    expect(result.inputs).to.deep.equal({ name: "a" });
    expect(result.props).to.include({ name: "a", schemaVersion: 1 });
  });

  it("say by an empty id that an object is gone", async () => {
    expect(await hooks({}).read("i-1", {})).to.deep.equal({ id: "", props: {} });
  });

  it("are plain after an update", async () => {
    const updated = await hooks({ update: () => Promise.resolve(state) }).update("i-1", {}, {});
    expect(hasUndefined(updated.outs)).to.equal(false);
    expect(updated.outs).to.include({ schemaVersion: 1 });
  });

  it("are plain after a check, with every failure", async () => {
    const failures = [{ property: "a", reason: "is required" }];
    const checked = await hooks({ check: () => ({ inputs: { a: undefined, b: 1 }, failures }) }).check(
      {},
      {},
    );
    expect(checked).to.deep.equal({ inputs: { b: 1 }, failures });
  });

  it("leave it to the engine to say which inputs differ, so that replaceOnChanges works", async () => {
    const { diff } = hooks({ diff: () => ({ changes: true, replaces: ["userId"] }) });
    expect(await diff("i-1", {}, {})).to.deep.equal({ replaces: ["userId"] });
  });

  it("say that something differs where the engine could not see it in the inputs", async () => {
    const { diff } = hooks({ diff: () => ({ changes: true, replaces: [], beyondInputs: true }) });
    expect(await diff("i-1", {}, {})).to.deep.equal({ changes: true, replaces: [] });
  });

  it("say that nothing differs when the lifecycle says so, whatever the inputs look like", async () => {
    expect(await hooks({}).diff("i-1", { a: 1 }, { a: 2 })).to.deep.equal({ changes: false });
  });
});

describe("State of another release", () => {
  const newer = { schemaVersion: 2 };

  it("is refused when it is newer, before anything is done", async () => {
    const done: string[] = [];
    const note = (what: string) => () => {
      done.push(what);
      return Promise.reject(new Error(what));
    };
    const served = hooks({ read: note("read"), update: note("update"), delete: note("delete") });
    for (const refused of [
      () => served.diff("i", newer, {}),
      () => served.read("i", newer),
      () => served.update("i", newer, {}),
      () => served.delete("i", newer),
    ]) {
      const error = await rejectionOf(refused());
      expect(error.message).to.contain("newer pulumi-msp360").and.contain("state version 2");
    }
    expect(done).to.deep.equal([]);
  });

  it("is read when it has no version", async () => {
    let seen: unknown;
    await hooks({ delete: (_service, _id, state) => Promise.resolve(void (seen = state)) }).delete("i", {
      a: 1,
    });
    expect(seen).to.deep.equal({ a: 1 });
  });
});

describe("An incomplete object", () => {
  const incomplete = () =>
    Promise.reject(new IncompleteError("unconfirmed:x", { a: 2, b: undefined }, ["It does not show."]));

  it("is kept with its id, its properties and the reason", async () => {
    const error = await shownBy(hooks({ create: incomplete }).create({ a: 1, c: 3, __provider: text }));
    expect(error).to.include({ id: "unconfirmed:x", message: "It does not show." });
    expect(error.reasons).to.deep.equal(["It does not show."]);
    expect(error.properties).to.deep.equal({
      a: 2,
      c: 3,
      schemaVersion: 1,
      __provider: text,
    });
  });

  it("keeps the provider's text whatever the lifecycle knows, because it could not be deleted without it", async () => {
    const overwriting = () =>
      Promise.reject(new IncompleteError("i", { __provider: "other" }, ["Half done."]));
    const error = await shownBy(hooks({ update: overwriting }).update("i", {}, { __provider: text }));
    expect(error.properties).to.have.property("__provider", text);
  });

  it("is not made of an ordinary failure", async () => {
    const error = await shownBy(
      hooks({ create: () => Promise.reject(new Error("Refused.")) }).create({ a: 1 }),
    );
    expect(error.id).to.equal(undefined);
  });
});

describe("A failure in a hook", () => {
  const failing: Partial<Fake> = {
    check: () => {
      throw new Error("check failed");
    },
    diff: () => {
      throw new Error("diff failed");
    },
    create: () => Promise.reject(new Error("create failed")),
    read: () => Promise.reject(new Error("read failed")),
    update: () => Promise.reject(new Error("update failed")),
    delete: () => Promise.reject(new Error("delete failed")),
  };
  const everyHook = (served: Required<dynamic.ResourceProvider>) => ({
    check: () => served.check({}, {}),
    diff: () => served.diff("i", {}, {}),
    create: () => served.create({}),
    read: () => served.read("i", {}),
    update: () => served.update("i", {}, {}),
    delete: () => served.delete("i", {}),
  });

  for (const [name, hook] of Object.entries(everyHook(hooks(failing)))) {
    it(`is shown without a stack: ${name}`, async () => {
      const error = await rejectionOf(hook());
      expect(error.message).to.equal(`${name} failed`);
      expect(error.stack).to.not.contain("adapter.test");
    });
  }

  for (const [name, hook] of Object.entries(
    everyHook(hooks(failing, { environment: { MSP360_LOG: "debug" } })),
  )) {
    it(`is shown with its stack when debugging: ${name}`, async () => {
      expect((await rejectionOf(hook())).stack).to.contain("adapter.test");
    });
  }
});

describe("Configuration", () => {
  const credentials = { "msp360:login": "api-login" };

  it("is there for calls that came before configure had returned", async () => {
    const logins: unknown[] = [];
    const connect = (source: ConfigurationSource) => {
      logins.push(source.get("msp360:login"));
      return Promise.resolve(service);
    };
    const served = hooks({}, { connect });
    const configuring = served.configure(configuredWith(credentials));
    await Promise.all([served.create({}), served.create({}), served.delete("i", {})]);
    await configuring;
    expect(logins).to.deep.equal(["api-login", "api-login", "api-login"]);
  });

  it("is not needed by check and diff", async () => {
    const served = hooks({}, { connect: () => Promise.reject(new Error("no connection")) });
    await served.check({}, {});
    expect(await served.diff("i", {}, {})).to.deep.equal({ changes: false });
  });

  it("fails a check when it is wrong, so that a preview tells", async () => {
    const served = hooks({});
    await served.configure(configuredWith({ "msp360:maxConcurrency": "0" }));
    expect((await rejectionOf(served.check({}, {}))).message).to.contain("msp360:maxConcurrency");
  });

  it("gives every call the same clear error when no connection can be made", async () => {
    const served = hooks({}, { connect: () => Promise.reject(new Error("No credentials.")) });
    for (const call of [() => served.create({}), () => served.read("i", {}), () => served.delete("i", {})]) {
      expect((await rejectionOf(call())).message).to.equal("No credentials.");
    }
  });

  it("that makes connecting throw at once is an error of the call, not a crash", async () => {
    const served = hooks(
      {},
      {
        connect: () => {
          throw new Error("No credentials.");
        },
      },
    );
    expect((await rejectionOf(served.create({}))).message).to.equal("No credentials.");
  });
});

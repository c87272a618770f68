import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { coverageEnvironment } from "../../support/coverage-environment.js";
import { initFailureOf, type InitFailure } from "./init-failure.js";
import { providerText, type ResourceKind } from "../../../provider/resource-type.js";

type Values = Record<string, unknown>;

export const repository = path.resolve(__dirname, "../../../..");

/** An RPC that failed: the message that the engine would show, and what it would keep of the object. */
export class HostError extends Error {
  constructor(
    message: string,
    readonly incomplete: InitFailure | undefined,
  ) {
    super(message);
  }
}

export interface HostOptions {
  /** Configuration with namespaced keys, as the engine hands it over. */
  readonly config?: Record<string, string>;
  /** Environment of the process; nothing else of the surrounding one gets in but PATH. */
  readonly environment?: Record<string, string>;
}

/** The real dynamic-provider host of @pulumi/pulumi in a process of its own, driven over gRPC as the engine does. */
export class DynamicHost {
  /** Everything that the process printed. */
  output = "";

  private constructor(
    private readonly process: ChildProcessWithoutNullStreams,
    private readonly client: ResourceProviderClient,
  ) {}

  static async start({ config = {}, environment = {} }: HostOptions = {}): Promise<DynamicHost> {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const child = spawn(process.execPath, [script, "not-an-engine"], {
      cwd: repository,
      env: { PATH: process.env.PATH ?? "", ...coverageEnvironment(repository), ...environment },
    });
    const port = await firstLine(child);
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
    });
    const host = new DynamicHost(child, client);
    child.stdout.on("data", (chunk: Buffer) => (host.output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (host.output += chunk.toString()));
    await host.configure(config);
    return host;
  }

  private async configure(config: Record<string, string>): Promise<void> {
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    await call((done) => this.client.configure(request, done));
  }

  async check(kind: ResourceKind, news: Values, olds: Values = {}) {
    const request = new messages.CheckRequest();
    request.setOlds(struct(kind, olds));
    request.setNews(struct(kind, news));
    const reply = await call<messages.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: values(reply.getInputs()),
      failures: reply.getFailuresList().map((failure) => ({
        property: failure.getProperty(),
        reason: failure.getReason(),
      })),
    };
  }

  /** Whether anything differs, as a comparison of inputs by the engine would find, too. */
  async diff(kind: ResourceKind, id: string, olds: Values, news: Values) {
    const { changes = true, replaces } = await this.difference(kind, id, olds, news);
    return { changes, replaces };
  }

  /** What the provider says of a difference; `changes` is absent where the engine has to compare the inputs. */
  async difference(kind: ResourceKind, id: string, olds: Values, news: Values) {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(kind, olds));
    request.setNews(struct(kind, news));
    const reply = await call<messages.DiffResponse>((done) => this.client.diff(request, done));
    const { DIFF_UNKNOWN, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    const changes = reply.getChanges();
    return {
      ...(changes === DIFF_UNKNOWN ? {} : { changes: changes === DIFF_SOME }),
      replaces: reply.getReplacesList(),
    };
  }

  async create(kind: ResourceKind, inputs: Values) {
    const request = new messages.CreateRequest();
    request.setProperties(struct(kind, inputs));
    const reply = await call<messages.CreateResponse>((done) => this.client.create(request, done));
    return { id: reply.getId(), state: values(reply.getProperties()) };
  }

  async read(kind: ResourceKind, id: string, state: Values) {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(kind, state));
    const reply = await call<messages.ReadResponse>((done) => this.client.read(request, done));
    return { id: reply.getId(), state: values(reply.getProperties()), inputs: values(reply.getInputs()) };
  }

  async update(kind: ResourceKind, id: string, olds: Values, news: Values) {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(kind, olds));
    request.setNews(struct(kind, news));
    const reply = await call<messages.UpdateResponse>((done) => this.client.update(request, done));
    return values(reply.getProperties());
  }

  async delete(kind: ResourceKind, id: string, state: Values): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(kind, state));
    await call<Empty>((done) => this.client.delete(request, done));
  }

  /** The most memory that the process ever held. Needs /proc. */
  peakMemoryBytes(): number {
    const status = fs.readFileSync(`/proc/${String(this.process.pid)}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  async stop(): Promise<void> {
    this.client.close();
    // Not SIGKILL: a host whose coverage is measured writes it when it ends.
    await this.end("SIGTERM");
  }

  /** Ends the process in the middle of whatever it does; calls under way fail. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const ended = once(this.process, "exit");
      this.process.kill(signal);
      await ended;
    }
  }
}

type Done<Reply> = (error: grpc.ServiceError | null, reply: Reply) => void;

function call<Reply>(send: (done: Done<Reply>) => unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    send((error, reply) => {
      if (error === null) {
        resolve(reply);
      } else {
        reject(new HostError(error.details, initFailureOf(error)));
      }
    });
  });
}

function struct(kind: ResourceKind, properties: Values): Struct {
  return Struct.fromJavaScript({ ...properties, __provider: providerText(kind) });
}

function values(properties: Struct | undefined): Values {
  const { __provider, ...rest } = (properties?.toJavaScript() ?? {}) as Values;
  return __provider === undefined ? { ...rest, lostProvider: true } : rest;
}

async function firstLine(child: ChildProcessWithoutNullStreams): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.includes("\n")) {
      return text.trim();
    }
  }
  throw new Error(`The dynamic-provider host ended at once: ${text}`);
}

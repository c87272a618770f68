import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { coverageEnvironment } from "../support/coverage-environment.js";

/** What `@pulumi/policy` is sent in the place of a text that is unknown during preview. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A resource as the engine shows it to a policy pack. */
export interface ShownResource {
  readonly kind: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, JavaScriptValue>>;
  readonly options?: { readonly protect?: boolean; readonly deleteBeforeReplace?: boolean };
}

/** A policy pack in the process that the engine would start, with this test in the place of the engine. */
export class ServedPack {
  private constructor(
    private readonly host: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** Starts `run-policy-pack` in the pack's folder. End it with {@link stop}. */
  static async start(folder: string): Promise<ServedPack> {
    const script = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
    const host = spawn(process.execPath, [script, "127.0.0.1:0", "."], {
      cwd: folder,
      env: { ...process.env, ...coverageEnvironment(repositoryRoot()) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [port] = (await once(host.stdout, "data")) as [Buffer];
    const address = `127.0.0.1:${port.toString().trim()}`;
    return new ServedPack(host, new AnalyzerClient(address, grpc.credentials.createInsecure()));
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.client.close();
    const ended = once(this.host, "exit");
    this.host.kill();
    await ended;
  }

  /** Gives the rules the configuration of `--policy-pack-config`; it replaces the former one. */
  async configure(configuration: Readonly<Record<string, Record<string, JavaScriptValue>>>): Promise<void> {
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const [policy, properties] of Object.entries(configuration)) {
      const config = new analyzer.PolicyConfig();
      config.setEnforcementlevel(analyzer.EnforcementLevel.MANDATORY);
      config.setProperties(Struct.fromJavaScript(properties));
      request.getPolicyconfigMap().set(policy, config);
    }
    await new Promise<void>((resolve, reject) => {
      this.client.configure(request, (error) => (error === null ? resolve() : reject(error)));
    });
  }

  /** The violations of one resource, as `<policy>: <sentence>`. */
  analyze({ kind, name, properties, options }: ShownResource): Promise<string[]> {
    const request = new analyzer.AnalyzeRequest();
    request.setType(typeOf(kind)).setName(name).setUrn(urnOf(kind, name));
    request.setProperties(Struct.fromJavaScript(properties)).setOptions(engineOptions(options));
    return new Promise((resolve, reject) => {
      this.client.analyze(request, (error, reply) =>
        error === null ? resolve(sentences(reply)) : reject(error),
      );
    });
  }

  /** The violations of a whole stack, as `<policy>: <sentence>`. */
  analyzeStack(resources: readonly ShownResource[]): Promise<string[]> {
    const request = new analyzer.AnalyzeStackRequest();
    for (const { kind, name, properties, options } of resources) {
      const resource = new analyzer.AnalyzerResource();
      resource.setType(typeOf(kind)).setName(name).setUrn(urnOf(kind, name));
      resource.setProperties(Struct.fromJavaScript(properties)).setOptions(engineOptions(options));
      request.addResources(resource);
    }
    return new Promise((resolve, reject) => {
      this.client.analyzeStack(request, (error, reply) =>
        error === null ? resolve(sentences(reply)) : reject(error),
      );
    });
  }
}

function typeOf(kind: string): string {
  return `pulumi-nodejs:dynamic/msp360:${kind}`;
}

function urnOf(kind: string, name: string): string {
  return `urn:pulumi:test::project::${typeOf(kind)}::${name}`;
}

function engineOptions(options: ShownResource["options"] = {}): analyzer.AnalyzerResourceOptions {
  const { protect = false, deleteBeforeReplace } = options;
  const message = new analyzer.AnalyzerResourceOptions().setProtect(protect);
  return deleteBeforeReplace === undefined
    ? message
    : message.setDeletebeforereplacedefined(true).setDeletebeforereplace(deleteBeforeReplace);
}

function sentences(reply: analyzer.AnalyzeResponse): string[] {
  // A message starts with the policy's description, on a line of its own.
  return reply
    .getDiagnosticsList()
    .map(
      (diagnostic) => `${diagnostic.getPolicyname()}: ${diagnostic.getMessage().split("\n").at(-1) ?? ""}`,
    );
}

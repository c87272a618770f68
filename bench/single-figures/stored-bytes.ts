import fs from "node:fs";
import path from "node:path";
import { providerText, resourceKinds, type ResourceKind } from "../../provider/resource-type.js";
import { sampleTenant } from "../../simulator/index.js";
import { repositoryRoot } from "../../test/engine/harness/project-environment.js";
import { PulumiProject } from "../../test/engine/harness/pulumi-project.js";
import type { Bench } from "../bench.js";
import { limitSeconds, MeasuringError } from "../stack-project.js";
import { judge, type LimitResult } from "../limits.js";

const bytes = (value: number) => `${value.toLocaleString("en")} bytes`;

/** The limit on the longest `__provider` text, which each resource has twice in the state. */
export function judgeProviderText(): LimitResult {
  const lengths = Object.keys(resourceKinds).map((kind) =>
    Buffer.byteLength(providerText(kind as ResourceKind)),
  );
  return judge("Text of `__provider`, the longest", bytes(100), Math.max(...lengths), 100, bytes);
}

/** The limit on what the quickstart's AccountDestination takes in the state. */
export async function judgeStateEntry({ simulator, progress, signal }: Bench): Promise<LimitResult> {
  const tenant = sampleTenant();
  const [credentials] = tenant.apiLogins;
  await simulator.reset(tenant, { latencyMilliseconds: 0, createReplies: "object" });
  const project = await PulumiProject.create({
    files: quickstart(),
    env: {
      MSP360_API_URL: simulator.url,
      MSP360_LOGIN: credentials?.login ?? "",
      MSP360_PASSWORD: credentials?.password ?? "",
    },
  });
  try {
    const { exitCode, stderr } = await progress.during("Creating the quickstart for its state", () =>
      project.up({ signal: AbortSignal.any([signal, AbortSignal.timeout(limitSeconds * 1000)]) }),
    );
    signal.throwIfAborted();
    if (exitCode !== 0) throw new MeasuringError(`The quickstart could not be created: ${stderr}`);
    const { deployment } = await project.exportState();
    const entry = deployment.resources?.find(({ type }) => type.endsWith(":AccountDestination"));
    const length = entry && sizeOf(entry);
    // Pulumi's SDK records where the program registered a resource, which is longer the deeper the program's loader.
    const withTrace = (value: number) =>
      `${bytes(value)}, ${bytes(value - sizeOf({ ...entry, stackTrace: undefined }))} of them the SDK's stack trace`;
    return judge("State of the quickstart's AccountDestination", bytes(1_600), length, 1_600, withTrace);
  } finally {
    await project.dispose();
  }
}

function sizeOf(entry: object): number {
  return Buffer.byteLength(JSON.stringify(entry));
}

function quickstart(): Record<string, string> {
  const names = ["Pulumi.yaml", "examples/quickstart/package.json", "examples/quickstart/index.ts"];
  return Object.fromEntries(
    names.map((name) => [name, fs.readFileSync(path.join(repositoryRoot(), name), "utf8")]),
  );
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { TemporaryFolders } from "../temporary-folder.js";
import { loadTool, toolPath } from "../tool-modules.js";

interface MeasuredRun {
  readonly environment: Readonly<Record<string, string>>;
  finish(): Promise<string[]>;
  discard(): void;
}

interface Modules {
  readonly startMeasuring: (root: string) => MeasuredRun;
}

const SOURCES = {
  "greeting.ts": [
    "export function greeting(polite: boolean): string {",
    "  if (polite) {",
    '    return "How do you do?";',
    "  }",
    '  return "Hi!";',
    "}",
    "",
  ].join("\n"),
  "forgotten.ts": "export const forgotten = 1;\n",
  "types.ts": "export interface Types {\n  readonly name: string;\n}\n",
};

describe("a measured run of the tests", () => {
  const folders = new TemporaryFolders();
  let root: string;
  let measuring: MeasuredRun;

  beforeEach(async () => {
    root = folders.make();
    const { startMeasuring } = await loadTool<Modules>("coverage/measured-run.js");
    measuring = startMeasuring(root);
  });

  afterEach(() => {
    measuring.discard();
    folders.removeAll();
  });

  /** Writes sources to provider/ and what the compiler makes of them to dist/provider/. */
  function build(names: readonly (keyof typeof SOURCES)[]): void {
    for (const folder of ["provider", "dist/provider"])
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    for (const name of names) {
      const { outputText, sourceMapText = "" } = ts.transpileModule(SOURCES[name], {
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, sourceMap: true },
        fileName: name,
      });
      const compiled = path.join(root, "dist", "provider", name.replace(/ts$/, "js"));
      const map = JSON.parse(sourceMapText) as Record<string, unknown>;
      fs.writeFileSync(path.join(root, "provider", name), SOURCES[name]);
      fs.writeFileSync(compiled, outputText);
      fs.writeFileSync(`${compiled}.map`, JSON.stringify({ ...map, sources: [`../../provider/${name}`] }));
    }
  }

  /** Starts a process that greets, and waits until it has said so. */
  async function greet(polite: boolean, end: string, args: readonly string[] = []): Promise<ChildProcess> {
    const program = `
      const { greeting } = require(${JSON.stringify(path.join(root, "dist", "provider", "greeting.js"))});
      console.log(greeting(${String(polite)}));
      ${end}`;
    const child = spawn(process.execPath, [...args, "-e", program], {
      env: { ...measuring.environment },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await once(child.stdout, "data");
    return child;
  }

  async function exitOf(child: ChildProcess): Promise<void> {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  /** What is wrong with the coverage; what the report prints is kept away from the output of the tests. */
  async function finish(): Promise<string[]> {
    const { log } = console;
    const write = process.stdout.write.bind(process.stdout);
    console.log = () => undefined;
    process.stdout.write = () => true;
    try {
      return await measuring.finish();
    } finally {
      console.log = log;
      process.stdout.write = write;
    }
  }

  it("adds up what several processes covered, and finds nothing to complain about", async () => {
    build(["greeting.ts", "types.ts"]);
    await exitOf(await greet(true, ""));
    await exitOf(await greet(false, ""));
    expect(await finish()).to.deep.equal([]);
    expect(fs.readFileSync(path.join(root, "coverage", "lcov.info"), "utf8")).to.contain("greeting.ts");
  });

  it("names the file, its figure and the threshold when lines or branches are not covered", async () => {
    build(["greeting.ts"]);
    await exitOf(await greet(true, ""));
    expect(await finish()).to.deep.equal([
      "The tests cover 66.66 % of the lines of provider/, and 98 % are needed; " +
        "the files below that are provider/greeting.ts (66.66 %).",
      "The tests cover 50 % of the branches of provider/, and 95 % are needed; " +
        "the files below that are provider/greeting.ts (50 %).",
    ]);
  });

  it("counts a file that nothing loads as not covered, but not one that holds only types", async () => {
    build(["greeting.ts", "forgotten.ts", "types.ts"]);
    await exitOf(await greet(true, ""));
    await exitOf(await greet(false, ""));
    const [sentence] = await finish();
    expect(sentence).to.match(/the files below that are provider\/forgotten\.ts \(0 %\)\.$/);
  });

  it("counts a process that a signal ends, when it was started with what writes its coverage then", async () => {
    build(["greeting.ts"]);
    const preload = ["--require", toolPath("coverage/write-when-ended.js")];
    for (const [polite, signal] of [
      [true, "SIGTERM"],
      [false, "SIGINT"],
    ] as const) {
      const child = await greet(polite, "setInterval(() => undefined, 1000);", preload);
      child.kill(signal);
      await exitOf(child);
    }
    expect(await finish()).to.deep.equal([]);
  });

  it("lets a program that handles a signal decide when it ends", async () => {
    build(["greeting.ts"]);
    const handler = 'process.on("SIGTERM", () => process.exit(7)); setInterval(() => undefined, 1000);';
    const child = await greet(true, handler, ["--require", toolPath("coverage/write-when-ended.js")]);
    child.kill("SIGTERM");
    await exitOf(child);
    expect(child.exitCode).to.equal(7);
  });

  it("fails when no process wrote anything, and leaves nothing of what they wrote", async () => {
    build(["types.ts"]);
    expect(await finish()).to.deep.equal([
      "Nothing of provider/ was measured: no process wrote its coverage.",
    ]);
    const written = measuring.environment["NODE_V8_COVERAGE"] ?? "";
    expect(fs.existsSync(written)).to.equal(true);
    measuring.discard();
    expect(fs.existsSync(path.dirname(written))).to.equal(false);
  });
});

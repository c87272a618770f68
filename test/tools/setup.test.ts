import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { TemporaryFolders } from "./temporary-folder.js";
import { loadTool } from "./tool-modules.js";

interface Lockfile {
  readonly packages: Record<
    string,
    { version?: string; integrity?: string; optional?: boolean; link?: boolean }
  >;
}

interface Modules {
  isInstalled(wanted: Lockfile, installed: Lockfile | undefined): boolean;
  missingOutputs(sources: readonly string[], outputs: readonly string[]): string[];
  orphanedOutputs(sources: readonly string[], outputs: readonly string[]): string[];
  summarizeFiles(files: readonly string[]): string[];
  faultyFiles(folder: string, files: readonly string[]): string[];
  createProgress(
    output: { write(text: string): void },
    everyMs: number,
  ): { during<T>(title: string, work: () => Promise<T>): Promise<T> };
}

describe("the set-up", () => {
  const folders = new TemporaryFolders();
  let tools: Modules;

  before(async () => {
    tools = {
      ...(await loadTool<Modules>("setup/install.js")),
      ...(await loadTool<Modules>("setup/build-outputs.js")),
      ...(await loadTool<Modules>("setup/progress.js")),
      ...(await loadTool<Modules>("package/contents.js")),
    };
  });

  afterEach(() => folders.removeAll());

  describe("of the packages", () => {
    const wanted: Lockfile = {
      packages: {
        "": { version: "0.1.0" },
        "node_modules/axios": { version: "1.0.0", integrity: "sha512-a" },
        "node_modules/fsevents": { version: "2.0.0", integrity: "sha512-f", optional: true },
      },
    };

    it("installs nothing when node_modules holds what the lock file asks for on this system", () => {
      const installed = { packages: { "node_modules/axios": { version: "1.0.0", integrity: "sha512-a" } } };
      expect(tools.isInstalled(wanted, installed)).to.equal(true);
    });

    it("installs when there is no finished installation, or a package is missing or another one", () => {
      expect(tools.isInstalled(wanted, undefined)).to.equal(false);
      expect(tools.isInstalled(wanted, { packages: {} })).to.equal(false);
      const other = { packages: { "node_modules/axios": { version: "1.0.0", integrity: "sha512-b" } } };
      expect(tools.isInstalled(wanted, other)).to.equal(false);
    });
  });

  describe("of the build", () => {
    const built = ["test/a.test.js", "test/a.test.js.map", "test/a.test.d.ts"];

    it("removes what was built from a source that is gone, and nothing else", () => {
      const outputs = [...built, "test/old.test.js", "test/old.test.d.ts", "simulator/openapi.json"];
      expect(tools.orphanedOutputs(["test/a.test.ts"], outputs)).to.deep.equal([
        "test/old.test.js",
        "test/old.test.d.ts",
      ]);
    });

    it("notices outputs that somebody removed", () => {
      expect(tools.missingOutputs(["test/a.test.ts"], built)).to.deep.equal([]);
      expect(tools.missingOutputs(["test/a.test.ts"], built.slice(1))).to.deep.equal(["test/a.test.js"]);
    });
  });

  it("says what it does while it takes long, outside a terminal line by line", async () => {
    const said: string[] = [];
    const enough = new AbortController();
    const output = {
      write: (text: string) => {
        if (said.push(text) === 3) enough.abort();
      },
    };
    const work = () => sleep(60_000, undefined, { signal: enough.signal }).catch(() => "result");
    expect(await tools.createProgress(output, 10).during("Building", work)).to.equal("result");
    expect(said[0]).to.equal("Building ...\n");
    expect(said[1]).to.match(/^ {2}still at it \(\d+ s\)\n$/);
    expect(said.at(-1)).to.match(/^ {2}done after \d+ s\n$/);
  });

  describe("of the package's contents", () => {
    it("names files by folder and ending", () => {
      const files = [
        "README.md",
        "dist/provider/a.js",
        "dist/provider/b.js",
        "dist/provider/b.js.map",
        "dist/provider/b.d.ts",
      ];
      expect(tools.summarizeFiles(files)).to.deep.equal([
        "README.md",
        "dist/provider/*.d.ts",
        "dist/provider/*.js",
        "dist/provider/*.js.map",
      ]);
    });

    it("finds tests, sources, and maps whose sources are missing", () => {
      const folder = folders.make();
      fs.writeFileSync(
        path.join(folder, "a.js.map"),
        JSON.stringify({ sources: ["../a.ts"], sourcesContent: ["text"] }),
      );
      fs.writeFileSync(path.join(folder, "b.js.map"), JSON.stringify({ sources: ["../b.ts"] }));
      expect(tools.faultyFiles(folder, ["a.js.map", "a.d.ts"])).to.deep.equal([]);
      expect(tools.faultyFiles(folder, ["b.js.map", "a.ts", "dist/test/a.js"])).to.deep.equal([
        "dist/test/a.js is a test",
        "a.ts is a source",
        "b.js.map points to sources that are not in the package",
      ]);
    });
  });
});

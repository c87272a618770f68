import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { TemporaryFolders } from "./temporary-folder.js";
import { loadTool, toolPath } from "./tool-modules.js";

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

interface Modules {
  testOutcome(counts: Counts | undefined, exitCode: number): { line: string; exitCode: number };
  readOptions(args: readonly string[]): { coverage: boolean; everyTest: boolean; mochaArguments: string[] };
}

describe("the test command", () => {
  const folders = new TemporaryFolders();
  let tools: Modules;

  before(async () => {
    tools = {
      ...(await loadTool<Modules>("mocha/outcome.js")),
      ...(await loadTool<Modules>("mocha/selection.js")),
    };
  });

  afterEach(() => folders.removeAll());

  /** Runs mocha with the project's reporter over one test file, and gives what `npm test` would end with. */
  function runTests(text: string): { line: string; exitCode: number; stdout: string } {
    const folder = folders.make();
    const [file, resultFile] = [path.join(folder, "a.test.js"), path.join(folder, "result.json")];
    fs.writeFileSync(file, text);
    const mocha = path.join(repositoryRoot(), "node_modules", "mocha", "bin", "mocha.js");
    const args = ["--no-config", "--reporter", toolPath("mocha/reporter.js"), file];
    const env = { ...process.env, MSP360_TEST_RESULT: resultFile };
    const { status, stdout } = spawnSync(process.execPath, [mocha, ...args], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    const counts = fs.existsSync(resultFile)
      ? (JSON.parse(fs.readFileSync(resultFile, "utf8")) as Counts)
      : undefined;
    return { ...tools.testOutcome(counts, status ?? 1), stdout };
  }

  it("counts what passed and what failed, and shows the titles", () => {
    const run = runTests(
      `it("good", () => {}); it("bad", () => { throw new Error("x"); }); it("fine", () => {});`,
    );
    expect(run).to.include({ line: "2 passed, 1 failed", exitCode: 1 });
    expect(run.stdout).to.contain("good").and.to.contain("1) bad");
    expect(runTests(`it("good", () => {});`)).to.include({ line: "1 passed, 0 failed", exitCode: 0 });
  });

  it("counts a hook that fails, before and after the tests", () => {
    const before = runTests(
      `describe("d", () => { before(() => { throw new Error("x"); }); it("a", () => {}); });`,
    );
    expect(before).to.include({ line: "0 passed, 1 failed", exitCode: 1 });
    const after = runTests(
      `describe("d", () => { after(() => { throw new Error("x"); }); it("a", () => {}); });`,
    );
    expect(after).to.include({ line: "1 passed, 1 failed", exitCode: 1 });
  });

  it("fails when a test file does not load, and when there are no tests", () => {
    expect(runTests(`require("./missing");`)).to.include({ line: "0 passed, 1 failed", exitCode: 1 });
    expect(runTests("")).to.include({ line: "0 passed, 0 failed", exitCode: 1 });
  });

  it("ends a run that a test keeps open, names what is open, and counts it as failed", () => {
    const run = runTests(`it("a", () => { require("node:net").createServer().listen(0); });`);
    expect(run).to.include({ line: "1 passed, 1 failed", exitCode: 1 });
  });

  it("fails when mocha failed for another reason than a test", () => {
    expect(tools.testOutcome({ passed: 3, failed: 0 }, 1)).to.deep.equal({
      line: "3 passed, 1 failed",
      exitCode: 1,
    });
  });

  it("takes tests by their source file, by a folder, or all of them, whatever folders there are", () => {
    const all = "dist/test/**/*.test.js";
    const mochaArguments = (...args: string[]) => tools.readOptions(args).mochaArguments;
    expect(mochaArguments()).to.deep.equal([all]);
    expect(mochaArguments("--grep", "purge")).to.deep.equal(["--grep", "purge", all]);
    expect(mochaArguments("test/http/a.test.ts")).to.deep.equal(["dist/test/http/a.test.js"]);
    expect(mochaArguments("./test/http/")).to.deep.equal(["dist/test/http/**/*.test.js"]);
  });

  it("measures coverage when told to, and knows whether all tests were to run", () => {
    expect(tools.readOptions([])).to.include({ coverage: false, everyTest: true });
    const measured = tools.readOptions(["--coverage"]);
    expect(measured).to.include({ coverage: true, everyTest: true });
    expect(measured.mochaArguments).to.deep.equal(tools.readOptions([]).mochaArguments);
    expect(tools.readOptions(["--coverage", "test/http"])).to.include({ coverage: true, everyTest: false });
    expect(tools.readOptions(["--grep", "purge"])).to.include({ coverage: false, everyTest: false });
  });
});

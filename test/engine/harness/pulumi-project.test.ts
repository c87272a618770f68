import fs from "node:fs";
import { expect } from "chai";
import { resourceSteps } from "./engine-events.js";
import { PulumiProject } from "./pulumi-project.js";

/** A dynamic resource that keeps one text and waits as long as the variable WAIT_MS says. */
const PROVIDER = `
  exports.note = {
    async check(olds, news) { return { inputs: news, failures: [] }; },
    async diff(id, olds, news) { return { changes: olds.text !== news.text }; },
    async create(inputs) {
      console.log("creating with LOGIN " + (process.env.MSP360_LOGIN ?? "unset"));
      await new Promise((resolve) => setTimeout(resolve, Number(process.env.WAIT_MS ?? 0)));
      return { id: "note-1", outs: { text: inputs.text } };
    },
    async update(id, olds, news) { return { outs: { text: news.text } }; },
    async read(id, props) { return { id, props }; },
    async delete() {},
  };`;

const CLASS = `
  class Note extends pulumi.CustomResource {
    constructor(name, text) {
      const code = 'exports.handler=()=>require("./provider").note';
      super("pulumi-nodejs:dynamic/test:Note", name, { text, __provider: code });
    }
  }`;

const program = (text: string) => ({
  "provider.js": PROVIDER,
  "index.js": `const pulumi = require("@pulumi/pulumi"); ${CLASS} new Note("a", ${JSON.stringify(text)});`,
});

const operations = (result: Awaited<ReturnType<PulumiProject["up"]>>) =>
  resourceSteps(result.events).map((step) => step.op);

describe("a Pulumi project on the real engine", () => {
  const projects: PulumiProject[] = [];
  const makeProject = async (...args: Parameters<typeof PulumiProject.create>) => {
    const project = await PulumiProject.create(...args);
    projects.push(project);
    return project;
  };

  afterEach(async () => {
    await Promise.all(projects.splice(0).map((project) => project.dispose()));
  });

  it("creates, sees no change, updates, refreshes and destroys a dynamic resource", async () => {
    const project = await makeProject({ files: program("one") });

    const created = await project.up();
    expect(created.exitCode, created.stdout + created.stderr).to.equal(0);
    expect(operations(created)).to.deep.equal(["create"]);

    const unchanged = await project.previewJson({ args: ["--expect-no-changes"] });
    expect(unchanged.exitCode, unchanged.stdout).to.equal(0);
    expect(unchanged.document?.changeSummary).to.deep.equal({ same: 2 });

    project.replaceProgram(program("two"));
    expect(operations(await project.preview())).to.deep.equal(["update"]);
    expect(operations(await project.up())).to.deep.equal(["update"]);
    expect(operations(await project.refresh())).to.deep.equal(["refresh"]);
    const { deployment } = await project.exportState();
    expect(deployment.resources?.find(({ id }) => id === "note-1")?.outputs).to.include({ text: "two" });

    const destroyed = await project.destroy();
    expect(operations(destroyed)).to.deep.equal(["delete"]);
    expect((await project.exportState()).deployment.resources ?? []).to.deep.equal([]);
  });

  it("reports a failing program by its exit code and keeps the engine's words", async () => {
    // Thrown in a function: at the top of a program, Node 20.20 takes 45 s to print the stack of @pulumi/pulumi 3.248.
    const fail = "function fail() { throw new Error('out of paper'); } fail();";
    const project = await makeProject({ files: { "index.js": fail } });
    const failed = await project.up();
    expect(failed.exitCode).to.not.equal(0);
    expect(failed.stdout + failed.stderr).to.contain("out of paper");
  });

  it("runs TypeScript programs, and hands on configuration with its secrets encrypted", async () => {
    const project = await makeProject({
      files: {
        "index.ts": `import * as pulumi from "@pulumi/pulumi";
          export const shown: pulumi.Output<string> = new pulumi.Config("paper").requireSecret("colour");`,
      },
    });
    await project.setConfig("paper:colour", "-green", { secret: true });
    expect(fs.readFileSync(`${project.folder}/Pulumi.test.yaml`, "utf8"))
      .to.contain("secure:")
      .and.not.contain("green");
    const created = await project.up();
    expect(created.exitCode, created.stdout + created.stderr).to.equal(0);
    expect((await project.run(["stack", "output", "--show-secrets", "shown"])).stdout).to.contain("-green");
  });

  it("lets no variable of the person who runs the tests in, but those of the project and of the call", async () => {
    process.env["MSP360_LOGIN"] = "somebody";
    try {
      const project = await makeProject({ files: program("one") });
      expect((await project.up()).stdout).to.contain("LOGIN unset");
      await project.destroy();
      expect((await project.up({ env: { MSP360_LOGIN: "robot" } })).stdout).to.contain("LOGIN robot");
    } finally {
      delete process.env["MSP360_LOGIN"];
    }
  });

  it("kills an engine in the middle of a create, and leaves no process and no file behind", async () => {
    const project = await makeProject({ files: program("one"), env: { WAIT_MS: "600000" } });
    const abort = new AbortController();
    const killed = await project.up({
      signal: abort.signal,
      onOutput: (text) => {
        if (text.includes("creating with")) abort.abort();
      },
    });
    expect(killed.exitCode).to.equal(137);
    expect((await project.exportState()).deployment.pending_operations).to.have.length(1);
    await project.dispose();
    expect(fs.existsSync(project.folder)).to.equal(false);
  });
});

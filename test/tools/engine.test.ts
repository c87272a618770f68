import { spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect } from "chai";
import { TemporaryFolders } from "./temporary-folder.js";
import { loadTool, toolPath } from "./tool-modules.js";

interface Engine {
  readonly folders: string[];
  readonly version: string;
}

interface Search {
  readonly env: Record<string, string>;
  readonly progress: {
    say(text: string): void;
    during<T>(title: string, work: () => Promise<T>): Promise<T>;
  };
}

type Find = (search: Search) => Promise<Engine | string>;

interface Modules {
  findEngine(search: Search, ways?: { told: boolean; find: Find }[]): Promise<Engine>;
  engineOnPath: Find;
  builtNow: Find;
  builtBefore: Find;
  isReachable(host: string, port: number, limitMs: number): Promise<boolean>;
}

const silent: Search["progress"] = { say: () => undefined, during: (_title, work) => work() };

describe("the search for a Pulumi engine", () => {
  const folders = new TemporaryFolders();
  let tools: Modules;

  const search = (env: Record<string, string>): Search => ({ env, progress: silent });
  const engineOf = (version: string) => ({ pulumi: `echo v${version}`, "pulumi-language-nodejs": "" });

  before(async () => {
    tools = {
      ...(await loadTool<Modules>("setup/engine.js")),
      ...(await loadTool<Modules>("setup/engine-on-path.js")),
      ...(await loadTool<Modules>("setup/engine-build.js")),
      ...(await loadTool<Modules>("setup/engine-download.js")),
    };
  });

  afterEach(() => folders.removeAll());

  it("takes the first way that leads to an engine and does not try the next", async () => {
    const tried: string[] = [];
    const way = (name: string, answer: Engine | string) => ({
      told: true,
      find: () => {
        tried.push(name);
        return Promise.resolve(answer);
      },
    });
    const engine = { folders: ["/engine"], version: "3.220.0" };
    const ways = [way("path", "none"), way("download", engine), way("build", "none")];
    expect(await tools.findEngine(search({}), ways)).to.equal(engine);
    expect(tried).to.deep.equal(["path", "download"]);
  });

  it("uses the engine on PATH with the language host beside it", async () => {
    const folder = folders.makePrograms(engineOf("3.230.1"));
    const engine = await tools.engineOnPath(search({ PATH: `/nowhere:${folder}` }));
    expect(engine).to.include({ version: "3.230.1" });
    expect((engine as Engine).folders[0]).to.equal(folder);
  });

  it("follows a link to the engine, and finds a language host elsewhere on PATH", async () => {
    const [real, linked] = [folders.makePrograms(engineOf("3.230.1")), folders.make()];
    fs.symlinkSync(path.join(real, "pulumi"), path.join(linked, "pulumi"));
    expect(await tools.engineOnPath(search({ PATH: linked })))
      .to.have.property("folders")
      .that.includes(real);

    const alone = folders.makePrograms({ pulumi: "echo v3.230.1" });
    const host = folders.makePrograms({ "pulumi-language-nodejs": "" });
    expect(await tools.engineOnPath(search({ PATH: `${alone}:${host}` })))
      .to.have.property("folders")
      .that.includes.members([alone, host]);
  });

  it("passes over an engine that is too old, has no language host, or does not run", async () => {
    const old = folders.makePrograms(engineOf("3.199.9"));
    expect(await tools.engineOnPath(search({ PATH: old }))).to.match(
      /3\.199\.9, and 3\.200\.0 or newer is needed/,
    );
    const alone = folders.makePrograms({ pulumi: "echo v3.230.1" });
    expect(await tools.engineOnPath(search({ PATH: alone }))).to.match(/has no pulumi-language-nodejs/);
    const broken = folders.makePrograms({ pulumi: "exit 1" });
    expect(await tools.engineOnPath(search({ PATH: broken }))).to.match(/does not tell its version/);
  });

  it("uses the folder that MSP360_ENGINE names, or says why it cannot", async () => {
    const folder = folders.makePrograms(engineOf("3.230.1"));
    expect(await tools.findEngine(search({ MSP360_ENGINE: folder }), [])).to.include({ version: "3.230.1" });
    const failure = await tools
      .findEngine(search({ MSP360_ENGINE: "/nowhere" }), [])
      .catch((error: unknown) => error);
    expect(failure).to.have.property(
      "message",
      "MSP360_ENGINE cannot be used: there is no pulumi in /nowhere.",
    );
  });

  it("builds both programs once, keeps them, and leaves nothing half made when the build fails", async () => {
    const cache = folders.make();
    const counter = path.join(folders.make(), "count");
    const go = `echo "$PWD $GOBIN" >> ${counter}
      case "$PWD" in */pulumi) name=pulumi;; *) name=pulumi-language-nodejs;; esac
      printf '#!/bin/sh\\n' > "$GOBIN/$name"; chmod +x "$GOBIN/$name"`.replace("chmod", "/bin/chmod");
    const failing = folders.makePrograms({ go: "echo no connection to the proxy; exit 1" });
    const env = { MSP360_ENGINE_CACHE: cache };
    expect(await tools.builtNow(search({ ...env, PATH: failing }))).to.match(
      /build failed: no connection to the proxy/,
    );
    expect(fs.readdirSync(cache)).to.deep.equal([]);

    const working = search({ ...env, PATH: folders.makePrograms({ go }) });
    const [first, second] = await Promise.all([tools.builtNow(working), tools.builtNow(working)]);
    expect(first).to.deep.equal(second);
    expect(fs.readFileSync(counter, "utf8").trim().split("\n")).to.have.length(2);
    expect(await tools.builtBefore(working)).to.deep.include({ folders: (first as Engine).folders });
    expect(fs.readdirSync((first as Engine).folders[0] ?? "")).to.have.members([
      "pulumi",
      "pulumi-language-nodejs",
      "pulumi-resource-pulumi-nodejs",
      "pulumi-analyzer-policy",
    ]);
    expect(fs.readdirSync(cache)).to.have.length(1);
  });

  it("blames a Go that is too old when it cannot build", async () => {
    const go = 'if [ "$1" = env ]; then echo go1.22.3; else exit 1; fi';
    const env = { MSP360_ENGINE_CACHE: folders.make(), PATH: folders.makePrograms({ go }) };
    expect(await tools.builtNow(search(env))).to.contain("(Go 1.22.3 is too old, 1.25.0 or newer is needed)");
  });

  it("notices quickly that a download cannot be reached", async () => {
    const server = net.createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as net.AddressInfo;
    expect(await tools.isReachable("127.0.0.1", port, 5_000)).to.equal(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await tools.isReachable("127.0.0.1", port, 5_000)).to.equal(false);
  });

  it("ends with one sentence that says what was tried and what to install", async () => {
    const ways = [
      { told: true, find: tools.engineOnPath },
      { told: true, find: tools.builtNow },
    ];
    const env = { PATH: "/nowhere", MSP360_ENGINE_CACHE: folders.make() };
    const failure = await tools.findEngine(search(env), ways).catch((error: unknown) => error);
    expect(failure)
      .to.have.property("message")
      .that.matches(
        /^No Pulumi engine .*no pulumi on PATH; there is no Go on PATH.*Install Pulumi 3\.200\.0 or newer/,
      )
      .and.does.not.contain("\n");
  });

  it("prints its folder for the shell, and a sentence without a stack when it fails", () => {
    const folder = folders.makePrograms(engineOf("3.230.1"));
    const run = (env: Record<string, string>) =>
      spawnSync(process.execPath, [toolPath("engine.js"), "--print"], { env, encoding: "utf8" });
    expect(run({ MSP360_ENGINE: folder }).stdout.split(":")[0]).to.equal(folder);
    const failed = run({ MSP360_ENGINE: "/nowhere" });
    expect(failed.status).to.equal(1);
    expect(failed.stderr.trim()).to.equal("MSP360_ENGINE cannot be used: there is no pulumi in /nowhere.");
  });
});

// @ts-check
"use strict";

const { createHash } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const { runCommand, lastLines } = require("./command.js");
const { cachedEngine, fillCache } = require("./engine-cache.js");
const {
  ENGINE_VERSION,
  cacheFolder,
  findProgram,
  launcherFolder,
  pathFolders,
} = require("./engine-programs.js");
const { isOlder } = require("./engine-on-path.js");
const { repositoryRoot } = require("./repository.js");

/** What the `go` line of the two modules asks for. */
const OLDEST_GO_VERSION = "1.25.0";

const BUILD_LIMIT_SECONDS = 1800;

/**
 * The language host comes from the newest release of its module that still contains it. The two programs need
 * different versions of the same dependencies, hence two modules.
 */
const PROGRAMS = [
  { name: "pulumi", packagePath: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi" },
  { name: "language", packagePath: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs" },
].map((program) => ({ ...program, module: path.join(repositoryRoot, "tools", "engine", program.name) }));

const BUILD_FLAGS = [
  "-mod=readonly",
  "-buildvcs=false",
  "-trimpath",
  "-tags=osusergo,grpcnotrace",
  `-ldflags=-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${ENGINE_VERSION}`,
];

/** @param {import("./engine-programs.js").EngineSearch} search */
async function builtBefore({ env }) {
  return cachedEngine(buildFolder(env), "built earlier") ?? "none was built before";
}

/**
 * An engine built from Pulumi's published Go modules, at the versions that tools/engine/ pins.
 *
 * @param {import("./engine-programs.js").EngineSearch} search
 * @returns {Promise<import("./engine-programs.js").Engine | string>} the engine, or why there is none
 */
async function builtNow({ env, progress }) {
  if (process.platform === "win32") return "building an engine is not supported on Windows";
  const go = findProgram("go", pathFolders(env));
  if (go === undefined) return "there is no Go on PATH to build one with";
  const folder = buildFolder(env);
  const failure = await fillCache(folder, progress, (draft) =>
    progress.during(
      `Building the Pulumi engine ${ENGINE_VERSION} with Go (first time only, about 2-4 minutes)`,
      () => buildInto(draft, go, env),
    ),
  );
  return (
    failure ?? cachedEngine(folder, "built with Go") ?? `the build in ${folder} is incomplete: remove it`
  );
}

/**
 * @param {string} folder
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string | undefined>} why it failed
 */
async function buildInto(folder, go, env) {
  const { GOOS: _system, GOARCH: _processor, ...own } = env;
  const goEnv = { ...own, GOBIN: folder, GOWORK: "off", GO111MODULE: "on" };
  for (const { module, packagePath } of PROGRAMS) {
    const { exitCode, output } = await runCommand(go, ["install", ...BUILD_FLAGS, packagePath], {
      cwd: module,
      env: goEnv,
      limitSeconds: BUILD_LIMIT_SECONDS,
    });
    if (exitCode !== 0) return `the build failed${await oldGoNote(go, env)}: ${lastLines(output, 3)}`;
  }
  for (const launcher of fs.readdirSync(launcherFolder)) {
    fs.copyFileSync(path.join(launcherFolder, launcher), path.join(folder, launcher));
    fs.chmodSync(path.join(folder, launcher), 0o755);
  }
  return undefined;
}

/**
 * A Go that is too old can fetch a newer one by itself, when its settings and the connection allow it; so the
 * version matters only once the build has failed.
 *
 * @param {string} go
 * @param {NodeJS.ProcessEnv} env
 */
async function oldGoNote(go, env) {
  const { stdout } = await runCommand(go, ["env", "GOVERSION"], { env: { ...env, GOTOOLCHAIN: "local" } });
  const version = /^go(\d+\.\d+(?:\.\d+)?)/.exec(stdout.trim())?.[1];
  if (version === undefined || !isOlder(version, OLDEST_GO_VERSION)) return "";
  return ` (Go ${version} is too old, ${OLDEST_GO_VERSION} or newer is needed)`;
}

/** @param {NodeJS.ProcessEnv} env */
function buildFolder(env) {
  const recipe = createHash("sha256").update(
    JSON.stringify([BUILD_FLAGS, PROGRAMS.map((p) => p.packagePath)]),
  );
  for (const { module } of PROGRAMS) {
    recipe
      .update(fs.readFileSync(path.join(module, "go.mod")))
      .update(fs.readFileSync(path.join(module, "go.sum")));
  }
  for (const launcher of fs.readdirSync(launcherFolder).sort()) {
    recipe.update(fs.readFileSync(path.join(launcherFolder, launcher)));
  }
  const platform = `${process.platform}-${process.arch}`;
  return path.join(
    cacheFolder(env),
    `engine-${ENGINE_VERSION}-${platform}-${recipe.digest("hex").slice(0, 12)}`,
  );
}

module.exports = { builtBefore, builtNow };

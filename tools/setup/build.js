// @ts-check
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { runCommand } = require("./command.js");
const { SetupError } = require("./repository.js");
const { listFiles, missingOutputs, orphanedOutputs } = require("./build-outputs.js");

/** The folders that the compiler reads, as in tsconfig.json. */
const SOURCE_FOLDERS = ["provider", "simulator", "test", "bench"];

/**
 * Makes dist/ from the sources: compiles, turns the API description into JSON, and removes what belongs to sources
 * that are gone. The compiler keeps a record of its last run, so building again without changes takes a second.
 *
 * @param {string} root the repository
 * @param {import("./progress.js").Progress} progress
 */
async function build(root, progress) {
  const dist = path.join(root, "dist");
  const sources = SOURCE_FOLDERS.flatMap((folder) => listFiles(root, folder));
  const outputs = SOURCE_FOLDERS.flatMap((folder) => listFiles(dist, folder));
  for (const file of orphanedOutputs(sources, outputs)) fs.rmSync(path.join(dist, file));
  if (missingOutputs(sources, outputs).length > 0) {
    // The compiler believes its record, not the folder: without the record it writes every file again.
    fs.rmSync(path.join(dist, ".tsbuildinfo"), { force: true });
  }
  await progress.during("Building (tsc)", () => compile(root));
  writeApiDescription(root);
  const command = path.join(dist, "simulator", "command.js");
  if (fs.existsSync(command)) fs.chmodSync(command, 0o755);
}

/** @param {string} root */
async function compile(root) {
  const compiler = require.resolve("typescript/bin/tsc", { paths: [root] });
  // With the sources inside, a source map is of use to somebody who has only the package.
  const args = [compiler, "--project", path.join(root, "tsconfig.json"), "--inlineSources"];
  const { exitCode, output } = await runCommand(process.execPath, args, { cwd: root });
  if (exitCode !== 0) throw new SetupError(`The build found errors:\n${output.trimEnd()}`);
}

/**
 * The simulator checks requests and replies against the API description; as JSON it needs no YAML parser.
 *
 * @param {string} root
 */
function writeApiDescription(root) {
  const yaml = require(require.resolve("yaml", { paths: [root] }));
  const text = fs.readFileSync(path.join(root, "api", "openapi.yaml"), "utf8");
  const target = path.join(root, "dist", "simulator", "openapi.json");
  const json = `${JSON.stringify(yaml.parse(text))}\n`;
  if (fs.existsSync(target) && fs.readFileSync(target, "utf8") === json) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  // A simulator that starts at this moment must not read half a file.
  fs.writeFileSync(`${target}.${process.pid}`, json);
  fs.renameSync(`${target}.${process.pid}`, target);
}

module.exports = { build };

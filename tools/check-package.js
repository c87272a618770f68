// @ts-check
"use strict";

// Checks the package as it would be published, as `npm run check:package`. With --update the list of packed files
// (tools/package/packed-files.txt) is written anew.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { summarizeFiles, faultyFiles } = require("./package/contents.js");
const { packAndUnpack, pack, packingFaults, exportedNames, run } = require("./package/unpack.js");
const { setUpPackage } = require("./setup.js");
const { createProgress } = require("./setup/progress.js");
const { repositoryRoot, runMain, SetupError } = require("./setup/repository.js");

const snapshotFile = path.join(__dirname, "package", "packed-files.txt");
const progress = createProgress();

/** @param {readonly string[]} files */
function checkFileList(files) {
  const actual = `${summarizeFiles(files).join("\n")}\n`;
  if (process.argv.includes("--update")) fs.writeFileSync(snapshotFile, actual);
  const expected = fs.existsSync(snapshotFile) ? fs.readFileSync(snapshotFile, "utf8") : "";
  if (actual === expected) return;
  const [wanted, present] = [expected, actual].map((text) => new Set(text.split("\n")));
  const missing = [...(wanted ?? [])].filter((line) => !present?.has(line)).map((line) => `- ${line}`);
  const added = [...(present ?? [])].filter((line) => !wanted?.has(line)).map((line) => `+ ${line}`);
  throw new SetupError(
    `The package holds other files than tools/package/packed-files.txt says; if that is meant, run ` +
      `"node tools/check-package.js --update":\n${[...missing, ...added].join("\n")}`,
  );
}

/** @param {string} project */
async function checkPackage(project) {
  const { tarball, folder, files, packed } = await packAndUnpack(repositoryRoot, project);
  const again = fs.mkdtempSync(path.join(project, "again-"));
  const faults = [...faultyFiles(folder, files), ...packingFaults(packed, await pack(repositoryRoot, again))];
  if (faults.length > 0) throw new SetupError(`The package is not as it should be:\n${faults.join("\n")}`);
  checkFileList(files);
  const command = (/** @type {string} */ name) => path.join(repositoryRoot, "node_modules", ".bin", name);
  await run(command("publint"), [tarball, "--strict"], project);
  await run(command("attw"), [tarball, "--profile", "node16", "--no-definitely-typed"], project);
  for (const name of exportedNames(folder)) {
    await run(process.execPath, ["--eval", `require(${JSON.stringify(name)})`], project);
  }
  return files.length;
}

runMain(async () => {
  await setUpPackage(progress);
  const project = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "msp360-package-")));
  try {
    const count = await progress.during("Checking the package", () => checkPackage(project));
    progress.say(`The package is in order (${count} files).`);
  } finally {
    fs.rmSync(project, { recursive: true, force: true });
  }
});

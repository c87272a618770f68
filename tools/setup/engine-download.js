// @ts-check
"use strict";

const net = require("node:net");
const path = require("node:path");
const { runCommand, lastLines } = require("./command.js");
const { cachedEngine, fillCache } = require("./engine-cache.js");
const { ENGINE_VERSION, cacheFolder } = require("./engine-programs.js");
const { repositoryRoot } = require("./repository.js");

const DOWNLOAD_HOST = "get.pulumi.com";
const PROBE_LIMIT_MS = 5_000;
const DOWNLOAD_LIMIT_SECONDS = 300;

/** Runs in a process of its own, because the installer itself knows no limit. */
const INSTALL_PROGRAM = `
  const { PulumiCommand } = require("@pulumi/pulumi/automation");
  const { SemVer } = require(require.resolve("semver", { paths: [require.resolve("@pulumi/pulumi")] }));
  PulumiCommand.install({ root: process.argv[1], version: new SemVer(process.argv[2]) }).then(
    () => process.exit(0),
    (error) => { console.error(error.message); process.exit(1); },
  );
`;

/** @param {import("./engine-programs.js").EngineSearch} search */
async function downloadedBefore({ env }) {
  return cachedEngine(downloadFolder(env), "downloaded earlier") ?? "nothing was downloaded before";
}

/**
 * The official download, by the installer that comes with `@pulumi/pulumi`.
 *
 * @param {import("./engine-programs.js").EngineSearch} search
 * @returns {Promise<import("./engine-programs.js").Engine | string>} the engine, or why there is none
 */
async function downloadedNow({ env, progress }) {
  if (!(await isReachable(DOWNLOAD_HOST, 443, PROBE_LIMIT_MS))) {
    return `the download from ${DOWNLOAD_HOST} cannot be reached from here`;
  }
  const folder = downloadFolder(env);
  const failure = await fillCache(folder, progress, async (draft) => {
    const { exitCode, output } = await progress.during(
      `Downloading the Pulumi engine ${ENGINE_VERSION} (first time only)`,
      () =>
        runCommand(process.execPath, ["-e", INSTALL_PROGRAM, draft, ENGINE_VERSION], {
          cwd: repositoryRoot,
          env,
          limitSeconds: DOWNLOAD_LIMIT_SECONDS,
        }),
    );
    return exitCode === 0 ? undefined : `the download failed: ${lastLines(output, 2)}`;
  });
  return failure ?? cachedEngine(folder, "downloaded") ?? "the download has no pulumi-language-nodejs in it";
}

/** @param {NodeJS.ProcessEnv} env */
function downloadFolder(env) {
  return path.join(cacheFolder(env), `download-${ENGINE_VERSION}-${process.platform}-${process.arch}`);
}

/**
 * Whether a TCP connection comes about; the time for the name is counted too.
 *
 * @param {string} host
 * @param {number} port
 * @param {number} limitMs
 * @returns {Promise<boolean>}
 */
function isReachable(host, port, limitMs) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const timer = setTimeout(() => finish(false), limitMs);
    /** @param {boolean} answer */
    const finish = (answer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => finish(true));
    socket.once("error", () => finish(false));
  });
}

module.exports = { downloadedBefore, downloadedNow, isReachable };

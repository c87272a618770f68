import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { TemporaryFolders } from "../tools/temporary-folder.js";
import { loadTool, toolPath } from "../tools/tool-modules.js";

interface LockedPackage {
  name?: string;
  version?: string;
  resolved?: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
}

interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
}

interface Manifest {
  dependencies: Record<string, string>;
}

interface Modules {
  readonly supplyChainFaults: (root: string) => Promise<string[]>;
}

/** A package of the lock file that is a runtime dependency, and one that is not. */
const RUNTIME = "node_modules/axios";
const DEVELOPMENT = "node_modules/mocha";

describe("the check of the supply chain", () => {
  const folders = new TemporaryFolders();
  let supplyChainFaults: Modules["supplyChainFaults"];

  before(async () => {
    ({ supplyChainFaults } = await loadTool<Modules>("supply-chain/check.js"));
  });

  afterEach(() => folders.removeAll());

  /** The faults of this repository's manifest and lock file after a change. */
  async function faultsAfter(change: (parts: { manifest: Manifest; lockfile: Lockfile }) => void) {
    const root = folders.make();
    const manifest = readJson("package.json") as Manifest;
    const lockfile = readJson("package-lock.json") as Lockfile;
    change({ manifest, lockfile });
    fs.writeFileSync(path.join(root, "package.json"), JSON.stringify(manifest));
    fs.writeFileSync(path.join(root, "package-lock.json"), JSON.stringify(lockfile));
    for (const folder of ["dist", "examples"]) {
      fs.symlinkSync(path.join(repositoryRoot(), folder), path.join(root, folder));
    }
    return supplyChainFaults(root);
  }

  /** The faults after a change of one package in the lock file. */
  function faultsOf(place: string, change: LockedPackage) {
    return faultsAfter(({ lockfile }) => {
      lockfile.packages[place] = { ...lockfile.packages[place], ...change };
    });
  }

  it("finds nothing wrong with this repository", async () => {
    expect(await faultsAfter(() => undefined)).to.deep.equal([]);
  });

  it("refuses a package without an integrity hash", async () => {
    const faults = await faultsAfter(({ lockfile }) => {
      delete lockfile.packages[RUNTIME]?.integrity;
    });
    expect(faults).to.deep.equal([`${RUNTIME} has no integrity hash.`]);
  });

  it("refuses a hash that is no SHA-512, by lockfile-lint and where lockfile-lint looks at the name of the hash only", async () => {
    const weak = await faultsOf(RUNTIME, { integrity: "sha1-Z2l0IGlzIG5vdCBhIGhhc2g=" });
    expect(weak[0]).to.match(/^lockfile-lint: .*detected invalid integrity hash type for package: axios@/s);
    const short = await faultsOf(RUNTIME, { integrity: "sha512-AAAA" });
    expect(short).to.deep.equal([`${RUNTIME} has an integrity hash that is no SHA-512: sha512-AAAA`]);
  });

  for (const resolved of [
    "git+ssh://git@github.com/axios/axios.git#0123456789012345678901234567890123456789",
    "http://registry.npmjs.org/axios/-/axios-1.0.0.tgz",
    "https://mirror.example/axios/-/axios-1.0.0.tgz",
    "https://registry.npmjs.org/axios-evil/-/axios-evil-1.0.0.tgz",
  ]) {
    it(`refuses a package that comes from ${resolved.replace(/#.*/, "")}`, async () => {
      const faults = await faultsOf(RUNTIME, { resolved });
      expect(faults[0]).to.match(/^lockfile-lint: .*detected (invalid|resolved URL)/s);
      expect(faults[1]).to.equal(`${RUNTIME} does not come from the registry, but from ${resolved}`);
    });
  }

  it("refuses a file in place of a package, and a link that leads out of the repository", async () => {
    expect(await faultsOf(RUNTIME, { resolved: "file:axios.tgz" })).to.include(
      `${RUNTIME} does not come from the registry, but from file:axios.tgz`,
    );
    expect(await faultsOf(RUNTIME, { link: true, resolved: "../elsewhere" })).to.deep.equal([
      `${RUNTIME} is a link to "../elsewhere", which is no part of this repository.`,
    ]);
  });

  it("refuses a package under the name of another, and a version that no registry has", async () => {
    expect(await faultsOf(RUNTIME, { name: "axios-evil" })).to.deep.equal([
      `${RUNTIME} holds another package, axios-evil.`,
    ]);
    expect(await faultsOf(RUNTIME, { version: "github:axios/axios" })).to.include(
      `${RUNTIME} has no version of a registry, but "github:axios/axios".`,
    );
  });

  it("refuses a lock file of a form that it does not know", async () => {
    const faults = await faultsAfter(({ lockfile }) => {
      lockfile.lockfileVersion = 2;
    });
    expect(faults).to.deep.equal(["package-lock.json has version 2, not 3."]);
  });

  it("refuses a runtime dependency with an install script, a direct one and one of a dependency's own", async () => {
    expect(await faultsOf(RUNTIME, { hasInstallScript: true })).to.deep.equal([
      `${RUNTIME} is a runtime dependency and has an install script.`,
    ]);
    expect(await faultsOf("node_modules/follow-redirects", { hasInstallScript: true })).to.deep.equal([
      "node_modules/follow-redirects is a runtime dependency and has an install script.",
    ]);
  });

  it("wants a look at each install script of a development dependency", async () => {
    const faults = await faultsOf(DEVELOPMENT, { hasInstallScript: true });
    expect(faults).to.have.length(1);
    expect(faults[0]).to.match(/^node_modules\/mocha has an install script, which is not run here;/);
  });

  it("refuses an eighth direct runtime dependency", async () => {
    const faults = await faultsAfter(({ manifest }) => {
      manifest.dependencies = { ...manifest.dependencies, "left-pad": "^1.3.0" };
    });
    expect(faults).to.deep.equal([
      "There are 8 direct runtime dependencies, and 7 is the limit: " +
        `${Object.keys((readJson("package.json") as Manifest).dependencies).join(", ")}, left-pad.`,
      "left-pad is a runtime dependency, and neither provider/ nor simulator/ loads it.",
    ]);
  });

  it("refuses a package that the code loads and the manifest does not declare", async () => {
    const faults = await faultsAfter(({ manifest }) => {
      manifest.dependencies = Object.fromEntries(
        Object.entries(manifest.dependencies).filter(([name]) => name !== "axios"),
      );
    });
    expect(faults).to.deep.equal([
      "axios is loaded by provider/ or simulator/, and package.json does not declare it.",
    ]);
  });

  it("runs no install scripts when it sets up the repository", async () => {
    const log = path.join(folders.make(), "log");
    const npm = folders.makePrograms({ npm: `echo "$@" > ${log}` });
    const root = folders.make();
    fs.writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: {} }));
    const program = `require(${JSON.stringify(toolPath("setup/install.js"))})
      .installDependencies(${JSON.stringify(root)}, { during: (_title, work) => work() })`;
    await promisify(execFile)(process.execPath, ["-e", program], { env: { PATH: npm } });
    expect(fs.readFileSync(log, "utf8").trim().split(" ")).to.include.members(["ci", "--ignore-scripts"]);
  });
});

function readJson(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(repositoryRoot(), name), "utf8"));
}

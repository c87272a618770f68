import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { TemporaryFolders } from "../tools/temporary-folder.js";
import { loadTool } from "../tools/tool-modules.js";

interface Sbom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version: string;
  }[];
}

interface Modules {
  writeSbom(root: string, file: string): Promise<Sbom>;
  runtimePlaces(sbom: Sbom): Set<string>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

describe("the bill of materials", () => {
  const folders = new TemporaryFolders();
  let tools: Modules;
  let written: string[];
  let sbom: Sbom;

  before(async () => {
    tools = await loadTool<Modules>("supply-chain/sbom.js");
    const folder = folders.make();
    const [one, other] = [path.join(folder, "one.json"), path.join(folder, "other.json")];
    sbom = await tools.writeSbom(repositoryRoot(), one);
    await tools.writeSbom(repositoryRoot(), other);
    written = [one, other].map((file) => fs.readFileSync(file, "utf8"));
  });

  after(() => folders.removeAll());

  it("is the same, byte for byte, when it is written again", () => {
    expect(written[0]).to.equal(written[1]);
    expect(written[0]).to.not.match(/timestamp|serialNumber/);
  });

  it("lists every direct runtime dependency in the locked version, and what those depend on", () => {
    const manifest = readJson("package.json") as Manifest;
    const lockfile = readJson("package-lock.json") as { packages: Record<string, { version: string }> };
    const listed = new Map(
      sbom.components.map(({ group, name, version }) => [fullName(group, name), version]),
    );
    for (const name of Object.keys(manifest.dependencies)) {
      expect(listed.get(name)).to.equal(lockfile.packages[`node_modules/${name}`]?.version);
    }
    expect(listed.has("follow-redirects")).to.equal(true);
    expect(sbom).to.include({ bomFormat: "CycloneDX" });
    expect(sbom.metadata.component.name).to.equal("pulumi-msp360");
  });

  it("lists no package that only the development needs, and no Pulumi, which the user brings", () => {
    const { devDependencies } = readJson("package.json") as Manifest;
    const listed = sbom.components.map(({ group, name }) => fullName(group, name));
    expect(listed.filter((name) => name in devDependencies || name.startsWith("@pulumi/"))).to.deep.equal([]);
  });

  it("tells where each package stands in the lock file", () => {
    const { packages } = readJson("package-lock.json") as { packages: Record<string, unknown> };
    const places = [...tools.runtimePlaces(sbom)].filter((place) => place !== "");
    expect(places).to.have.length(sbom.components.length);
    expect(places.filter((place) => !(place in packages))).to.deep.equal([]);
  });

  it("says nothing of this machine", () => {
    expect(written[0]).to.not.contain(repositoryRoot());
  });
});

function fullName(group: string | undefined, name: string): string {
  return group === undefined ? name : `${group}/${name}`;
}

function readJson(name: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(repositoryRoot(), name), "utf8"));
}

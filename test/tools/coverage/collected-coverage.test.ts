import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import { TemporaryFolders } from "../temporary-folder.js";
import { loadTool } from "../tool-modules.js";

interface Collected {
  readonly processes: number;
  readonly loaded: ReadonlySet<string>;
  takeIn(): string[];
}

interface Modules {
  readonly CollectedCoverage: new (raw: string, kept: string, measured: string) => Collected;
}

describe("coverage that is collected while the tests run", () => {
  const folders = new TemporaryFolders();
  const measured = "/repository/dist/provider";
  const provider = pathToFileURL(`${measured}/a.js`).href;
  const library = pathToFileURL("/repository/node_modules/axios/index.js").href;
  let raw: string;
  let kept: string;
  let collected: Collected;

  beforeEach(async () => {
    const { CollectedCoverage } = await loadTool<Modules>("coverage/collected-coverage.js");
    [raw, kept] = [folders.make(), folders.make()];
    collected = new CollectedCoverage(raw, kept, measured);
  });

  afterEach(() => folders.removeAll());

  function write(name: string, ...urls: string[]): string {
    const text = JSON.stringify({ result: urls.map((url) => ({ scriptId: "1", url, functions: [] })) });
    fs.writeFileSync(path.join(raw, name), text);
    return text;
  }

  it("keeps what counts of each process, and deletes the rest at once", () => {
    write("one.json", library, provider);
    write("two.json", library);
    expect(collected.takeIn()).to.deep.equal([]);
    expect(fs.readdirSync(raw)).to.deep.equal([]);
    expect(fs.readdirSync(kept)).to.deep.equal(["one.json"]);
    expect(fs.readFileSync(path.join(kept, "one.json"), "utf8")).to.not.contain("axios");
    expect([...collected.loaded]).to.deep.equal([provider]);
    expect(collected.processes).to.equal(1);
  });

  it("leaves a file that is still being written for the next time", () => {
    const text = write("one.json", provider);
    fs.writeFileSync(path.join(raw, "one.json"), text.slice(0, -5));
    expect(collected.takeIn()).to.deep.equal(["one.json"]);
    expect(fs.readdirSync(kept)).to.deep.equal([]);
    fs.writeFileSync(path.join(raw, "one.json"), text);
    expect(collected.takeIn()).to.deep.equal([]);
    expect(fs.readdirSync(kept)).to.deep.equal(["one.json"]);
  });
});

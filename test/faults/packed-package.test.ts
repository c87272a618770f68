import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { canary, token } from "./echoing-service.js";
import { placesOf, textsBelow } from "./secret-search.js";

describe("The packed package", () => {
  it("F49: holds no secret of the environment that it was packed in, packed or unpacked", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "msp360-packed-"));
    try {
      const env = { ...process.env, MSP360_PASSWORD: canary, MSP360_LOGIN: token, MSP360_LOG: "debug" };
      const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
      execFileSync("npm", pack, { cwd: repositoryRoot(), env, stdio: "pipe" });
      const [tarball = ""] = fs.readdirSync(folder);
      execFileSync("tar", ["-xzf", path.join(folder, tarball), "-C", folder]);
      const texts = textsBelow(folder);
      expect(texts.map(({ from }) => from)).to.include.members([
        tarball,
        "package/package.json",
        "package/dist/provider/host.js",
      ]);
      expect(placesOf(texts, [canary, token])).to.deep.equal([]);
      expect(placesOf(texts, ["pulumi-msp360/host"])).to.not.deep.equal([]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

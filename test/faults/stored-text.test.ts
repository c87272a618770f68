import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";
import { Stack } from "../engine/harness/stack.js";
import { declared } from "./declared-resources.js";

/** Lays the package out as pnpm does: node_modules holds a link into a store of its own. */
function installAsPnpmDoes(folder: string): void {
  const store = path.join(folder, "node_modules", ".pnpm", "pulumi-msp360@0.1.0", "node_modules");
  fs.mkdirSync(store, { recursive: true });
  fs.symlinkSync(repositoryRoot(), path.join(store, "pulumi-msp360"), "dir");
  fs.symlinkSync(
    path.join(store, "pulumi-msp360"),
    path.join(folder, "node_modules", "pulumi-msp360"),
    "dir",
  );
}

describe("The provider's text in state", () => {
  it("F55: loads from a pnpm layout and after the package has moved, without the program's own resource", async () => {
    const stack = await Stack.open();
    try {
      const resource = { kind: "AccountDestination", args: declared.AccountDestination } as const;
      stack.declare(resource);
      await stack.does("up");
      installAsPnpmDoes(stack.project.folder);
      await stack.does("refresh");
      // The program is gone, so the package comes in by the text in the state alone.
      stack.project.replaceProgram({ "index.js": "" });
      installAsPnpmDoes(stack.project.folder);
      expect(await stack.does("up")).to.deep.equal(["delete it"]);
      expect(stack.simulator.tenant.accounts[0]?.Destinations).to.have.length(2);
    } finally {
      await stack.close();
    }
  });
});

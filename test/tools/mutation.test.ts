import { expect } from "chai";
import { loadTool } from "./tool-modules.js";

interface Selection {
  readonly mutationArguments: (args: readonly string[]) => string[];
}

describe("the mutation command", () => {
  for (const [typed, passed] of [
    [[], []],
    [["provider/http/token.ts"], ["--mutate", "provider/http/token.ts"]],
    [["./provider/http/"], ["--mutate", "provider/http/**/*.ts"]],
    [["provider/http/token.ts:20-30"], ["--mutate", "provider/http/token.ts:20-30"]],
    [
      ["--logLevel", "debug", "provider/http", "provider/errors.ts"],
      ["--logLevel", "debug", "--mutate", "provider/http/**/*.ts,provider/errors.ts"],
    ],
  ] as const) {
    it(`passes on "${typed.join(" ")}" as "${passed.join(" ")}"`, async () => {
      const { mutationArguments } = await loadTool<Selection>("mutation/selection.js");
      expect(mutationArguments(typed)).to.deep.equal(passed);
    });
  }
});

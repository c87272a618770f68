import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { repositoryRoot } from "../engine/harness/project-environment.js";

/** A row of the table in this folder's README. */
interface Row {
  readonly number: string;
  /** The tests that it names, as paths from `test/`. */
  readonly files: readonly string[];
  readonly text: string;
}

interface Title {
  readonly file: string;
  readonly numbers: readonly string[];
}

const folder = "faults";
const allNumbers = Array.from({ length: 62 }, (_, index) => `F${String(index + 1)}`);

function readRows(): Row[] {
  const readme = fs.readFileSync(path.join(repositoryRoot(), "test", folder, "README.md"), "utf8");
  return readme
    .split("\n")
    .map((line) => /^\| (F\d+) +\| .+? +\| (.+?) +\|$/.exec(line))
    .filter((row) => row !== null)
    .map(([, number = "", text = ""]) => ({
      number,
      text,
      files: (text.match(/[\w./-]+\.test\.ts/g) ?? []).map((name) => path.posix.join(folder, name)),
    }));
}

/** The titles of all tests, as mocha sees them without running them. */
function readTitles(): Title[] {
  const mocha = require.resolve("mocha/bin/mocha.js");
  const report = path.join(fs.mkdtempSync(path.join(repositoryRoot(), "dist", "titles-")), "titles.json");
  try {
    const options = ["--dry-run", "--reporter", "json", "--reporter-option", `output=${report}`];
    execFileSync(process.execPath, [mocha, ...options, "dist/test/**/*.test.js"], {
      cwd: repositoryRoot(),
      stdio: "pipe",
    });
    const { tests } = JSON.parse(fs.readFileSync(report, "utf8")) as {
      tests: { readonly fullTitle: string; readonly file: string }[];
    };
    return tests.map(({ fullTitle, file }) => ({
      file: path
        .relative(path.join(repositoryRoot(), "dist", "test"), file)
        .replaceAll(path.sep, "/")
        .replace(/\.js$/, ".ts"),
      numbers: fullTitle.match(/\bF\d+\b/g) ?? [],
    }));
  } finally {
    fs.rmSync(path.dirname(report), { recursive: true });
  }
}

describe("The table of faults", () => {
  const rows = readRows();
  let titles: readonly Title[];

  before(() => {
    titles = readTitles();
  });

  const filesOf = (number: string) =>
    new Set(titles.filter(({ numbers }) => numbers.includes(number)).map(({ file }) => file));

  it("has one row for each of the 62 faults, in their order", () => {
    expect(rows.map(({ number }) => number)).to.deep.equal(allNumbers);
  });

  it("says for each fault where it is tested, or why it does not apply", () => {
    const empty = rows.filter(({ files, text }) => files.length === 0 && !text.startsWith("Does not apply"));
    expect(empty.map(({ number }) => number)).to.deep.equal([]);
  });

  it("names only files in which a title bears the number", () => {
    const wrong = rows.flatMap(({ number, files }) =>
      files.filter((file) => !filesOf(number).has(file)).map((file) => `${number} ${file}`),
    );
    expect(wrong).to.deep.equal([]);
  });

  it("names every file of this folder and of upgrade/ in which a title bears the number", () => {
    const missing = allNumbers.flatMap((number, index) =>
      [...filesOf(number)]
        .filter((file) => file.startsWith(`${folder}/`) || file.startsWith("upgrade/"))
        .filter((file) => rows[index]?.files.includes(file) !== true)
        .map((file) => `${number} ${file}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("has a row for every number that a title of any test cites", () => {
    const cited = new Set(titles.flatMap(({ numbers }) => numbers));
    expect([...cited].filter((number) => !allNumbers.includes(number))).to.deep.equal([]);
    expect(cited.size).to.be.above(50);
  });
});

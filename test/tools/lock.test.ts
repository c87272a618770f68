import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { TemporaryFolders } from "./temporary-folder.js";
import { loadTool, toolPath } from "./tool-modules.js";

interface LockModule {
  readonly withLock: <T>(
    folder: string,
    options: { say: (line: string) => void; repeatMs?: number; deadAfterMs?: number },
    work: () => Promise<T>,
  ) => Promise<T>;
}

const quiet = { say: () => undefined };

/** Leaves a lock as a process would that was killed while holding it. */
function leaveLock(folder: string, owner: { pid: number; host: string }): string {
  fs.mkdirSync(folder);
  const file = path.join(folder, "owner-of-the-test.json");
  fs.writeFileSync(file, JSON.stringify(owner));
  return file;
}

async function endedProcessId(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "exit");
  return child.pid ?? 0;
}

describe("the set-up lock", () => {
  const folders = new TemporaryFolders();
  const children: ChildProcess[] = [];
  let lock: string;
  let withLock: LockModule["withLock"];

  beforeEach(async () => {
    ({ withLock } = await loadTool<LockModule>("setup/lock.js"));
    lock = path.join(folders.make(), "lock");
  });

  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
    folders.removeAll();
  });

  it("lets one process work at a time, and loses no turn among many", async () => {
    const journal = path.join(folders.make(), "journal");
    const program = `
      const fs = require("node:fs");
      const { withLock } = require(${JSON.stringify(toolPath("setup/lock.js"))});
      withLock(${JSON.stringify(lock)}, { say() {} }, async () => {
        fs.appendFileSync(${JSON.stringify(journal)}, "in\\n");
        await new Promise((resolve) => setTimeout(resolve, 20));
        fs.appendFileSync(${JSON.stringify(journal)}, "out\\n");
      });`;
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = spawn(process.execPath, ["-e", program], { stdio: "inherit" });
        children.push(child);
        await once(child, "exit");
        expect(child.exitCode).to.equal(0);
      }),
    );
    expect(fs.readFileSync(journal, "utf8")).to.equal("in\nout\n".repeat(6));
  });

  it("is let go when the work is done and when it fails", async () => {
    expect(await withLock(lock, quiet, () => Promise.resolve(7))).to.equal(7);
    const failure = await withLock(lock, quiet, () => Promise.reject(new Error("no"))).catch(
      (error: unknown) => error,
    );
    expect(failure).to.have.property("message", "no");
    expect(fs.existsSync(lock)).to.equal(false);
  });

  it("says which process it waits for", async () => {
    const file = leaveLock(lock, { pid: process.pid, host: os.hostname() });
    const said: string[] = [];
    const say = (line: string) => {
      said.push(line);
      if (said.length === 2) fs.rmSync(file);
    };
    await withLock(lock, { say, repeatMs: 10 }, () => Promise.resolve());
    expect(said[0]).to.equal(`waiting for another set-up (pid ${process.pid}) ...`);
  });

  it("takes the lock of a process that is gone", async () => {
    leaveLock(lock, { pid: await endedProcessId(), host: os.hostname() });
    expect(await withLock(lock, quiet, () => Promise.resolve("done"))).to.equal("done");
  });

  it("takes a lock whose owner gave no sign of life for a minute, such as one of a container that is gone", async () => {
    const file = leaveLock(lock, { pid: 1, host: "another-machine" });
    const twoMinutesAgo = new Date(Date.now() - 120_000);
    fs.utimesSync(file, twoMinutesAgo, twoMinutesAgo);
    expect(await withLock(lock, quiet, () => Promise.resolve("done"))).to.equal("done");
  });
});

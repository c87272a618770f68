import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** Temporary folders that a test file makes, to be removed together. */
export class TemporaryFolders {
  private readonly folders: string[] = [];

  /** A new empty folder. */
  make(): string {
    const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "msp360-tools-")));
    this.folders.push(folder);
    return folder;
  }

  /** A new folder with executable shell scripts in it, by name; `PATH` needs nothing else to run them. */
  makePrograms(scripts: Readonly<Record<string, string>>): string {
    const folder = this.make();
    for (const [name, body] of Object.entries(scripts)) {
      fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    }
    return folder;
  }

  /** Removes every folder made so far. */
  removeAll(): void {
    for (const folder of this.folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
  }
}

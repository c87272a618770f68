import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { expect } from "chai";

/** A text that was looked at, and where it came from. */
export interface SearchedText {
  readonly from: string;
  readonly text: string;
}

/** A secret in every form in which it may travel. */
function forms(secret: string): string[] {
  const base64 = Buffer.from(secret).toString("base64").replace(/=+$/, "");
  const form = new URLSearchParams({ secret }).toString().slice("secret=".length);
  return [secret, base64, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1)];
}

/** Expects that no line of a text tells a secret in any of its forms, nor any token in a header. */
export function expectNone(text: string, secrets: readonly string[]): void {
  const known = secrets.flatMap(forms);
  const telling = text.split("\n").filter((line) => known.some((form) => line.includes(form)));
  expect(telling.slice(0, 5)).to.deep.equal([]);
  expect(text).to.not.match(/Bearer (?!\*\*\*)\S/);
}

/** Where a secret is found in any of its forms, each place once. */
export function placesOf(texts: readonly SearchedText[], secrets: readonly string[]): string[] {
  const known = secrets.flatMap(forms);
  const telling = texts.filter(({ text }) => known.some((form) => text.includes(form)));
  return [...new Set(telling.map(({ from }) => from))];
}

/**
 * Every file below a folder as text: as it stands, unpacked where it is compressed, and what stands in it as base64.
 * @param leftOut names of files directly in the folder that are not looked at
 */
export function textsBelow(folder: string, leftOut: readonly string[] = []): SearchedText[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !leftOut.includes(file))
    .flatMap((file) =>
      decodings(fs.readFileSync(path.join(folder, file))).map((text) => ({ from: file, text })),
    );
}

const base64Run = /[\w+/-]{16,}/g;

function decodings(bytes: Buffer): string[] {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const text = (isPacked ? zlib.gunzipSync(bytes) : bytes).toString("utf8");
  const inside = (text.match(base64Run) ?? []).map((run) => Buffer.from(run, "base64"));
  return [text, ...inside.flatMap((part) => decodeInside(part))];
}

// What only looks like base64 may begin like a compressed file.
function decodeInside(bytes: Buffer): string[] {
  try {
    return bytes[0] === 0x1f && bytes[1] === 0x8b
      ? [zlib.gunzipSync(bytes).toString("utf8")]
      : [bytes.toString("utf8")];
  } catch {
    return [bytes.toString("utf8")];
  }
}

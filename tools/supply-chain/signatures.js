// @ts-check
"use strict";

const { runCommand, lastLines } = require("../setup/command.js");

/** Why npm could not get at the keys or the signatures: the network, or a registry that has none. */
const NOT_OFFERED =
  /^(ENOTFOUND|EAI_AGAIN|ECONN\w+|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|E40[0345])$/;
const NO_SUPPORTED_REGISTRY = /no dependencies to audit that were installed from a supported registry/;

/**
 * @typedef {object} Verdict
 * @property {"verified" | "not checked" | "refused"} outcome
 * @property {string} sentence to print, whatever the outcome
 */

/**
 * Asks npm whether the registry signed what is installed (`npm audit signatures`).
 *
 * @param {string} root the repository, its packages installed
 * @returns {Promise<Verdict>}
 */
async function auditSignatures(root) {
  // The second try would follow a minute later, and where the keys cannot be reached it fails like the first.
  const args = ["audit", "signatures", "--json", "--fetch-retries=0"];
  return signatureVerdict(await runCommand("npm", args, { cwd: root }));
}

/**
 * @param {import("../setup/command.js").CommandResult} result of `npm audit signatures --json`
 * @returns {Verdict}
 */
function signatureVerdict({ exitCode, stdout, output }) {
  const reply = parse(stdout);
  if (reply?.invalid !== undefined && reply.missing !== undefined) {
    const faults = [...named("invalid", reply.invalid), ...named("missing", reply.missing)];
    if (faults.length > 0)
      return { outcome: "refused", sentence: `Registry signatures: ${faults.join("; ")}.` };
    if (exitCode === 0) {
      return {
        outcome: "verified",
        sentence: "Registry signatures: npm verified those of the installed packages.",
      };
    }
  }
  const { code = "", summary = lastLines(output) } = reply?.error ?? {};
  if (NOT_OFFERED.test(code) || NO_SUPPORTED_REGISTRY.test(summary)) {
    return {
      outcome: "not checked",
      sentence: `Registry signatures: NOT CHECKED, because keys or signatures are not to be had here (${summary.trim()}).`,
    };
  }
  return { outcome: "refused", sentence: `Registry signatures: npm failed to check them: ${summary.trim()}` };
}

/**
 * @param {string} word
 * @param {{ name: string, version: string }[]} packages
 */
function named(word, packages) {
  if (packages.length === 0) return [];
  return [`${word} for ${packages.map(({ name, version }) => `${name}@${version}`).join(", ")}`];
}

/**
 * @param {string} text
 * @returns {{ invalid?: { name: string, version: string }[], missing?: { name: string, version: string }[],
 *   error?: { code?: string, summary?: string } } | undefined} undefined when it is no JSON
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

module.exports = { auditSignatures, signatureVerdict };

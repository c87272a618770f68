// @ts-check
"use strict";

/** Packages with a script that npm runs at installation, and why nothing here needs that it runs. */
const NOT_NEEDED = new Map([
  ["libxmljs2", "it compiles a validator of XML for the SBOM generator, which writes JSON here"],
  ["protobufjs", "it only warns about version ranges; it belongs to @pulumi/pulumi"],
]);

/**
 * Which packages have an install script.
 *
 * @param {import("./lockfile.js").Lockfile} lockfile
 * @returns {string[]} their places, such as "node_modules/protobufjs"
 */
function packagesWithInstallScript({ packages }) {
  return Object.entries(packages)
    .filter(([, locked]) => locked.hasInstallScript === true)
    .map(([place]) => place);
}

/**
 * A user of the package runs the install scripts of what it depends on, so no runtime dependency may have one. In
 * development they are switched off (tools/setup/install.js), and each that appears is looked at once.
 *
 * @param {import("./lockfile.js").Lockfile} lockfile
 * @param {ReadonlySet<string>} runtimePlaces where the runtime dependencies stand
 * @returns {string[]} one sentence for each fault
 */
function installScriptFaults(lockfile, runtimePlaces) {
  return packagesWithInstallScript(lockfile).flatMap((place) => {
    if (runtimePlaces.has(place)) return [`${place} is a runtime dependency and has an install script.`];
    const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    if (NOT_NEEDED.has(name)) return [];
    return [
      `${place} has an install script, which is not run here; see that everything works without it, and add it to ` +
        "the list in tools/supply-chain/install-scripts.js.",
    ];
  });
}

module.exports = { installScriptFaults, packagesWithInstallScript };

"use strict";

const js = require("@eslint/js");
const mocha = require("eslint-plugin-mocha").default;
const typescript = require("typescript-eslint");

const SOURCES = [
  "provider/**/*.ts",
  "simulator/**/*.ts",
  "test/**/*.ts",
  "bench/**/*.ts",
  "examples/**/*.ts",
];

/** What Node gives to every CommonJS file besides `require` and `module`. */
const NODE_GLOBALS = [
  "process",
  "console",
  "Buffer",
  "URL",
  "__dirname",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
];

/** Loaded only when a call is due: a Pulumi program that declares resources stays quick to start. */
const HEAVY_LIBRARIES = ["ajv", "axios", "fast-xml-builder", "fast-xml-parser", "limiter", "valibot"];

/**
 * Rules on imports, for one part of the code. The arrows go one way:
 * program -> resource class -> lifecycle -> endpoints -> HTTP.
 *
 * @param {string[]} files
 * @param {{ regex: string, message: string, allowTypeImports?: boolean }[]} patterns besides the ones for all of provider/
 */
function imports(files, patterns) {
  const everywhere = {
    regex: "/(simulator|test)/",
    message: "The provider must not depend on the simulator or on tests.",
  };
  return {
    files,
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns: [everywhere, ...patterns] }] },
  };
}

const lightStart = {
  regex: `^(${HEAVY_LIBRARIES.join("|")})(/|$)`,
  message:
    "A program loads this file at its start: import types only, and load the library when a call is due.",
  allowTypeImports: true,
};

const ownRoom = {
  // One level up from a room are the other rooms; two levels up is the rest of the provider.
  regex: "^\\.\\./[^.]|/resources/",
  message: "A resource's folder imports no other resource's folder.",
};

module.exports = typescript.config(
  { ignores: ["dist*/", "coverage/", "node_modules/", "**/*.d.ts"] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: "error", noInlineConfig: true } },
  { rules: { "max-lines": ["error", { max: 300 }] } },
  {
    files: ["tools/**/*.js", "bench/programs/*.js", "eslint.config.js"],
    languageOptions: {
      sourceType: "commonjs",
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, "readonly"])),
    },
    rules: { "no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }] },
  },
  {
    files: SOURCES,
    extends: [...typescript.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: __dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of string literals." },
        { selector: "ExportDefaultDeclaration", message: "Export by name." },
        { selector: "TSModuleDeclaration[kind='namespace']", message: "Use a module." },
      ],
    },
  },
  imports(["provider/**/*.ts"], []),
  imports(
    ["provider/http/**/*.ts"],
    [
      {
        regex: "/(host|resources|endpoints|service|computer-data|policy|lookups)/",
        message: "The HTTP layer knows nothing of what uses it.",
      },
    ],
  ),
  imports(
    ["provider/endpoints/**/*.ts"],
    [
      {
        regex: "/(host|resources|service|computer-data|policy|lookups)/",
        message: "Endpoints know HTTP and nothing else.",
      },
    ],
  ),
  imports(
    ["provider/host/**/*.ts"],
    [{ regex: "/resources/", message: "The adapter to Pulumi's host serves any resource and knows none." }],
  ),
  imports(["provider/index.ts"], [lightStart]),
  imports(["provider/resources/*/*.ts"], [ownRoom]),
  imports(["provider/resources/*/resource.ts"], [ownRoom, lightStart]),
  {
    files: ["test/**/*.ts"],
    extends: [mocha.configs.recommended],
    rules: {
      "mocha/no-exclusive-tests": "error",
      "mocha/no-pending-tests": "error",
      "mocha/no-mocha-arrows": "off",
      "mocha/no-setup-in-describe": "off",
      "mocha/consistent-spacing-between-blocks": "off",
      "mocha/max-top-level-suites": "off",
      // Chai's assertions are properties: expect(value).to.be.true
      "@typescript-eslint/no-unused-expressions": "off",
    },
  },
);

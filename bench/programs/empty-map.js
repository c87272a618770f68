"use strict";

// The floor of the bulk form: one resource with the map of bulk.js, whose hooks do nothing.

const pulumi = require("@pulumi/pulumi");
const declared = require("./declared.json");

const code = 'exports.handler=()=>require("./empty-hooks.js").emptyMap';

class EmptyMap extends pulumi.CustomResource {
  constructor(name, args) {
    super("pulumi-nodejs:dynamic/bench:EmptyMap", name, {
      ...args,
      assignmentIds: undefined,
      __provider: code,
    });
  }
}

const assignments = Object.fromEntries(declared.map((assignment, index) => [`user-${index}`, assignment]));
new EmptyMap("users", { assignments });

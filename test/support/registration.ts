import * as pulumi from "@pulumi/pulumi";

/** What the engine is told of a resource. */
export interface Registration {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/**
 * What the engine is told of the resource that `declare` makes, with this test in the place of the engine.
 * @param outputs what the engine answers besides the inputs
 */
export async function registrationOf<Resource extends pulumi.Resource>(
  declare: () => Resource,
  outputs: object = {},
): Promise<Registration & { readonly resource: Resource }> {
  const registered = new Promise<Registration>((resolve) => {
    void pulumi.runtime.setMocks({
      newResource: ({ type, name, inputs }) => {
        const told = inputs as Record<string, unknown>;
        resolve({ type, inputs: told });
        return { id: name, state: { ...told, ...outputs } };
      },
      call: () => ({}),
    });
  });
  const resource = declare();
  return { ...(await registered), resource };
}

/** The value of an output once the engine has answered. */
export function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}

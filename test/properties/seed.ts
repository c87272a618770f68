/** What the random runs begin with: the same in every run, unless MSP360_SEED says another. A failure prints it. */
export const seed = Number(process.env["MSP360_SEED"] ?? 20_260_101);

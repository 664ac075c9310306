/** Whether the whole is wanted, as by `npm run test:all`: every enumeration to its end, and long random runs. */
export const IS_THOROUGH = process.env.PINBREEZE_THOROUGH === '1';

/** What random runs are drawn from; a failing run says its own. */
export const SEED = Number(process.env.PINBREEZE_SEED ?? 20_261_122);

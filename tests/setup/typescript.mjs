// Lets Node run our TypeScript as it stands: it strips the types itself, this finds files that are imported without extension.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      const isFile = /^\.\.?\/|^file:/.test(specifier);
      if (!isFile || error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      return next(`${specifier}.ts`, context);
    }
  },
});

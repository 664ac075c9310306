import { makeBuilds } from './builds';

/** `npm run soak`: with the builds that it needs. */
await makeBuilds(['chrome-mv3-sandbox', 'firefox-mv3-sandbox']);
await import('../soak/main');

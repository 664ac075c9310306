import { expect, test } from 'vitest';
import { describeManifest } from '../../../wxt.config';
import { listSources } from './sources';

/**
 * Where a string of a page, of Postbreeze or of an import does something, and the files that may: each checks it first, or gives it
 * nothing but what we made. A line here is a gate; the same code anywhere else fails.
 */
interface Sink {
  /** What the code looks like. */
  code: RegExp;
  /** The gates, each with why it is safe. */
  gates: Record<string, string>;
}

const SINKS: Record<string, Sink> = {
  'an address is fetched': {
    // `fetch: (...args) => fetch(...args)` hands the browser's own to a world; what calls it is another line here.
    code: /(?<![\w.]|\(\.\.\.args\) => )fetch\(/,
    gates: {
      'lib/images/read.ts': 'isOutOfReach, before and after a redirect',
      'lib/browser/pinterest-boards.ts': 'isOutOfReach; what comes back is read as a Pinterest board alone',
      'lib/browser/in-page.ts': 'data: addresses; and in the page itself, with the page’s own rights',
      'components/options/diagnostics.tsx': 'the API’s client, whose address is the options’ own',
      'components/welcome/sample.tsx': 'a path of ours',
    },
  },
  'an address is fetched through a world': {
    code: /\bworld\.fetch\(/,
    gates: { 'lib/postbreeze/request.ts': 'the API’s address; an upload’s is isOutOfReach and as safe as that' },
  },
  'a world is given the browser’s fetch': {
    code: /\(\.\.\.args\) => fetch\(\.\.\.args\)/,
    gates: {
      'lib/delivery/worker.ts': 'request.ts and read.ts',
      'lib/delivery/accounts.ts': 'request.ts',
      'components/welcome/sample.tsx': 'read.ts',
    },
  },
  'another way to the network': {
    code: /XMLHttpRequest|new (WebSocket|EventSource|Worker|SharedWorker)\b|sendBeacon|importScripts|new Image\b|new FontFace\b/,
    gates: {},
  },
  'a picture is asked for': {
    code: /(?<!<Thumb\s+)\bsrc(set)?=(?!"\/)|\.src(set)?\s*=[^=]|\bposter=|backgroundImage|background-image|url\(\$|\bdata=\{/,
    gates: {
      'components/ui/thumb.tsx': 'isOutOfReach',
      'components/composer/mend-editor.tsx': 'an object URL of kept bytes',
      'components/composer/add-picture.tsx': 'an object URL of a screenshot',
      'lib/images/svg.ts': 'an object URL of a drawing that isLightSvg has weighed',
    },
  },
  'a picture is decoded': {
    code: /createImageBitmap\(|new ImageDecoder\b|\.decode\(\)/,
    gates: {
      'lib/images/picture.ts': 'expectDecodable',
      'lib/images/restore.ts': 'called by picture.ts; DECODE_BUDGET for the two it holds',
      'lib/images/drawing.ts': 'the browser’s own screenshot, and a probe of ours',
      'lib/images/svg.ts': 'weighed by isLightSvg',
      'components/ui/thumb.tsx': 'kept bytes: picture.ts or isSafePicture let them in',
    },
  },
  'bytes are kept': {
    code: /\bputBlob\(/,
    gates: {
      'lib/store/blobs.ts': 'the verb itself',
      'lib/store/import-rows.ts': 'isSafePicture',
      'lib/images/preparer.ts': 'what openPicture decoded, or a drawing that isLightSvg weighed',
      'components/composer/add-picture.tsx': 'isSafePicture',
      'lib/images/svg.ts': 'as preparer.ts',
    },
  },
  'an address is opened': {
    code: /tabs\.(create|update)\(|windows\.create\(|window\.open\(|location\.(assign|replace)\(|location(\.href)?\s*=[^=]|openWindow\(/,
    gates: {
      'lib/browser/screens.ts': 'openTab: http(s) or a path of ours',
      'lib/browser/ways-in.ts': 'the browser’s page of shortcuts',
    },
  },
  'a link leads somewhere': {
    code: /\bhref=(?!"|\{DASHBOARD\}|\{`#)|\.href\s*=[^=]|<form\b[^>]*\baction=/,
    gates: {
      'components/ui/button.tsx': 'http(s), named by its host where that is not Pinterest’s',
      'components/ui/transfer.tsx': 'an object URL of a file of ours',
    },
  },
  'text becomes markup or code': {
    code: /innerHTML|outerHTML\s*=|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|setHTMLUnsafe|\beval\(|new Function\(|srcdoc|setTimeout\(\s*['"`]/,
    gates: {},
  },
  'markup is parsed, apart from any document that is shown': {
    code: /DOMParser|createContextualFragment|\.template\.content/,
    gates: {
      'lib/browser/pinterest-boards.ts': 'read by readBoardPage: JSON in a script that does not run',
    },
  },
  'a page is asked to run something': {
    code: /executeScript\(/,
    gates: {
      'lib/browser/in-page.ts': 'functions of ours, plain arguments',
      'lib/browser/notifications.ts': 'drawToast, which writes text',
    },
  },
  'a host’s permission is asked for': {
    code: /permissions\.request\(/,
    gates: { 'lib/browser/permissions.ts': 'hostPattern: one host of an http(s) address' },
  },
};

/** The page's collector has no network, no tabs and no screen; its own rules are in `tests/unit/page/page-rules.test.ts`. */
const sources = listSources(['lib', 'components', 'entrypoints'], /\.tsx?$/)
  .filter(({ file }) => !file.startsWith('lib/page/'))
  .map(({ file, text }) => ({ file, text: text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '') }));

test.each(Object.entries(SINKS))('%s only at its gates', (_name, { code, gates }) => {
  const found = sources.filter(({ text }) => code.test(text)).map(({ file }) => file);
  expect(found).toEqual(Object.keys(gates).sort());
});

/** What a page of ours may reach, with what needs it. Nothing is there for later. */
const CONNECT: Record<string, string> = {
  "'self'": 'components/welcome/sample.tsx',
  'data:': 'lib/browser/in-page.ts',
  'https:': 'lib/images/read.ts',
  'http:': 'lib/images/read.ts', // pictures of sites without a certificate
};

test('pages of ours reach no more than the gates use', () => {
  const { content_security_policy: policy } = describeManifest({ browser: 'chrome', mode: 'production' });
  const written = String((policy as { extension_pages: string }).extension_pages);
  const [, ...connect] =
    written
      .split('; ')
      .find((one) => one.startsWith('connect-src'))
      ?.split(' ') ?? [];
  expect(connect).toEqual(Object.keys(CONNECT));
  for (const gate of Object.values(CONNECT)) expect(SINKS['an address is fetched']?.gates).toHaveProperty([gate]);
});

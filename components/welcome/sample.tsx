import { render } from 'preact';
import { pretendKey } from '../../lib/browser/key';
import { answerHere } from '../../lib/browser/messages';
import { createPreparer } from '../../lib/images/preparer';
import type { Candidate, PageFacts } from '../../lib/page/facts';
import type { Pin } from '../../lib/pin/pin';
import { putBlob, readBlob } from '../../lib/store/blobs';
import { addBoards, putAccounts } from '../../lib/store/books';
import { useDatabaseName } from '../../lib/store/database';
import { listPins, readPin, updatePin } from '../../lib/store/pins';
import { clearStore } from '../../lib/store/upkeep';
import { SECOND } from '../../lib/time';
import { t } from '../../lib/words/t';
import { createComposer } from '../composer/composer-model';
import { ComposerScreen } from '../composer/composer-screen';
import { Banner } from '../ui/banner';

const ACCOUNT = 'sample';
const PAGE = 'https://sample.pinbreeze.invalid/apple-cake';

/** How long each simulated step to Pinterest takes, slow enough to watch. */
const STEP = 2 * SECOND;

/**
 * The real composer on a made-up article: over a database of its own, and with this page standing in for the worker, for
 * Postbreeze and for Pinterest. No call leaves the browser.
 */
export async function showSample(screen: Element): Promise<void> {
  await useDatabaseName('pinbreeze-sample');
  await clearStore();
  pretendKey('sample');
  const none = async () => null;
  const slides = createPreparer({
    now: Date.now,
    fetch: (...args) => fetch(...args),
    ...{ readPin, updatePin, putBlob, readBlob },
    listPins: () => listPins({ state: 'draft' }),
    hasHost: async () => true,
    ...{ readInPage: none, showPicture: none, captureTab: none, drawSvg: null },
  });
  answerHere({
    wake: pretendDelivery,
    look: async () => {},
    prepare: ({ pinId, slideId }) => slides.prepareSlide(pinId, slideId, null),
    thumbnail: none,
  });
  const now = Date.now();
  await putAccounts([
    {
      ...{
        id: ACCOUNT,
        workspaceId: '',
        workspaceName: '',
        handle: 'sample',
        displayName: t('welcome.sample.account'),
      },
      ...{ avatarUrl: null, status: 'ACTIVE', scopes: ['boards:read', 'pins:write'], tokenExpiresAt: null },
      ...{ defaultBoardId: '1', seenAt: now },
    },
  ]);
  await addBoards([
    { accountId: ACCOUNT, id: '1', name: t('welcome.sample.board'), source: 'meta' },
    { accountId: ACCOUNT, id: '2', name: t('welcome.sample.otherBoard'), source: 'meta' },
  ]);
  const composer = createComposer();
  document.documentElement.dataset.mode = 'page';
  render(<ComposerScreen composer={composer} place="page" bar={<PracticeBar />} />, screen);
  await composer.open({ facts: await writeFacts(now) });
}

function PracticeBar() {
  return (
    <Banner title={t('welcome.practice')} actions={<a href="welcome.html#try">{t('welcome.practiceBack')}</a>}>
      {t('welcome.practiceWords')}
    </Banner>
  );
}

/** What the collector would find on the article. The pictures are data addresses, since they are on no web site. */
async function writeFacts(now: number): Promise<PageFacts> {
  return {
    pageUrl: PAGE,
    pageTitle: t('welcome.sample.title'),
    collectedAt: now,
    candidates: [
      await writeCandidate('/sample/apple-cake.jpg', t('welcome.sample.cake'), 1000, 1500),
      await writeCandidate('/sample/autumn-fields.jpg', t('welcome.sample.fields'), 1200, 800),
    ],
    leftOut: [],
    link: { url: PAGE, reason: 'canonical' },
    otherLinks: [],
    title: t('welcome.sample.title'),
    description: t('welcome.sample.description'),
    site: t('welcome.sample.site'),
    optOut: null,
    complete: true,
    notes: [],
  };
}

async function writeCandidate(path: string, text: string, width: number, height: number): Promise<Candidate> {
  const url = await readAsDataUrl(await (await fetch(path)).blob());
  return {
    ...{ url, text, pinText: '', link: null, proposals: [], variants: [], foundIn: 'img', score: 1 },
    ...{ naturalWidth: width, naturalHeight: height, shownWidth: width / 2, shownHeight: height / 2 },
  };
}

function readAsDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

/** Takes each scheduled pin the whole way, step by step, in this page alone. */
async function pretendDelivery(): Promise<void> {
  for (const { id } of await listPins({ state: 'queued' })) {
    await pass(id, (pin) => ({
      ...pin,
      state: 'handed-over',
      done: { ...pin.done, postId: 'sample', handedOverAt: Date.now() },
    }));
    await pass(id, (pin) => ({ ...pin, state: 'published' }));
  }
}

async function pass(id: string, change: (pin: Pin) => Pin): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, STEP));
  await updatePin(id, change);
}

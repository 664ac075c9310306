import sharp from 'sharp';
import type { Sandbox } from '../sandbox/sandbox';
import { DEMO_BOARDS } from '../sandbox/seed';
import type { Post } from '../sandbox/state';

/** A post as the stand-in holds it, in lines; what is said of its pictures is measured from their bytes. */
export async function describePost(post: Post, sandbox: Sandbox): Promise<string> {
  const [target] = post.targets;
  const options: Record<string, unknown> = target?.platformOptions ?? {};
  const board = DEMO_BOARDS.find(({ id }) => id === options.board)?.name;
  const pictures = await Promise.all(
    post.media.map(({ mediaAssetId }) => describePicture(sandbox.state.media.get(mediaAssetId)?.bytes)),
  );
  const lines: [name: string, value: unknown][] = [
    ['post', `${post.id}, ${post.status}`],
    ['pin', target?.externalUrl],
    ['board', `${board} (${options.board})`],
    ['title', options.title],
    ['text', post.caption],
    ['link', options.link],
    ['time', post.scheduledAt === null ? 'none' : new Date(post.scheduledAt).toISOString()],
    ...pictures.map((picture, index): [string, string] => [`slide ${index + 1}`, picture]),
  ];
  return `\nThe post, as the stand-in holds it\n${lines.map(([name, value]) => `  ${name.padEnd(8)}  ${value}`).join('\n')}`;
}

async function describePicture(bytes: Uint8Array | null | undefined): Promise<string> {
  if (!bytes) return 'nothing was stored';
  const { format, width, height } = await sharp(bytes).metadata();
  return `${format?.toUpperCase()}, ${width} × ${height} pixels, ${bytes.byteLength.toLocaleString('en')} bytes`;
}

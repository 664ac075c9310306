/** What has changed; screens that show it read it again. */
export type Topic = 'pins' | 'boards' | 'accounts' | 'settings' | 'pause' | 'damaged';

type Announcement = Topic | { topic: Topic; ids: string[] };

const NAME = 'pinbreeze';
let sender: BroadcastChannel | undefined;

/**
 * Announces a write to every context, this one included. The store calls it. `ids`: the records that changed, so that long
 * lists need not be read whole.
 */
export function announce(topic: Topic, ids?: string[]): void {
  if (!sender) {
    sender = new BroadcastChannel(NAME);
    unref(sender);
  }
  sender.postMessage((ids ? { topic, ids } : topic) satisfies Announcement);
}

/** Calls `look` at each announcement from any context. Without `ids`, any record may have changed. Answers how to stop. */
export function listen(look: (topic: Topic, ids?: string[]) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  unref(channel);
  channel.onmessage = ({ data }: MessageEvent<Announcement>) =>
    typeof data === 'string' ? look(data) : look(data.topic, data.ids);
  return () => channel.close();
}

/** Node, unlike browsers, keeps a process alive for an open channel. */
function unref(channel: BroadcastChannel): void {
  (channel as { unref?: () => void }).unref?.();
}

/** What was written; screens that show it look again. */
export type Topic = 'pins' | 'boards' | 'accounts' | 'settings' | 'pause' | 'damaged';

const NAME = 'pinbreeze';
let sender: BroadcastChannel | undefined;

/** Tells every context, this one included, that something was written. Each write of the store does so by itself. */
export function announce(topic: Topic): void {
  if (!sender) {
    sender = new BroadcastChannel(NAME);
    unref(sender);
  }
  sender.postMessage(topic);
}

/** Calls `look` at each announcement, of whichever context. Answers how to stop. */
export function listen(look: (topic: Topic) => void): () => void {
  const channel = new BroadcastChannel(NAME);
  unref(channel);
  channel.onmessage = (event: MessageEvent<Topic>) => look(event.data);
  return () => channel.close();
}

/** Node keeps a process alive for an open channel; browsers know no such thing. */
function unref(channel: BroadcastChannel): void {
  (channel as { unref?: () => void }).unref?.();
}

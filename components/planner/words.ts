import type { PinState } from '../../lib/pin/pin';
import type { Tone } from '../ui/banner';
import type { IconName } from '../ui/icon';
import type { Act } from './acts';
import type { Filter, SectionName } from './view';

/** A pin's state as its row names it. */
export const STATES: Record<PinState, { words: string; tone: Tone | 'quiet' }> = {
  draft: { words: 'Draft', tone: 'quiet' },
  queued: { words: 'Queued', tone: 'info' },
  sending: { words: 'Sending', tone: 'info' },
  'handed-over': { words: 'Handed over', tone: 'info' },
  published: { words: 'Published', tone: 'good' },
  failed: { words: 'Failed', tone: 'danger' },
  canceled: { words: 'Canceled', tone: 'quiet' },
};

export const FILTER_WORDS: Record<Filter, string> = {
  all: 'All',
  'needs-you': 'Needs you',
  draft: 'Drafts',
  queued: 'Queued',
  'handed-over': 'Handed over',
  published: 'Published',
  failed: 'Failed',
  canceled: 'Canceled',
};

export const SECTION_WORDS: Record<SectionName, string> = {
  'needs-you': 'Needs you',
  upcoming: 'Upcoming',
  draft: 'Drafts',
  published: 'Published',
  canceled: 'Canceled',
};

/** The names of the acts' buttons. */
export const ACT_WORDS: Record<Act, { words: string; icon: IconName }> = {
  here: { words: 'Schedule here', icon: 'check' },
  send: { words: 'Send now', icon: 'send' },
  adopt: { words: 'It is there', icon: 'check' },
  again: { words: 'Schedule again', icon: 'retry' },
  retry: { words: 'Retry', icon: 'retry' },
  edit: { words: 'Edit', icon: 'edit' },
  reschedule: { words: 'Reschedule', icon: 'clock' },
  duplicate: { words: 'Duplicate', icon: 'copy' },
  remove: { words: 'Remove', icon: 'trash' },
};

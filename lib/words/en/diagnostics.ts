/** What the options say about this installation, for a report of what does not work. */
export const diagnostics = {
  'diagnostics.title': 'Diagnostics',
  'diagnostics.note':
    'When something does not work, test the connection and send us this report. It holds no key, no names and none of your texts.',
  'diagnostics.test': 'Test the connection',
  'diagnostics.testing': 'Asking Postbreeze…',
  'diagnostics.noKey': 'There is no API key yet. Connect first, then test the connection.',
  'diagnostics.understood': 'Postbreeze answers, and Pinbreeze understands its answers.',
  'diagnostics.copy': 'Copy report',
  'diagnostics.copied': 'The report is copied.',
  'diagnostics.copyFailed': 'The report could not be copied. Select it and copy it yourself.',
  'diagnostics.report': 'Report',

  'diagnostics.version': 'Pinbreeze',
  'diagnostics.browser': 'Browser',
  'diagnostics.storage': 'Storage',
  'diagnostics.storageUsed': '{used} MB used of {quota} MB',
  'diagnostics.kept': 'Kept here',
  'diagnostics.counts': '{pins} pins, {drafts} drafts, {boards} boards, {accounts} accounts, {damaged} damaged records',
  'diagnostics.states': 'Pins by state',
  'diagnostics.answered': '{status} {type}, {ms} ms',
  'diagnostics.workspaces': { one: '{count} workspace', other: '{count} workspaces' },
  'diagnostics.accounts': { one: '{count} Pinterest account', other: '{count} Pinterest accounts' },
  'diagnostics.posts': { one: '{count} post', other: '{count} posts' },
  'diagnostics.unread': { one: '{count} entry not understood', other: '{count} entries not understood' },
  'diagnostics.clock': 'Clock',
  'diagnostics.clockAhead': 'Postbreeze’s clock is {seconds} s ahead of this browser’s',
} as const;

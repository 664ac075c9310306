/** The first-run page. */
export const welcome = {
  'welcome.title': 'Welcome to Pinbreeze',
  'welcome.intro':
    'Pin from any web page, and have each pin go out at the time you choose. Three short steps, and you can skip any of them: this page stays in the options.',
  'welcome.skip': 'Skip for now',
  'welcome.done': 'Done',
  'welcome.connect': 'Connect',
  'welcome.connectNote':
    'Pinbreeze hands your pins to Postbreeze, which publishes them. Create an API key in Postbreeze and paste it here. With it, Pinbreeze reads your Pinterest accounts and, from your earlier posts, their boards.',
  'welcome.makeKey': 'Get an API key',
  'welcome.sentByNote': 'Who should send your pins when their time comes? You can choose differently for each pin.',
  'welcome.recommended': '{choice} (recommended)',
  'welcome.boards': 'Boards',
  'welcome.boardsWait': 'Your boards appear here once you are connected.',
  'welcome.boardsNote':
    'These are the boards we know from your account and earlier posts. Add others by their address, or open a board on Pinterest and click the Pinbreeze button there.',
  'welcome.tryIt': 'Try it',
  'welcome.tryNote':
    'Practise on this made-up article. It needs no network and no account: everything works as it does on a real page, but nothing is stored or sent.',
  'welcome.trySample': 'Pin from the sample article',
  'welcome.practice': 'Practice',
  'welcome.practiceWords':
    'This is the composer on a made-up article. Nothing is sent, and nothing you do here is kept.',
  'welcome.practiceBack': 'Back to the first steps',
  'welcome.tryReal': 'On a real page you have three ways to begin:',
  'welcome.wayButton': 'Click the Pinbreeze button in the toolbar.',
  'welcome.wayButtonKeys': 'Click the Pinbreeze button in the toolbar, or press {keys}.',
  'welcome.wayMenu': 'Right-click a picture, a link or the page, and choose “Schedule to Pinterest”.',
  'welcome.wayKey':
    'Press the quick-pin shortcut: the page’s best picture goes to your board at the next free time, with undo.',
  'welcome.wayKeyKeys': 'Press {keys}: the page’s best picture goes to your board at the next free time, with undo.',
  'welcome.promises': 'What Pinbreeze may do, in plain words',
  'welcome.promisePage':
    'It reads a page only when you ask it to. It has no access to your other tabs or your history.',
  'welcome.promiseSites':
    'It asks before it reads pictures from another site, one site at a time. You can take that back in the options.',
  'welcome.promiseSends': 'It sends your pins to Postbreeze and nothing to anyone else: no statistics, no tracking.',
  'welcome.promiseKey': 'Your key and your drafts stay in this browser.',
  'welcome.sample.site': 'Hearth & Hill, a sample',
  'welcome.sample.title': 'The apple cake that forgives everything',
  'welcome.sample.description': 'One bowl, three apples, and a crumb that stays soft until Sunday.',
  'welcome.sample.cake': 'Apple cake on a white stand',
  'welcome.sample.account': 'Sample account',
  'welcome.sample.board': 'Autumn baking',
  'welcome.sample.otherBoard': 'Weekend cakes',
  'welcome.sample.fields': 'A path through stubble fields in autumn',
} as const;

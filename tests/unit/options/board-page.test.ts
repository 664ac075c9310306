import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { boardPath, readBoardPage } from '../../../lib/page/board-page';

const ADDRESS = 'https://www.pinterest.com/hearthandhill/nordic-cabins/';

function pageWith(...data: string[]): Document {
  const { document } = new Window();
  for (const text of data) {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = text;
    document.body.append(script);
  }
  return document as unknown as Document;
}
const board = (over: object = {}) => ({
  id: '836543855725305',
  name: 'Nordic cabins',
  url: '/hearthandhill/nordic-cabins/',
  ...over,
});

describe('the board of a Pinterest page', () => {
  it('is found anywhere in the page’s data', () => {
    const deep = JSON.stringify({ state: { resources: [{ data: { 'x:1': board() } }] } });
    expect(readBoardPage(pageWith('not json', '{}', deep), ADDRESS)).toEqual({
      id: '836543855725305',
      name: 'Nordic cabins',
    });
  });

  it('is the one at the address, not another on the page', () => {
    const others = [board({ id: '1', name: 'Other', url: '/hearthandhill/other/' }), board()];
    expect(readBoardPage(pageWith(JSON.stringify({ others })), ADDRESS)?.id).toBe('836543855725305');
  });

  it('is found by an address with non-ASCII letters', () => {
    const data = JSON.stringify(board({ url: '/anna/k%C3%B6k/', name: 'Kök' }));
    expect(readBoardPage(pageWith(data), 'https://se.pinterest.com/anna/kök/')?.name).toBe('Kök');
  });

  it('is refused from another site, or with an id that is not a number', () => {
    const data = JSON.stringify(board());
    expect(readBoardPage(pageWith(data), 'https://evil.test/hearthandhill/nordic-cabins/')).toBeUndefined();
    expect(readBoardPage(pageWith(JSON.stringify(board({ id: 'javascript:1' }))), ADDRESS)).toBeUndefined();
  });

  it('is given up on in a page with endless data', () => {
    const data = JSON.stringify([...Array(200_000)].map((_, i) => ({ i })));
    expect(readBoardPage(pageWith(data), ADDRESS)).toBeUndefined();
  });
});

it.each([
  ['https://www.pinterest.com/a/b/', '/a/b/'],
  ['https://www.pinterest.co.uk/a/b?x=1', '/a/b/'],
  ['https://www.pinterest.com/pin/123/', undefined],
  ['https://www.pinterest.com/a/', undefined],
  ['https://notpinterest.com/a/b/', undefined],
  ['no address', undefined],
])('the board path of %s is %s', (address, path) => {
  expect(boardPath(address)).toBe(path);
});

import { expect, it, vi } from 'vitest';
import { findTypedBoard, isBoardAddress } from '../../../lib/browser/pinterest-boards';

const cabins = { id: '42', name: 'Nordic cabins' };

function find(id: string, name = '', { granted = true, board = cabins as typeof cabins | null } = {}) {
  const requestHost = vi.fn(async (_address: string) => granted);
  const findBoardAt = vi.fn(async (_address: string) => board ?? undefined);
  return { requestHost, findBoardAt, found: findTypedBoard({ id, name }, { requestHost, findBoardAt }) };
}

it('takes an id as typed, with its name if one is given, and asks for no host', async () => {
  const { requestHost, found } = find(' 836543855725303 ', 'Cosy kitchens');
  expect(await found).toEqual({ id: '836543855725303', name: 'Cosy kitchens' });
  expect(await find('836').found).toEqual({ id: '836', name: '836' });
  expect(requestHost).not.toHaveBeenCalled();
});

it.each([
  ['https://www.pinterest.com/a/b/', 'https://www.pinterest.com/a/b/'],
  ['pinterest.se/a/b', 'https://www.pinterest.se/a/b'],
  ['https://pinterest.com/a/b', 'https://www.pinterest.com/a/b'],
  ['de.pinterest.com/a/b', 'https://de.pinterest.com/a/b'],
  ['pin.it/xyz', 'https://pin.it/xyz'],
])('reads %s at %s, and asks for its host within the click', async (typed, address) => {
  const { requestHost, findBoardAt, found } = find(typed, 'My cabins');
  expect(requestHost).toHaveBeenCalledExactlyOnceWith(address);
  expect(await found).toEqual({ id: '42', name: 'My cabins' });
  expect(findBoardAt).toHaveBeenCalledExactlyOnceWith(address);
});

it('says what is wrong: nothing typed, no permission, no board on the page', async () => {
  expect(await find('  ').found).toMatch(/Enter the board’s id/);
  const refused = find('pinterest.com/a/b', '', { granted: false });
  expect(await refused.found).toMatch(/Without permission/);
  expect(refused.findBoardAt).not.toHaveBeenCalled();
  expect(await find('pinterest.com/a/b', '', { board: null }).found).toMatch(/could not be read/);
});

it.each(['836543855725303', 'board-1', 'Cosy kitchens', 'Pinterest. Ideas / all'])('%s is not an address', (text) => {
  expect(isBoardAddress(text)).toBe(false);
});

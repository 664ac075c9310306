import { expect, test } from 'vitest';
import { isOutOfReach, isPrivateAddress } from '../../../lib/page/identity/private-host';

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://0177.0.0.1/',
  'http://2130706433/',
  'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/',
  'http://１２７.0.0.1/',
  'http://user@127.0.0.1/',
  'http://0x7f000001/',
  'http://10.1.2.3/',
  'http://172.31.0.1/',
  'http://192.168.0.1:8080/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://0.0.0.0/',
  'http://224.0.0.1/',
  'http://[::1]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[0:0:0:0:0:ffff:7f00:1]/',
  'http://[::ffff:0:192.168.0.1]/',
  'http://[64:ff9b::10.0.0.1]/',
  'http://[64:ff9b:1::8.8.8.8]/',
  'http://[::7f00:1]/',
  'http://[::]/',
  'http://[2002:7f00::]/',
  'http://[2002:a00:1::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://localhost/',
  'http://LOCALHOST./',
  'http://localhost../',
  'http://localhost.localdomain/',
  'http://10.0.0.1.nip.io/',
  'http://app.lvh.me/',
  'http://app.localhost/',
  'http://nas.local./',
  'http://printer/',
  'http://wiki.internal/',
])('%s is private', (url) => {
  expect(isPrivateAddress(url)).toBe(true);
});

test.each([
  'https://www.example.com/',
  'http://172.32.0.1/',
  'http://11.0.0.1/',
  'http://100.128.0.1/',
  'http://[2606:4700::1111]/',
  'http://[::ffff:8.8.8.8]/',
  'http://[64:ff9b::8.8.8.8]/',
  'http://[2002:808:808::1]/',
  'http://[2001:4860:4860:0:0:0:0:8888]/',
  'https://local.example.com/',
  'https://lvh.me.example.com/',
  'not an address',
])('%s is not private', (url) => {
  expect(isPrivateAddress(url)).toBe(false);
});

test.each([
  ['http://10.0.0.1/a.png', 'https://www.example.com/', true],
  ['http://10.0.0.1/a.png', '', true],
  ['http://bread.ddev.site/a.png', 'https://www.example.com/', true],
  ['http://bread.test/a.png', 'https://www.example.com/', true],
  ['http://bread.test/a.png', 'http://bread.test/rye', false],
  ['http://10.0.0.1/a.png', 'http://intranet/wiki', false],
  ['http://localhost/a.png', 'file:///C:/a.html', false],
  ['https://cdn.example.com/a.png', 'https://www.example.com/', false],
  ['data:image/png;base64,AA', 'https://www.example.com/', false],
])('%s on the page %s is out of reach: %s', (url, page, is) => {
  expect(isOutOfReach(url, page)).toBe(is);
});

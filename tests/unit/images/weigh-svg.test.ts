import { expect, test } from 'vitest';
import { isLightSvg } from '../../../lib/images/svg';

const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">${body}</svg>`;
const group = (id: string, of: string, times: number) => `<g id="${id}">${`<use href="#${of}"/>`.repeat(times)}</g>`;

test('ordinary drawings are light', () => {
  const shapes = Array.from({ length: 20_000 }, (_, index) => `<path id="p${index}" d="M0 ${index}h1"/>`).join('');
  expect(isLightSvg(svg(shapes))).toBe(true);
  expect(isLightSvg(svg(`<rect id="a"/>${group('b', 'a', 100)}${group('c', 'b', 10)}`))).toBe(true);
  const shadow = '<filter id="f"><feGaussianBlur stdDeviation="2"/><feOffset/><feMerge/></filter>';
  expect(isLightSvg(svg(`${shadow}${'<g filter="url(#f)"><path/></g>'.repeat(8)}`))).toBe(true);
});

test('a huge number of uses is heavy, nested or written out', () => {
  const nested = Array.from({ length: 6 }, (_, level) => group(`l${level + 1}`, `l${level}`, 10)).join('');
  expect(isLightSvg(svg(`<rect id="l0"/>${nested}`))).toBe(false);
  expect(isLightSvg(svg(`<rect id="a"/>${'<use xlink:href="#a"/>'.repeat(200_000)}`))).toBe(false);
});

test('circular references, entities and long filter chains are heavy', () => {
  expect(isLightSvg(svg(group('a', 'b', 1) + group('b', 'a', 1)))).toBe(false);
  expect(isLightSvg(`<!DOCTYPE svg [<!ENTITY a "aaa">]>${svg('&a;')}`)).toBe(false);
  const chain = `<filter id="f">${'<feTurbulence numOctaves="9"/>'.repeat(200)}</filter>`;
  expect(isLightSvg(svg(`${chain}<rect filter="url(#f)"/>`))).toBe(false);
});

test('is quick on input made to be slow', () => {
  const start = process.cpuUsage(); // CPU time, not the clock, which runs on while others use the machine
  isLightSvg(`<svg ${'a="'.repeat(50_000)}`);
  isLightSvg(svg('<g>'.repeat(100_000)));
  isLightSvg(svg('<use href="#'.repeat(50_000)));
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(2_000);
});

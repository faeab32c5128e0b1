import { createSeal } from '../../lti-tool/lti/seal';

const secret = Buffer.alloc(32, 1);

describe('createSeal', () => {
  it('opens what it sealed', () => {
    const box = createSeal(secret);
    expect(box.open(box.seal('a private key, déjà vu'))).toBe('a private key, déjà vu');
    expect(box.open(box.seal(''))).toBe('');
  });

  it('shows nothing of the text, and seals the same text differently each time', () => {
    const box = createSeal(secret);
    const [one, other] = [box.seal('private key'), box.seal('private key')];
    expect(one).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
    expect(one).not.toBe(other);
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString()).not.toContain('private');
  });

  it.each([0, 1, 2, 3])('opens nothing that was changed in part %i', (part) => {
    const box = createSeal(secret);
    const parts = box.seal('private key').split('.');
    const changed = parts.map((text, index) =>
      index === part ? (text.startsWith('A') ? 'B' : 'A') + text.slice(1) : text,
    );
    expect(() => box.open(changed.join('.'))).toThrow();
  });

  it('opens nothing with a shortened tag or of another secret', () => {
    const sealed = createSeal(secret).seal('private key');
    const [version, iv, tag, text] = sealed.split('.');
    const short = [version, iv, tag?.slice(0, 6), text].join('.');
    expect(() => createSeal(secret).open(short)).toThrow();
    expect(() => createSeal(Buffer.alloc(32, 2)).open(sealed)).toThrow();
    expect(() => createSeal(secret).open('private key')).toThrow('not sealed in a known form');
  });

  it('takes only a 32-byte secret', () => {
    expect(() => createSeal(Buffer.alloc(16))).toThrow('32 bytes');
  });
});

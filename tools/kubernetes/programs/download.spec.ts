import { createHash } from 'node:crypto';
import { publishedChecksum } from './download.ts';

const digest = createHash('sha256').update('program').digest('hex');

describe('the checksum of a release', () => {
  it('is nothing when the list names other files only', () => {
    expect(publishedChecksum(`${digest}  etcd-darwin-amd64.zip\n`, 'etcd-linux-amd64.tar.gz')).toBeUndefined();
  });
  it('is nothing when the publisher answered a page instead', () => {
    expect(publishedChecksum('<html>not found</html>', 'kubectl')).toBeUndefined();
  });
  it('is read from a bare file and from a list', () => {
    expect(publishedChecksum(digest, 'kubectl')).toBe(digest);
    expect(publishedChecksum(`${'0'.repeat(64)}  other\n${digest} *kwok-linux-amd64\n`, 'kwok-linux-amd64')).toBe(digest);
  });
});

/** English: what is wrong with a source of calls. */
import type { SourceFault } from '../../domain/fault.ts';
import { listed, plain, quotedEnglish } from '../quote.ts';
import type { FaultTexts } from '../types.ts';

const EXAMPLE = '"asterisk://pbxctl@10.0.0.5:5038?name=office"';

export const sourceFaults: Pick<FaultTexts, SourceFault['code']> = {
  'source-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is no address of a source of calls`,
    next: `Write the user and the host of the Asterisk manager, and a name: --source ${EXAMPLE}; or a T2: "t2:?name=main"`,
  }),
  'source-with-secret': ({ variable }) => ({
    message:
      'the address of a source must not hold its secret: others on this machine could read it',
    next: `Take it out of the address and put it in the variable ${plain(variable)}, or a file in ${plain(variable)}_FILE`,
  }),
  'source-nameless': ({ address }) => ({
    message: `the source ${plain(address)} has no name, and its calls are told apart by it`,
    next: `Give it one, and never another: --source ${EXAMPLE}`,
  }),
  'source-name-unreadable': ({ text }) => ({
    message: `${quotedEnglish(text)} is no name of a source`,
    next: 'Take up to 40 letters a to z, digits and hyphens: ?name=office',
  }),
  'source-twice': ({ name }) => ({
    message: `two sources are called ${quotedEnglish(name)}`,
    next: 'Give each a name of its own: ?name=office, ?name=warehouse',
  }),
  'source-option-unknown': ({ option, known }) => ({
    message: `a source has no option ${quotedEnglish(option)}`,
    next: `Take one of these: ${listed(known)}`,
  }),
  'source-secret-missing': ({ name, variable }) => ({
    message: `the secret of the source ${quotedEnglish(name)} is not given`,
    next: `Put it in the variable ${plain(variable)}, or the file that has it in ${plain(variable)}_FILE`,
  }),
  'source-secret-unreadable': ({ variable, why }) => ({
    message: `the secret in ${plain(variable)} cannot be read: ${plain(why)}`,
    next: 'Give a file with the secret on its one line',
  }),
  'source-unknown': ({ name, known }) => ({
    message: `there is no source ${quotedEnglish(name)}`,
    next:
      known.length > 0
        ? `Take one of these: ${listed(known)}`
        : `This PBX has none; give serve one: pbxctl serve --source ${EXAMPLE}`,
  }),
  'source-unreachable': ({ address, why }) => ({
    message: `${plain(address)} cannot be reached: ${plain(why)}`,
    next: 'See that Asterisk runs, that enabled = yes, bindaddr and port in its manager.conf are right, and that no firewall is between',
  }),
  'source-certificate': ({ address, why }) => ({
    message: `the certificate of ${plain(address)} is not trusted: ${plain(why)}`,
    next: 'Name the authority that signed it: PBX_CA_FILE=/etc/ssl/firm-ca.pem',
  }),
  'source-silent': ({ address, seconds }) => ({
    message: `${plain(address)} has said nothing for ${seconds} s`,
    next: 'See that this is the port of the Asterisk manager (5038, or with tls=yes 5039)',
  }),
  'source-closed': ({ address }) => ({
    message: `${plain(address)} has closed the connection`,
    next: 'See the log of Asterisk: it may restart, or its manager.conf may not permit this machine',
  }),
  'source-foreign': ({ address }) => ({
    message: `what answers at ${plain(address)} is no Asterisk manager`,
    next: 'See that this is the port of the Asterisk manager (5038, or with tls=yes 5039)',
  }),
  'source-login-refused': ({ address, user, why }) => ({
    message: `${plain(address)} does not let ${quotedEnglish(user)} in: ${plain(why)}`,
    next: 'See user, secret and permit in manager.conf, then: asterisk -rx "manager reload"',
  }),
  'source-login-open': ({ address }) => ({
    message: `${plain(address)} takes the secret only as it is, and anybody on the way could read it`,
    next: 'Turn TLS on in manager.conf (tlsenable = yes) and say so in the address: &tls=yes',
  }),
};

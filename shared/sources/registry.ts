import { aircall } from './aircall.ts';
import { amazonConnect } from './amazon-connect.ts';
import { custom } from './custom.ts';
import { dialpad } from './dialpad.ts';
import { eightByEight } from './eight-by-eight.ts';
import { five9 } from './five9.ts';
import { genesys } from './genesys.ts';
import { intercom } from './intercom.ts';
import { justcall } from './justcall.ts';
import { ringcx } from './ringcx.ts';
import { ringex } from './ringex.ts';
import type { Source } from './source.ts';
import { standard } from './standard.ts';
import { talkdesk } from './talkdesk.ts';
import { twilio } from './twilio.ts';
import { voiso } from './voiso.ts';
import { vonage } from './vonage.ts';
import { webex } from './webex.ts';
import { zendesk } from './zendesk.ts';
import { zoom } from './zoom.ts';

/** Every vendor, by the name that the configuration uses. */
export const sources: Readonly<Record<string, Source>> = {
  aircall,
  'amazon-connect': amazonConnect,
  custom,
  dialpad,
  'eight-by-eight': eightByEight,
  five9,
  genesys,
  intercom,
  justcall,
  ringcx,
  ringex,
  standard,
  talkdesk,
  twilio,
  voiso,
  vonage,
  webex,
  zendesk,
  zoom,
};

/** A volume row with a value in each of its columns. */
export const sampleVolume = {
  UpdateExisting: 'false',
  CollectionPoint: '1',
  Interval: '10/30/2020 2:15:00',
  ContactsOffered: '5',
  ContactsNotHandled: '2',
  TalkTime: '600',
  HoldTime: '30',
  ServiceLevelPct: '90',
  CollectionTimeStamp: '10/30/2020',
  OutboundContacts: '2',
  OutboundTimeStamp: '3',
} as const;

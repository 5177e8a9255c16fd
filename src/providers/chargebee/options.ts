import { flagOption, type OptionTable, textOption } from '../../mapping/options.js';

const DISABLED = 'all-disabled';

export const options: OptionTable = {
  key: 'chargebee',
  typeName: 'ChargebeeContactOptions',
  description: 'Options that are sent as the chargebee-* request headers of the same names.',
  fields: {
    // The list accepts this header as the write does, and then shows that entity alone.
    businessEntityId: textOption(
      {
        title: 'Business entity',
        description:
          'The business entity of a multi-entity site: the call acts within it. Without one, as contact(id) sends none, a call sees the whole site.',
        wire: 'chargebee-business-entity-id',
        needs: 'WHOLE_ACCOUNT',
        example: '__default__',
      },
      { max: 50 },
    ),
    disableWebhooks: flagOption(
      {
        title: 'Disable webhooks',
        description: 'Disables webhooks for the events of this call.',
        wire: 'chargebee-event-webhook',
        needs: 'SCOPE',
        example: true,
      },
      DISABLED,
    ),
    disableEmails: flagOption(
      {
        title: 'Disable emails',
        description: 'Disables emails for the events of this call.',
        wire: 'chargebee-event-email',
        needs: 'SCOPE',
        example: true,
      },
      DISABLED,
    ),
    disableEventActions: flagOption(
      {
        title: 'Disable event actions',
        description: 'Disables webhooks, emails and all other actions for the events of this call.',
        wire: 'chargebee-event-actions',
        needs: 'SCOPE',
        example: true,
      },
      DISABLED,
    ),
    originDevice: textOption({
      title: 'Device',
      help: 'The device from which the contact is added, for the audit log.',
      description: 'The device that the request came from, for the audit log.',
      wire: 'chargebee-request-origin-device',
      needs: 'SCOPE',
      example: 'Reception desk',
    }),
    originIp: textOption(
      {
        title: 'Network address',
        help: 'The IP address or host name from which the contact is added, for the audit log.',
        description:
          'The IPv4 address, IPv6 address or host name that the request came from, for the audit log.',
        wire: 'chargebee-request-origin-ip',
        needs: 'SCOPE',
        example: '192.0.2.1',
      },
      {
        pattern: /^(?!-)[A-Za-z0-9.:-]{1,253}$/u,
        expected: 'an IPv4 or IPv6 address or a host name',
      },
    ),
    originUser: textOption(
      {
        title: 'User',
        help: 'The email address of the person who adds the contact, for the audit log.',
        description:
          'The email address of the person who made the request, for the audit log. Base64-encoded on the wire unless it is ASCII.',
        wire: 'chargebee-request-origin-user',
        needs: 'SCOPE',
        headers: userHeader,
        fromToken: 'originUser',
        example: 'agent@example.com',
      },
      { pattern: /^/u },
    ),
  },
};

/** HTTP strips blanks at the ends of a header value. */
function userHeader(user: unknown): Record<string, string> {
  const name = 'chargebee-request-origin-user';
  return /^(?! )[\x20-\x7e]+(?<! )$/.test(String(user))
    ? { [name]: String(user) }
    : { [`${name}-encoded`]: Buffer.from(String(user), 'utf8').toString('base64') };
}

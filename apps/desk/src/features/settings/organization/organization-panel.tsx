import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dataOf, type OwnOrganization } from '@ventanilla/web';
import { Building2 } from 'lucide-react';
import { api } from '../../../shared/api/api.ts';
import { imageBody } from '../../../shared/api/image-body.ts';
import { organizationQuery } from '../../../shared/brand/organization.ts';
import { ImageField } from '../../../shared/components/image-field.tsx';
import { useTranslation } from '../../../shared/i18n/use-translation.ts';
import { logoSidePx } from '../../../shared/images/sizes.ts';
import classes from '../shared/panel.module.css';
import { Loaded, Panel } from '../shared/panel.tsx';
import { keepOrganization } from './organization.queries.ts';
import { OrganizationForm } from './organization-form.tsx';
import own from './organization-panel.module.css';
import { TicketRulesForm } from './ticket-rules-form.tsx';

/** The company whose desk this is: its name, looks, language and zone. */
export function OrganizationPanel() {
  const { t } = useTranslation('settings');
  const query = useQuery(organizationQuery);
  return (
    <Panel title={t('sections.organization')} lead={t('organization.lead')}>
      <Loaded query={query}>
        {(organization) => (
          <div className={classes.fields}>
            <div data-setting="logo">
              <Logo organization={organization} />
            </div>
            <OrganizationForm organization={organization} />
            <TicketRulesForm />
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Logo({ organization }: { organization: OwnOrganization }) {
  const { t } = useTranslation('settings');
  const queryClient = useQueryClient();
  const { logoUrl } = organization;
  return (
    <ImageField
      label={t('organization.logo')}
      hint={t('organization.logoHint')}
      preview={
        <span className={own.logo}>
          {logoUrl ? <img src={logoUrl} alt="" /> : <Building2 size={24} strokeWidth={1.5} aria-hidden />}
        </span>
      }
      has={logoUrl !== null}
      sidePx={logoSidePx}
      onUpload={async (image) =>
        keepOrganization(queryClient, await dataOf(api.PUT('/api/v1/organization/logo', imageBody(image))))
      }
      onRemove={async () =>
        keepOrganization(queryClient, await dataOf(api.DELETE('/api/v1/organization/logo')))
      }
    />
  );
}

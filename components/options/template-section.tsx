import { useSignal } from '@preact/signals';
import { applyTemplate, TEMPLATE_FIELDS } from '../../lib/pin/fill-template';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from '../../lib/pin/limits';
import { createDraft, type Pin } from '../../lib/pin/pin';
import { createSlide } from '../../lib/pin/slide';
import type { Template } from '../../lib/pin/template';
import { formatDate, formatList } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { SelectField, TextArea, TextField } from '../ui/field';
import type { OptionsModel } from './model';

/** Templates: words with fields in braces, and an example of each filled in. */
export function TemplateSection({ options }: { options: OptionsModel }) {
  const chosen = useSignal<string | null>(null);
  const templates = options.settings.value?.templates;
  if (!templates) return null;
  const template = templates.find(({ id }) => id === chosen.value) ?? templates[0];
  const put = (patch: Partial<Template>) =>
    void options.change({ templates: templates.map((one) => (one === template ? { ...one, ...patch } : one)) });
  const add = () => {
    const id = crypto.randomUUID();
    const name = t('templates.newName', { place: templates.length + 1 });
    chosen.value = id;
    void options.change({
      templates: [...templates, { id, name, title: '{title}', description: '{description}', hashtags: '', utm: '' }],
    });
  };
  return (
    <div class="part-body">
      <p class="part-note">
        {t('templates.note', { fields: formatList(TEMPLATE_FIELDS.map((field) => `{${field}}`)) })}
      </p>
      <div class="part-acts">
        {templates.length > 1 && (
          <SelectField
            label={t('templates.choose')}
            value={template?.id ?? ''}
            options={templates.map(({ id, name }) => [id, name] as const)}
            onValue={(id) => (chosen.value = id)}
          />
        )}
        <Button icon="add" onClick={add}>
          {t('templates.add')}
        </Button>
        {template && (
          <Button
            icon="trash"
            onClick={() => void options.change({ templates: templates.filter((one) => one !== template) })}
          >
            {t('templates.remove', { name: template.name })}
          </Button>
        )}
      </div>
      {template && <TemplateFields key={template.id} template={template} put={put} />}
    </div>
  );
}

function TemplateFields({ template, put }: { template: Template; put: (patch: Partial<Template>) => void }) {
  return (
    <>
      <TextField label={t('templates.name')} value={template.name} onValue={(name) => put({ name })} />
      <TextField label={t('templates.title')} value={template.title} onValue={(title) => put({ title })} />
      <TextArea
        label={t('templates.description')}
        value={template.description}
        onValue={(description) => put({ description })}
      />
      <TextField label={t('templates.hashtags')} value={template.hashtags} onValue={(hashtags) => put({ hashtags })} />
      <TextField
        label={t('templates.utm')}
        value={template.utm}
        onValue={(utm) => put({ utm })}
        dir="ltr"
        spellcheck={false}
      />
      <Preview template={template} />
    </>
  );
}

/** The template filled in for an example; lengths count after filling in. */
function Preview({ template }: { template: Template }) {
  const { content, notes } = applyTemplate(createExample(), template, {
    site: 'Hearth & Hill',
    date: formatDate(Date.now()),
    price: '€4.50',
  });
  const unknown = notes.filter(({ kind }) => kind === 'unknown').map(({ field }) => `{${field}}`);
  return (
    <section class="template-preview" aria-label={t('templates.preview')} aria-live="polite">
      <p class="part-note">{t('templates.preview')}</p>
      <p dir="auto">
        <strong>{content.title}</strong> <Count length={content.title.length} limit={TITLE_LIMIT} />
      </p>
      <p class="template-words" dir="auto">
        {content.description} <Count length={content.description.length} limit={DESCRIPTION_LIMIT} />
      </p>
      <p>
        <code dir="ltr">{content.link}</code>
      </p>
      {unknown.length > 0 && (
        <p class="row-fix">{t('templates.unknown', { count: unknown.length, fields: formatList(unknown) })}</p>
      )}
    </section>
  );
}

function Count({ length, limit }: { length: number; limit: number }) {
  return (
    <span class={length > limit ? 'row-fix' : 'soft'}>
      {length}/{limit}
    </span>
  );
}

function createExample(): Pin {
  const source = { pageUrl: 'https://example.com/pumpkin-soup', pageTitle: '', collectedAt: 0 };
  const text = t('templates.example.alt');
  return {
    ...createDraft({ id: '', source, handOver: 'at-time', now: 0 }),
    title: t('templates.example.title'),
    description: t('templates.example.description'),
    link: source.pageUrl,
    board: { id: '', name: t('templates.example.board') },
    slides: [createSlide({ id: '', url: '', text, width: 0, height: 0 })],
  };
}

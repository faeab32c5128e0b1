import path from 'node:path';
import express, { type Express } from 'express';
import { loadAssets } from '../../lti-tool/web/assets';
import { loadTemplates } from '../../lti-tool/web/templates';
import { previewPages } from './preview-pages';

const views = path.join(__dirname, '../../views');

/** Every page with sample models at `/<name>`, under the tool's own content security policy. */
export function previewApp(): Express {
  const assets = loadAssets(path.join(views, 'assets'));
  const templates = loadTemplates(views, assets, { evaluation: true });
  const app = express();
  app.use(assets.router);
  app.use((_req, res, next) => {
    res.set(
      'Content-Security-Policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'",
    );
    next();
  });
  for (const { name, template, model, inVisit, script } of previewPages) {
    app.get(`/${name}`, (_req, res) => {
      const navigation = inVisit
        ? [
            { href: '/progress', label: 'My progress', current: name.startsWith('progress') },
            { href: '/outline', label: 'Programme', current: name === 'outline' },
            { href: '/scores', label: 'Scores', current: name === 'scores' },
          ]
        : [];
      const origin = inVisit && {
        place: 'Stakeholder Engagement for UNTOC, Asia 2026 · Our Moodle',
        back: { href: '/', label: 'Back to the course' },
      };
      const chrome = { title: name, navigation, scripts: [script], ...origin };
      res.send(templates.page(template, model, chrome));
    });
  }
  app.get('/', (_req, res) => {
    res.send(previewPages.map(({ name }) => `<p><a href="/${name}">${name}</a></p>`).join('\n'));
  });
  return app;
}

/** `npx tsx test/support/preview.ts [port]` */
if (require.main === module) {
  const port = Number(process.argv[2] ?? 4000);
  previewApp().listen(port, () => process.stdout.write(`http://localhost:${port}\n`));
}

import { useEffect, useRef } from 'preact/hooks';
import type { About } from '../../data.ts';
import { AgentsPage } from './agents/agents-page.tsx';
import { api } from './api.ts';
import { CodesPage } from './codes/codes-page.tsx';
import { LettersPage } from './letters/letters-page.tsx';
import { NowPage } from './now/now-page.tsx';
import { Link } from './parts/link.tsx';
import { Fault, Loading } from './parts/notices.tsx';
import { ThemeSwitch } from './parts/theme-switch.tsx';
import { places, useRoute } from './route.ts';
import { TryPage } from './try/try-page.tsx';
import { useLoad } from './use-load.ts';
import { VolumePage } from './volume/volume-page.tsx';

/** What stands around every part: the way to the others, and which deployment is looked at. */
export function Shell() {
  const { path, query } = useRoute();
  const about = useLoad(api.about, 'about');
  const place = places.find((each) => each.path === path) ?? places[0];
  const heading = useHeadingFocus(path);
  useEffect(() => {
    document.title = `${place.name} · Cloud Connect adapter`;
  }, [place]);
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="side">
        <p class="product">
          <img src="/icon.svg" alt="" width="26" height="26" />
          <span>Cloud Connect adapter</span>
        </p>
        <nav aria-label="Parts of the console">
          <ul>
            {places.map((each) => (
              <li key={each.path}>
                <Link to={each.path} current={each.path === path}>
                  {each.name}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div class="side-foot">
          {about.value && <Environment about={about.value} />}
          <ThemeSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <div class="page-head">
          <h1 tabIndex={-1} ref={heading}>
            {place.name}
          </h1>
          <p class="says">{place.says}</p>
        </div>
        {about.value?.readOnly && <p class="read-only">{about.value.readOnly}</p>}
        {about.value?.note && <p class="read-only">{about.value.note}</p>}
        {about.error && <Fault message={about.error} retry={about.reload} />}
        {about.value ? <Part path={path} query={query} about={about.value} /> : !about.error && <Loading />}
      </main>
    </div>
  );
}

type PartProps = { readonly path: string; readonly query: URLSearchParams; readonly about: About };

function Part({ path, query, about }: PartProps) {
  switch (path) {
    case '/agents':
      return <AgentsPage about={about} query={query} />;
    case '/volume':
      return <VolumePage about={about} />;
    case '/try':
      return <TryPage about={about} />;
    case '/codes':
      return <CodesPage about={about} />;
    case '/dead-letters':
      return <LettersPage about={about} query={query} />;
    default:
      return <NowPage about={about} />;
  }
}

function Environment({ about }: { readonly about: About }) {
  return (
    <p class="environment">
      <span class="quiet">Environment</span> <strong>{about.environment}</strong>
      <span class="badge">{about.kind === 'local' ? 'local run' : 'read-only'}</span>
    </p>
  );
}

/** Whoever goes to another part by keyboard or by ear begins at its heading. */
function useHeadingFocus(path: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) heading.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return heading;
}

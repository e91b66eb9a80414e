// "Tiếng Việt ▾": the same page in the other language; opens without JavaScript.
import { inLanguage, languages, type Shell } from './shell.ts'
import { words } from './words.ts'

export function LanguageMenu({ shell }: { shell: Shell }) {
  return (
    <details class="menu">
      <summary
        class="button quiet"
        aria-label={`${words[shell.language].languageName}, ${words[shell.language].changeLanguage}`}
      >
        {words[shell.language].languageName} ▾
      </summary>
      <div class="menu-list">
        {languages.map((language) => (
          <a key={language} href={inLanguage(language, shell.path)} lang={language} hreflang={language}>
            {words[language].languageName}
          </a>
        ))}
      </div>
    </details>
  )
}

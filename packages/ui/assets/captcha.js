// Gives the captcha's widget its worker and the page's own words.
const widget = document.querySelector('altcha-widget')
const { label, worker } = widget.dataset
globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker(worker))
const language = document.documentElement.lang
const texts = {
  vi: {
    ariaLinkLabel: 'Altcha',
    error: 'Chưa kiểm tra được. Hãy tải lại trang.',
    expired: 'Đã hết hạn. Hãy làm lại.',
    label,
    loading: 'Đang tải…',
    reload: 'Tải lại',
    verificationRequired: 'Hãy đánh dấu vào ô này.',
    verified: 'Đã kiểm tra',
    verify: 'Kiểm tra',
    verifying: 'Đang kiểm tra…',
    waitAlert: 'Đang kiểm tra, xin đợi một chút.',
  },
  en: { label, verified: 'Checked', verifying: 'Checking…', waitAlert: 'Checking, please wait a moment.' },
}
globalThis.$altcha.i18n.set(language, { ...globalThis.$altcha.i18n.get('en'), ...texts[language] })
widget.configure({ hideFooter: true, hideLogo: true, humanInteractionSignature: false, language, minDuration: 300 })

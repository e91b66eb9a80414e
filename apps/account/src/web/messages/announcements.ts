// What many are told at once, as unaccented Vietnamese in one SMS of 160.

/** `until`: "08:31"; `host`: the address that people know. */
export const openingSms = (host: string, until: string): string =>
  `Cua dang nhap du phong dang mo den ${until}. Vao ${host} bang so CCCD va mat khau du phong. Thoi nhan tin: muc Tai khoan cua toi.`

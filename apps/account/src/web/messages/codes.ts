// Every refusal has one sentence in every language; the compiler refuses a code without its text.
import type { Language } from '@motcua/ui/shell.ts'

const vi = {
  // what was typed
  'identifier-missing': 'Hãy nhập số CMND/CCCD hoặc số điện thoại.',
  'identifier-unreadable': 'Số này chưa đúng: CMND có 9 số, CCCD có 12 số, điện thoại di động có 10 số.',
  'id-number-unreadable': 'Số này chưa đúng: CMND có 9 số, CCCD có 12 số.',
  'username-missing': 'Hãy nhập tên đăng nhập.',
  'password-missing': 'Hãy nhập mật khẩu.',
  'name-missing': 'Hãy nhập họ và tên.',
  'reason-missing': 'Hãy nêu lý do, ít nhất 10 ký tự.',
  'choice-missing': 'Hãy chọn một mục.',
  'code-format': 'Mã gồm 6 chữ số.',
  'phone-format': 'Hãy nhập số di động Việt Nam, ví dụ 0901 234 926.',
  // signing in
  'sign-in-wrong':
    'Số hoặc mật khẩu chưa đúng, hoặc tài khoản này hiện chưa được dùng cửa dự phòng. Hãy kiểm tra lại, hoặc gọi số hỗ trợ.',
  'phone-sign-in-wrong': 'Số điện thoại hoặc mật khẩu chưa đúng.',
  'console-wrong': 'Tên đăng nhập, mật khẩu hoặc mã chưa đúng.',
  'console-network': 'Trang quản trị chỉ dùng được từ mạng được phép.',
  'door-closed': 'Cửa dự phòng đang đóng. Hãy đăng nhập bằng CDVCQG; nếu Cổng không vào được, hãy gọi số hỗ trợ.',
  locked: 'Đã thử sai nhiều lần. Hãy đợi {wait} rồi thử lại; bạn vẫn có thể đăng nhập bằng CDVCQG.',
  'address-limit': 'Có quá nhiều lần thử từ mạng này. Hãy đợi {wait} rồi thử lại.',
  busy: 'Đang có nhiều người đăng nhập cùng lúc. Hãy thử lại sau ít giây.',
  'attempt-over': 'Lần đăng nhập này đã hết thời gian. Hãy bắt đầu lại.',
  'period-closed': 'Cửa dự phòng vừa đóng. Hãy đăng nhập bằng CDVCQG.',
  'no-second-factor':
    'Tài khoản chưa đăng ký số nhận OTP hay cách xác thực nào khác nên chưa dùng được cửa này. Hãy gọi số hỗ trợ.',
  'strong-way-needed':
    'Cửa này không nhận mã qua tin nhắn. Hãy đăng nhập bằng CDVCQG rồi thêm ứng dụng xác thực hoặc khóa truy cập ở mục “Cách xác thực”; nếu không vào được Cổng, hãy gọi số hỗ trợ.',
  'sms-off': 'Cửa này không nhận mã qua tin nhắn. Hãy dùng ứng dụng xác thực hoặc khóa truy cập.',
  suspended: 'Tài khoản đang bị tạm khóa. Hãy liên hệ quản trị đơn vị.',
  'held-prove-anew':
    'Tài khoản đang bị giữ vì có báo “không phải tôi”. Hãy bắt đầu lại và nhập mật khẩu Cổng một lần nữa để mở; sau đó đặt mật khẩu dự phòng mới.',
  // codes
  'code-wrong': 'Mã chưa đúng. Hãy xem lại tin nhắn mới nhất.',
  'code-older': 'Đây là mã cũ. Hãy dùng mã {tag} trong tin nhắn mới nhất.',
  'code-dead': 'Mã này không còn dùng được. Hãy bấm “Gửi lại” để nhận mã mới.',
  'code-locked': 'Đã nhập sai nhiều mã. Hãy đợi {wait} rồi thử lại; bạn vẫn có thể đăng nhập bằng CDVCQG.',
  'code-too-soon': 'Vừa gửi một mã. Hãy đợi {wait} rồi gửi lại.',
  'code-too-many': 'Đã gửi nhiều mã. Hãy đợi {wait} rồi thử lại.',
  // authenticator app, passkeys
  'authenticator-wrong': 'Mã chưa đúng hoặc đã dùng rồi. Hãy chờ mã kế tiếp trong ứng dụng.',
  'authenticator-new-wrong': 'Mã chưa khớp. Hãy xem ứng dụng đã quét đúng mã QR này và giờ trên điện thoại đã đúng.',
  'authenticator-late': 'Mã QR này đã hết hạn. Hãy quét mã mới bên dưới.',
  'passkey-name': 'Hãy đặt tên để nhận ra khóa này, nhiều nhất 60 ký tự.',
  'passkey-late': 'Lượt xác thực này đã hết hạn hoặc đã dùng rồi. Hãy bấm lại.',
  'passkey-wrong': 'Khóa truy cập này chưa được chấp nhận. Hãy thử lại, hoặc dùng cách khác.',
  'passkey-there': 'Khóa này đã được thêm trước đó.',
  'passkeys-most': 'Mỗi tài khoản có nhiều nhất 10 khóa. Hãy xóa bớt một khóa trước.',
  'way-gone': 'Cách xác thực này không còn.',
  'way-last': 'Đây là cách xác thực duy nhất nên không thể xóa. Hãy thêm một cách khác trước.',
  // the portal
  'portal-away': 'Cổng Dịch vụ công Quốc gia hiện không truy cập được.',
  'portal-error': 'Đăng nhập qua Cổng chưa xong. Hãy thử lại.',
  'portal-cancelled': 'Bạn đã dừng đăng nhập ở Cổng. Hãy thử lại khi sẵn sàng.',
  'portal-late': 'Lượt đăng nhập qua Cổng này đã hết hạn hoặc đã dùng rồi. Hãy bắt đầu lại.',
  'portal-not-listed': 'Bạn đã đăng nhập Cổng thành công, nhưng chưa có trong danh sách cán bộ của tỉnh.',
  'portal-conflict': 'Số định danh này đã liên kết với một tài khoản khác của Cổng. Hãy liên hệ quản trị đơn vị.',
  'portal-no-id': 'Cổng chưa gửi số định danh của bạn nên chưa thể đối chiếu. Hãy thử lại sau.',
  // captcha
  'captcha-missing': 'Hãy xác nhận “Tôi không phải là người máy”.',
  'captcha-away': 'Dịch vụ “Tôi không phải là người máy” bên ngoài không trả lời. Hãy dùng ô kiểm tra mới bên dưới.',
  'captcha-wrong': 'Xác nhận “Tôi không phải là người máy” chưa đúng hoặc đã hết hạn. Hãy làm lại.',
  // phones
  'phone-taken': 'Số này đang nhận mã cho một tài khoản khác. Hãy dùng số khác hoặc liên hệ quản trị đơn vị.',
  'phone-there': 'Số này đã có trong danh sách của bạn.',
  'phones-most': 'Mỗi tài khoản có nhiều nhất 2 số. Hãy xóa bớt một số trước.',
  'phone-changes': 'Mỗi ngày chỉ đổi số được 2 lần. Hãy thử lại vào ngày mai.',
  'phone-gone': 'Số này không còn trong danh sách.',
  'phone-last': 'Bạn đăng nhập bằng số này nên không thể xóa. Hãy cập nhật sang số khác.',
  'codes-there': 'Bộ mã khôi phục mới vừa được tạo.',
  // passwords
  'password-short': 'Mật khẩu cần ít nhất 8 ký tự.',
  'password-long': 'Mật khẩu dài nhất 128 ký tự.',
  'password-classes':
    'Mật khẩu 8–50 ký tự cần đủ chữ hoa, chữ thường, số và ký tự đặc biệt; hoặc dùng một cụm từ từ 15 ký tự.',
  'password-blocked':
    'Mật khẩu này quá dễ đoán: nó có trong danh sách mật khẩu phổ biến, hoặc chứa tên, tỉnh, năm. Hãy chọn mật khẩu khác.',
  'password-reused': 'Mật khẩu này đã dùng gần đây. Hãy chọn mật khẩu khác 10 mật khẩu gần nhất.',
  'password-unlike': 'Hai lần nhập mật khẩu chưa giống nhau.',
  'password-old-wrong': 'Mật khẩu hiện tại chưa đúng.',
  // reset
  'reset-limit': 'Đã yêu cầu đặt lại mật khẩu nhiều lần. Hãy đợi {wait} rồi thử lại.',
  'reset-code-wrong': 'Mã chưa đúng, hoặc đã hết hạn. Hãy xem tin nhắn mới nhất, hoặc bấm “Gửi lại”.',
  'reset-over': 'Yêu cầu đặt lại mật khẩu đã hết thời gian. Hãy bắt đầu lại.',
  'reset-needs-proof':
    'Cần thêm một bằng chứng: đăng nhập bằng CDVCQG trên trình duyệt này trong 30 phút gần đây, hoặc mã khôi phục, hoặc quản trị đơn vị duyệt.',
  'reset-paused':
    'Đang có nhiều mã sai trên toàn hệ thống. Trong 30 phút tới, chỉ đặt lại được bằng mã khôi phục hoặc sau khi đăng nhập CDVCQG.',
  'recovery-wrong': 'Mã khôi phục chưa đúng hoặc đã dùng.',
  'recovery-locked': 'Đã thử mã khôi phục nhiều lần. Hãy đợi {wait} rồi thử lại.',
  // console
  'minutes-range': 'Thời gian mở từ 5 đến 60 phút.',
  'scope-missing': 'Hãy chọn cửa mở cho ai.',
  'period-gone': 'Cửa này đã được đóng trước đó.',
  'period-overlaps': 'Cửa đã được {who} mở lúc {at}. Xem bên dưới.',
  'needs-second-person': 'Phạm vi này vừa mở trong 60 phút qua: gia hạn cần một quản trị viên thứ hai.',
  'policy-there': 'Phạm vi này đã có đề nghị hoặc đang mở tự động. Xem bên dưới.',
  'policy-gone': 'Không còn đề nghị này, hoặc chính bạn đã đề nghị: cần một quản trị viên khác.',
  'request-gone': 'Yêu cầu này đã được xử lý.',
  'joint-same': 'Bạn đã duyệt yêu cầu này: cần một người thứ hai.',
  'joint-unit': 'Yêu cầu này cần ít nhất một quản trị đơn vị duyệt. Hãy nhờ quản trị đơn vị của cán bộ.',
  'joint-asks': 'Mỗi ngày chỉ xin đổi số được 3 lần. Hãy đợi {wait} rồi thử lại.',
  'joint-over': 'Yêu cầu này chưa được duyệt đủ, hoặc đã hết hạn. Hãy gửi lại.',
  'fresh-needed': 'Việc này cần xác thực lại. Hãy nhập mật khẩu và mã.',
  'last-administrator': 'Đây là quản trị viên cuối cùng nên không thể tạm khóa.',
  'console-locked': 'Đã thử sai nhiều lần. Hãy đợi {wait} rồi thử lại, hoặc dùng lệnh quản trị trên máy chủ.',
  'agencies-missing': 'Hãy chọn ít nhất một đơn vị.',
  'people-missing': 'Hãy nhập ít nhất một số CMND/CCCD, mỗi dòng một số.',
  'people-unknown': 'Không tìm thấy cán bộ ở dòng {lines}. Hãy kiểm tra lại số CMND/CCCD.',
  'people-most': 'Mỗi lần mở cho nhiều nhất 200 người. Hãy chọn theo đơn vị.',
  'extension-range': 'Chỉ gia hạn được từ 5 đến {most} phút nữa: cửa mở liên tục không quá 8 giờ.',
  'standby-most':
    'Cửa đã mở đủ 8 giờ liên tục nên không gia hạn thêm được. Có thể mở lại khi cửa đã đóng được 60 phút.',
  'officer-unknown': 'Không có cán bộ nào mang số này.',
  'person-unknown': 'Không tìm thấy người này.',
  'help-format': 'Hãy nhập số điện thoại hỗ trợ, ví dụ 0274 3822 222, hoặc để trống cả hai ô.',
  'party-id': 'Mã ứng dụng gồm 4–60 chữ thường không dấu, số và dấu gạch ngang.',
  'party-name': 'Hãy nhập tên của ứng dụng.',
  'party-address': 'Hãy nhập địa chỉ https đầy đủ, mỗi dòng một địa chỉ, không có dấu # hay *.',
  'party-there': 'Mã ứng dụng này đã có.',
  'party-gone': 'Ứng dụng này vừa được người khác đổi, hoặc do cấu hình máy chủ khai báo. Xem bên dưới.',
  'order-changed': 'Thứ tự tổng đài vừa được người khác đổi. Hãy xem lại rồi chọn.',
  'cap-range': 'Khoảng cách từ 1 đến 90 ngày.',
  'channel-missing': 'Hãy chọn cách gửi. Thư điện tử cần máy chủ thư (SMTP_URL).',
  'campaign-nobody': 'Không có ai để gửi.',
  'date-format': 'Ngày chưa đúng.',
  'time-format': 'Giờ viết dạng 08:30.',
  'drill-past': 'Giờ bắt đầu đã qua.',
  'drill-far': 'Chỉ lên lịch trước nhiều nhất 92 ngày.',
  'drill-window': 'Diễn tập dài từ 5 đến 60 phút, kết thúc trong cùng ngày.',
  'drill-near': '{who} đã lên lịch diễn tập cho một phần những người này lúc {at}: hai lần phải cách nhau 12 giờ.',
  'drill-door-open': 'Cửa dự phòng đang mở cho một phần những người này, đến {at}. Hãy chọn giờ sau đó.',
  'drill-gone': 'Buổi diễn tập này đã kết thúc hoặc đã hủy.',
  'tests-many': 'Đã gửi nhiều tin thử. Hãy đợi {wait} rồi thử lại.',
  'finding-length': 'Hãy ghi đã xem xét những gì và kết quả, từ 10 đến 1000 ký tự.',
  'reviewed-already': '{who} đã ghi kết luận lúc {at}. Xem bên dưới.',
  'review-moved': 'Tình trạng của người này vừa thay đổi. Hãy xem lại bên dưới; chưa có gì được ghi.',
  'review-early': 'Chưa ghi kết luận được: cửa còn mở, hoặc người này còn phiên chưa kết thúc.',
}

export type Code = keyof typeof vi
export const codes = Object.keys(vi) as Code[]

const en: Record<Code, string> = {
  'identifier-missing': 'Enter an ID number or a phone number.',
  'identifier-unreadable': 'This number is not right: a CMND has 9 digits, a CCCD 12, a mobile number 10.',
  'id-number-unreadable': 'This number is not right: a CMND has 9 digits, a CCCD 12.',
  'username-missing': 'Enter your user name.',
  'password-missing': 'Enter your password.',
  'name-missing': 'Enter your full name.',
  'reason-missing': 'Give a reason of at least 10 characters.',
  'choice-missing': 'Choose one.',
  'code-format': 'The code has 6 digits.',
  'phone-format': 'Enter a Vietnamese mobile number, such as 0901 234 926.',
  'sign-in-wrong':
    'The number or the password is not right, or this account may not use the standby door now. Check them, or call the help number.',
  'phone-sign-in-wrong': 'The phone number or the password is not right.',
  'console-wrong': 'The user name, the password or the code is not right.',
  'console-network': 'The console can only be used from permitted networks.',
  'door-closed': 'The standby door is closed. Sign in through the national portal; if it does not work, call help.',
  locked: 'Too many wrong tries. Wait {wait}, then try again; you can still sign in through the national portal.',
  'address-limit': 'Too many tries from this network. Wait {wait}, then try again.',
  busy: 'Many people are signing in right now. Try again in a few seconds.',
  'attempt-over': 'This sign-in ran out of time. Start again.',
  'period-closed': 'The standby door has just closed. Sign in through the national portal.',
  'no-second-factor':
    'No phone for codes and no other way is registered, so this account cannot use this door. Call the help number.',
  'strong-way-needed':
    'This door takes no codes by SMS. Sign in through the national portal and add an authenticator app or a passkey under “Ways to prove it”; if the portal is away, call the help number.',
  'sms-off': 'This door takes no codes by SMS. Use your authenticator app or a passkey.',
  suspended: 'The account is suspended. Ask your unit administrator.',
  'held-prove-anew':
    'The account is held because somebody said “it was not me”. Start again and type your portal password once more to open it; then set a new standby password.',
  'code-wrong': 'The code is not right. Look at the newest message.',
  'code-older': 'This is an older code. Use code {tag} in the newest message.',
  'code-dead': 'This code can no longer be used. Press “Send again” for a new one.',
  'code-locked':
    'Too many wrong codes. Wait {wait}, then try again; you can still sign in through the national portal.',
  'code-too-soon': 'A code was just sent. Wait {wait} before sending another.',
  'code-too-many': 'Many codes were sent. Wait {wait}, then try again.',
  'authenticator-wrong': 'The code is not right, or it was used already. Wait for the next one in the app.',
  'authenticator-new-wrong':
    'The code does not fit. Check that the app scanned this very QR code and that the phone shows the right time.',
  'authenticator-late': 'This QR code has expired. Scan the new one below.',
  'passkey-name': 'Give this key a name that you recognise it by, of at most 60 characters.',
  'passkey-late': 'This step has expired or was used already. Press the button again.',
  'passkey-wrong': 'This passkey was not accepted. Try again, or use another way.',
  'passkey-there': 'This key was added before.',
  'passkeys-most': 'An account has at most 10 passkeys. Remove one first.',
  'way-gone': 'This is no longer there.',
  'way-last': 'This is your only way to prove who you are, so it cannot be removed. Add another one first.',
  'portal-away': 'The National Public Service Portal cannot be reached right now.',
  'portal-error': 'The sign-in through the portal was not completed. Try again.',
  'portal-cancelled': 'You stopped the sign-in at the portal. Try again when you are ready.',
  'portal-late': 'This sign-in through the portal has expired or was used already. Start again.',
  'portal-not-listed': 'You signed in at the portal, but you are not on the province’s list of officers.',
  'portal-conflict': 'This ID number is linked to another account of the portal. Ask your unit administrator.',
  'portal-no-id': 'The portal did not send your ID number, so you could not be matched. Try again later.',
  'captcha-missing': 'Confirm “I am not a robot”.',
  'captcha-away': 'The foreign “I am not a robot” service does not answer. Use the new check below.',
  'captcha-wrong': 'The “I am not a robot” check was not right or has expired. Do it again.',
  'phone-taken': 'This number receives codes for another account. Use another one, or ask your unit administrator.',
  'phone-there': 'This number is on your list already.',
  'phones-most': 'An account has at most 2 numbers. Delete one first.',
  'phone-changes': 'Numbers can be changed twice a day. Try again tomorrow.',
  'phone-gone': 'This number is no longer on your list.',
  'phone-last': 'You sign in with this number, so it cannot be deleted. Update it to another one.',
  'codes-there': 'New recovery codes were made just now.',
  'password-short': 'The password needs at least 8 characters.',
  'password-long': 'The password has at most 128 characters.',
  'password-classes':
    'A password of 8–50 characters needs upper and lower case letters, digits and special characters; or use a passphrase of 15 or more.',
  'password-blocked':
    'This password is too easy to guess: it is a common one, or contains a name, the province or a year. Choose another.',
  'password-reused': 'This password was used recently. Choose one that differs from the last 10.',
  'password-unlike': 'The two passwords are not alike.',
  'password-old-wrong': 'The current password is not right.',
  'reset-limit': 'Many resets were asked for. Wait {wait}, then try again.',
  'reset-code-wrong': 'The code is not right, or it has expired. Look at the newest message, or press “Send again”.',
  'reset-over': 'The reset ran out of time. Start again.',
  'reset-needs-proof':
    'One more proof is needed: a portal sign-in in this browser within the last 30 minutes, a recovery code, or the approval of the unit administrator.',
  'reset-paused':
    'Many wrong codes are being tried across the system. For the next 30 minutes a reset needs a recovery code or a portal sign-in.',
  'recovery-wrong': 'The recovery code is not right or was used.',
  'recovery-locked': 'Too many recovery codes were tried. Wait {wait}, then try again.',
  'minutes-range': 'The door opens for 5 to 60 minutes.',
  'scope-missing': 'Choose for whom the door opens.',
  'period-gone': 'This door was closed already.',
  'period-overlaps': '{who} opened the door at {at}. See below.',
  'needs-second-person': 'This scope was open within the last 60 minutes: a second administrator has to extend it.',
  'policy-there': 'This scope was proposed already, or opens by itself. See below.',
  'policy-gone': 'This proposal is gone, or it is your own: another administrator has to agree.',
  'request-gone': 'This request was decided already.',
  'joint-same': 'You approved this already: a second person is needed.',
  'joint-unit': 'At least one unit administrator has to approve this. Ask the officer’s unit administrator.',
  'joint-asks': 'A new number can be asked for 3 times a day. Wait {wait}, then try again.',
  'joint-over': 'This request was not approved by two people, or it has expired. Ask again.',
  'fresh-needed': 'This needs a fresh proof. Enter your password and code.',
  'last-administrator': 'This is the last administrator and cannot be suspended.',
  'console-locked': 'Too many wrong tries. Wait {wait}, then try again, or use the command on the server.',
  'agencies-missing': 'Choose at least one agency.',
  'people-missing': 'Enter at least one ID number, one a line.',
  'people-unknown': 'There is no officer at line {lines}. Check the ID numbers.',
  'people-most': 'The door opens for at most 200 chosen people at a time. Choose agencies instead.',
  'extension-range':
    'It can be extended by 5 to {most} more minutes: the door stays open for 8 hours in a row at most.',
  'standby-most':
    'The door has been open for 8 hours in a row and cannot be extended further. It can be opened again once it has been closed for 60 minutes.',
  'officer-unknown': 'No officer has this number.',
  'person-unknown': 'This person was not found.',
  'help-format': 'Enter a help number such as 0274 3822 222, or leave both fields empty.',
  'party-id': 'The client id has 4–60 lower-case letters, figures and hyphens.',
  'party-name': 'Enter the name of the relying party.',
  'party-address': 'Enter whole https addresses, one a line, without # or *.',
  'party-there': 'This client id is taken.',
  'party-gone': 'Somebody else has just changed this relying party, or the server’s settings declare it. See below.',
  'order-changed': 'Somebody else has just changed the order of the gateways. Look again, then choose.',
  'cap-range': 'From 1 to 90 days apart.',
  'channel-missing': 'Choose how to send it. Mail needs a mail server (SMTP_URL).',
  'campaign-nobody': 'There is nobody to send it to.',
  'date-format': 'The date is not right.',
  'time-format': 'Write the time like 08:30.',
  'drill-past': 'The time of its start is over.',
  'drill-far': 'A drill is planned at most 92 days ahead.',
  'drill-window': 'A drill lasts from 5 to 60 minutes and ends on the same day.',
  'drill-near': '{who} planned a drill for some of these people at {at}: two are at least 12 hours apart.',
  'drill-door-open': 'The standby door is open for some of these people until {at}. Choose a later time.',
  'drill-gone': 'This drill is over or was cancelled.',
  'tests-many': 'Many test messages were sent. Wait {wait}, then try again.',
  'finding-length': 'Say what was looked into and what came of it, in 10 to 1000 characters.',
  'reviewed-already': '{who} recorded a finding at {at}. See below.',
  'review-moved': 'How this person stands has just changed. Look again below; nothing was recorded.',
  'review-early': 'No finding can be recorded yet: the door is open, or a session of this person has not ended.',
}

const texts: Record<Language, Record<Code, string>> = { vi, en }

type Told = { code: Code; retryAfter?: number | undefined; with?: Readonly<Record<string, string>> | undefined }

/** The sentence of a refusal; {wait} becomes "2 phút", other names come from `with`. */
export function sentence(language: Language, told: Told): string {
  const names = { ...told.with, wait: waitText(language, told.retryAfter ?? 60) }
  return texts[language][told.code].replace(
    /\{(\w+)\}/g,
    (whole, name: string) => (names as Record<string, string>)[name] ?? whole,
  )
}

/** Seconds in words, rounded up: "45 giây", "2 phút", "1 giờ". */
export function waitText(language: Language, seconds: number): string {
  const [value, vietnamese, english] = seconds < 90 ? [Math.ceil(seconds), 'giây', 'second'] : minutesOrHours(seconds)
  return language === 'vi' ? `${value} ${vietnamese}` : `${value} ${english}${value === 1 ? '' : 's'}`
}

const minutesOrHours = (seconds: number): [number, string, string] =>
  seconds <= 5400 ? [Math.ceil(seconds / 60), 'phút', 'minute'] : [Math.ceil(seconds / 3600), 'giờ', 'hour']

import type { PageTexts, StatusTexts } from './catalogue.ts';

export const arStatus: StatusTexts = {
  direction: 'rtl',

  badgeSignedIn: '{name}: تم تسجيل الدخول',
  badgeSignedInAs: '{name}: تم تسجيل الدخول باسم {person}',
  badgeSignedOut: '{name}: تم تسجيل الخروج',
  badgeExpired: '{name}: انتهت صلاحية جلستك. انقر لتسجيل الدخول من جديد.',
  badgeSignInRequired: '{name}: يلزم تسجيل الدخول. انقر للمتابعة.',
  badgeStepRequired: '{name}: يلزم إجراء خطوة إضافية لتسجيل الدخول. انقر للمتابعة.',
  badgeUnreadable: '{name}: تعذّرت قراءة الجلسة. انقر لإعادة المحاولة.',

  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',

  options: 'الخيارات',

  sessionEnded: 'انتهت صلاحية جلستك. سجّل الدخول من جديد.',
  sessionSettingsChanged: 'تغيّرت إعدادات تسجيل الدخول في هذه الإضافة. سجّل الدخول من جديد.',
  sessionSignInRequired: 'يطلب {domain} تسجيل الدخول من جديد. تابع في نافذة.',
  sessionStepRequired: 'يطلب {domain} خطوة إضافية، مثل رمز. تابع في نافذة.',
};

export const ar: PageTexts = {
  windowIsOpen: 'نافذة تسجيل الدخول مفتوحة. أكمل تسجيل الدخول فيها، أو سجّل الدخول بطريقة أخرى.',
  signedOutHere: 'تم تسجيل خروجك. {reason}',
  tenantSessionNotEnded:
    'تم تسجيل خروجك من هذه الإضافة، لكن تعذّر إبلاغ {domain}. قد تكون جلستك هناك ما زالت مفتوحة. إذا كان آخرون يستخدمون هذا المتصفح فسجّل الخروج هناك أيضًا.',
  refreshTokenNotRevoked:
    'تم تسجيل خروجك، لكن تعذّر إلغاء هذا الدخول لدى {domain}. ستنتهي صلاحيته هناك تلقائيًا.',

  hostAccessBlocked: 'حظر المتصفح الوصول إلى {domain}، لذلك تعذّر التحقّق منه.',
  domainNotTenant: '{domain} ليس مستأجرًا لدى Auth0. انسخ النطاق من Auth0 Dashboard.',
  clientIdUnknown: 'لا يوجد لدى {domain} تطبيق بمعرّف العميل هذا. انسخه من Auth0 Dashboard.',
  clientIdUnknownAtCustomDomain:
    'لا يوجد لدى {domain} تطبيق بمعرّف العميل هذا. انسخه من Auth0 Dashboard، أو جرّب نطاق المستأجر الأصلي الذي ينتهي بـ auth0.com.',
  tenantNotChosen: 'لم تُحدَّد بعد جهة تسجيل الدخول لهذه الإضافة. حدّدها في الخيارات.',
  tenantNotAllowed: 'تحتاج هذه الإضافة إلى الوصول إلى {domain}. اسمح بذلك في الخيارات.',
  optionNotSaved: 'تعذّر حفظ التغيير. وفّر مساحة على القرص أو أعد تشغيل المتصفح، ثم أعد المحاولة.',
  codeExpired: 'انتهت صلاحية هذا الرمز. اطلب رمزًا جديدًا.',
  signUpRefused:
    'لا يمكن استخدام عنوان البريد الإلكتروني هذا لإنشاء حساب. إذا كان لديك حساب، فسجّل الدخول أو أعد تعيين كلمة المرور.',
  signUpDisabled: 'لا يمكن إنشاء حسابات جديدة هنا. اطلب حسابًا من المسؤول لديك.',
  fieldEmail: 'عنوان البريد الإلكتروني',
  fieldCountry: 'البلد',
  formBack: 'رجوع',

  apiOriginNotListed:
    'لا يُسمح لهذه الإضافة بإرسال بيانات دخولك إلى {origin}. للمطوّرين: أضيفوه إلى AUTH0_API_ORIGINS.',
  browserUnsupported:
    'لا يتيح هذا المتصفح تسجيل الدخول في الإضافات. استخدم Chrome أو Edge أو Firefox على جهاز كمبيوتر.',
  authorizationRefused: 'رُفض تسجيل الدخول: {reason}. أعد المحاولة أو تواصل مع المسؤول.',
  callbackNotAllowed:
    'لا يتعرّف {domain} على هذه الإضافة بعد. على المسؤول إضافة {address} إلى Allowed Callback URLs في إعدادات التطبيق.',
  clientUnknown:
    'لا يتعرّف {domain} على هذا التطبيق. تواصل مع مطوّر الإضافة. (للمطوّرين: تحققوا من AUTH0_DOMAIN وAUTH0_CLIENT_ID.)',
  clientUnknownAtCustomDomain:
    'لا يتعرّف {domain} على هذا التطبيق. تواصل مع مطوّر الإضافة. (للمطوّرين: تحققوا من AUTH0_CLIENT_ID، أو اجعلوا AUTH0_DOMAIN النطاق الذي ينتهي بـ auth0.com.)',
  cookiesBlocked:
    'يحظر المتصفح ملفات تعريف الارتباط. اسمح بها لـ {domain} في إعدادات المتصفح، ثم أعد المحاولة.',
  crossOriginLoginOff:
    'لا يقبل {domain} كلمات المرور من هذا النموذج. تابع في نافذة، أو اطلب من المسؤول تفعيل Allow Cross-Origin Authentication.',
  extensionFailed: 'حدث خطأ ما. أعد المحاولة.',
  extensionIncomplete: 'جزء من هذه الإضافة مفقود. أعد تثبيتها.',
  extensionNotResponding: 'لا تستجيب هذه الإضافة. أعد المحاولة. إذا لم يفد ذلك فأعد تشغيل المتصفح.',
  formFailed: 'تعذّر تحميل نموذج تسجيل الدخول. أعد المحاولة.',
  hostNotPermitted:
    'لا تملك هذه الإضافة إذن الوصول إلى {domain}. اسمح بذلك في إعدادات الإضافات في المتصفح، ثم أعد المحاولة.',
  idTokenAlgorithm:
    'تعذّر التحقق من تسجيل دخولك إلى {domain}. على المسؤول ضبط JSON Web Token (JWT) Signature Algorithm للتطبيق على RS256.',
  idTokenInvalid: 'تعذّر التحقق من تسجيل دخولك. أعد المحاولة. إذا استمرت المشكلة فتواصل مع المسؤول.',
  idTokenIssuedInFuture: 'تعذّر التحقق من تسجيل دخولك. تأكد من صحة ساعة هذا الكمبيوتر، ثم أعد المحاولة.',
  interactionRequired: 'يطلب {domain} خطوة إضافية. تابع في صفحة تسجيل الدخول.',
  noConnection:
    'لا تتوفر أي طريقة لتسجيل الدخول. تواصل مع مطوّر الإضافة. (للمطوّرين: فعّلوا اتصالًا للتطبيق، أو تحققوا من AUTH0_CONNECTIONS.)',
  silentSignInTimedOut: 'لم تستجب خدمة تسجيل الدخول. أعد المحاولة.',
  tokenRequestRefused: 'تعذّر تسجيل الدخول: {reason}. أعد المحاولة.',
  notRemoved: 'تعذّر حذف الجلسة، لذلك ما زلت مسجّل الدخول. أعد تشغيل المتصفح، ثم أعد المحاولة.',
  notSaved: 'تم تسجيل دخولك، لكن تعذّر حفظ الجلسة. وفّر مساحة على القرص أو أعد تشغيل المتصفح، ثم أعد المحاولة.',
  notWritable:
    'لا يستطيع المتصفح حفظ البيانات، لذلك لم تُجدَّد الجلسة. وفّر مساحة على القرص أو أعد تشغيل المتصفح.',
  organizationNotConfirmed:
    'لم يؤكّد {domain} المؤسسة باسمها. على المسؤول تفعيل Allow Organization Names in Authentication API. (للمطوّرين: أو استخدموا معرّف المؤسسة.)',
  originNotAllowed:
    'لا يقبل {domain} تسجيل الدخول من هذا النموذج. تابع في نافذة، أو اطلب من المسؤول إضافة {origin} إلى Allowed Web Origins في إعدادات التطبيق.',
  redirectMismatch: 'لم يطابق الرد عملية تسجيل الدخول هذه، لذلك تم تجاهله. أعد المحاولة.',
  redirectMissing: 'لم يكتمل تسجيل الدخول. أعد المحاولة.',
  settingsInvalid:
    'تعذّر استخدام إعدادات تسجيل الدخول من {domain}. تابع في نافذة. (للمطوّرين: تحققوا من AUTH0_DOMAIN.)',
  signInCancelled: 'أُلغي تسجيل الدخول. أعد المحاولة متى شئت.',
  signInFailed: 'تعذّر تسجيل الدخول. أعد المحاولة.',
  signInPageFailed: 'تعذّر تحميل صفحة تسجيل الدخول. تحقق من اتصالك أو من شبكة VPN، ثم أعد المحاولة.',
  signInRunning: 'نافذة تسجيل الدخول مفتوحة بالفعل. أكمل تسجيل الدخول فيها، أو أغلقها ثم أعد المحاولة.',
  signOutFailed: 'تعذّر تسجيل الخروج. ما زلت مسجّل الدخول. أعد المحاولة.',
  signedOut: 'لم تسجّل الدخول. سجّل الدخول، ثم أعد المحاولة.',
  signedUp: 'لقد أنشأت حسابك. {reason}',
  signedUpRefused:
    'لقد أنشأت حسابك، لكن لا يمكنك تسجيل الدخول بعد: {reason}. أكمل هذه الخطوة، ثم سجّل الدخول.',
  storageBlocked:
    'لا يُسمح لهذه الإضافة بحفظ البيانات. اسمح بملفات تعريف الارتباط وبيانات المواقع في إعدادات المتصفح، ثم أعد المحاولة.',
  storageUnreadable: 'تعذّرت قراءة جلستك. أعد المحاولة. إذا لم يفد ذلك فأعد تشغيل المتصفح.',
  tenantFailed: 'يواجه {domain} مشكلة (الحالة {status}). أعد المحاولة بعد دقيقة.',
  tenantIntercepted:
    'أجاب شيء ما بين هذا المتصفح و{domain} بدلًا منه (الحالة {status}). تحقق من شبكة VPN أو الخادم الوكيل أو تسجيل الدخول إلى الشبكة، ثم أعد المحاولة.',
  tenantUnreachable: 'تعذّر الوصول إلى {domain}. تحقق من اتصالك، ثم أعد المحاولة.',
  tokenResponseMalformed: 'أرسل {domain} ردًا غير صالح. أعد المحاولة. إذا استمرت المشكلة فتواصل مع المسؤول.',
  tokenAlreadyExpired:
    'أصدر {domain} تسجيل دخول منتهي الصلاحية. أعد المحاولة. إذا استمرت المشكلة فتواصل مع المسؤول.',
};

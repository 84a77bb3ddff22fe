import type { Catalogue } from './catalogue.ts';

/** The build sets each placeholder apart from the text around it: most are read from the left. */
export const ar: Catalogue = {
  language: 'ar',
  direction: 'rtl',

  description:
    'تسجيل الدخول باستخدام Auth0 من شريط الأدوات، ومعرفة حالة الدخول من شارة الأيقونة، ثم تسجيل الخروج.',

  badgeSignedIn: '{name}: تم تسجيل الدخول',
  badgeSignedInAs: '{name}: تم تسجيل الدخول باسم {person}',
  badgeSignedOut: '{name}: تم تسجيل الخروج',
  badgeExpired: '{name}: انتهت جلستك. انقر لتسجيل الدخول من جديد',
  badgeSignInRequired: '{name}: عليك تسجيل الدخول من جديد. انقر للمتابعة',
  badgeStepRequired: '{name}: يلزم إجراء خطوة إضافية لتسجيل الدخول. انقر للمتابعة',
  badgeUnreadable: '{name}: تعذّرت قراءة الجلسة. انقر لإعادة المحاولة',

  stateLoading: 'جارٍ التحميل…',
  stateSigningOut: 'جارٍ تسجيل الخروج…',
  stateSignedOut: 'تم تسجيل الخروج',
  stateSigningIn: 'جارٍ تسجيل الدخول…',
  stateInWindow: 'المتابعة في النافذة',
  stateSignedIn: 'تم تسجيل الدخول',
  stateError: 'مطلوب إجراء منك',
  account: 'الحساب',
  signedInUntil: 'تبقى الجلسة مفتوحة حتى {moment}',
  staysSignedIn: 'تُمدَّد الجلسة تلقائيًا',
  accountOfProvider: 'حساب {provider}',
  accountByPassword: 'البريد الإلكتروني وكلمة المرور',
  accountByMail: 'رمز عبر البريد الإلكتروني',
  accountBySms: 'رمز عبر رسالة نصية',
  accountOfCompany: 'حساب الشركة',
  logIn: 'تسجيل الدخول',
  logOut: 'تسجيل الخروج',
  switchAccount: 'استخدام حساب آخر',
  continueInWindow: 'المتابعة في نافذة',
  signInAnotherWay: 'تسجيل الدخول بطريقة أخرى',
  tryAgain: 'إعادة المحاولة',
  openInTab: 'فتح في علامة تبويب',
  whatWentWrong: 'ما الذي حدث؟',

  windowIsOpen: 'نافذة تسجيل الدخول مفتوحة. أكمل تسجيل الدخول فيها، أو سجّل الدخول بطريقة أخرى.',
  signedOutHere: 'تم تسجيل خروجك. {reason}',
  sessionLeftBehind:
    'تم تسجيل خروجك هنا، لكن تعذّر إبلاغ {domain}، وقد تكون جلستك هناك ما زالت مفتوحة. سجّل الخروج هناك أيضًا إذا كان آخرون يستخدمون هذا المتصفح.',
  tokenLeftBehind:
    'تم تسجيل خروجك هنا، لكن تعذّر إبلاغ {domain} بإلغاء هذا الدخول. سينتهي هناك من تلقاء نفسه.',

  options: 'الخيارات',
  optionsTitle: 'خيارات {name}',
  optionSilent: 'تسجيل الدخول دون سؤال',
  optionSilentUse: 'إذا كان هذا المتصفح قد سجّل دخولك من قبل، فيكفي فتح النافذة المنبثقة.',
  optionLogOut: 'عند تسجيل الخروج',
  optionLogOutLocal: 'تسجيل الخروج من هذه الإضافة وحدها',
  optionLogOutTenant: 'تسجيل الخروج من {domain} أيضًا',
  optionLogOutFederated: 'تسجيل الخروج أيضًا من الحساب المستخدم، مثل حساب Google أو حساب شركتك',
  optionNotify: 'إشعاري عندما يلزم تسجيل الدخول من جديد',
  optionNotifyUse: 'يسأل المتصفح عمّا إذا كان يُسمح لهذه الإضافة بعرض الإشعارات.',
  optionNotifyRefused: 'لم يسمح المتصفح بالإشعارات، لذلك لن يظهر أي إشعار.',
  tenantTitle: 'جهة تسجيل الدخول',
  tenantUse:
    'يوجد النطاق ومعرّف العميل في لوحة تحكم Auth0، في إعدادات التطبيق. يسأل المتصفح عمّا إذا كان يجوز لهذه الإضافة الوصول إلى هذا المضيف وحده.',
  tenantCheck: 'تحقّق واستخدم',
  tenantChecking: 'جارٍ التحقّق…',
  tenantFound: 'عُثر على {domain}، وفيه هذه الاتصالات: {connections}',
  tenantFoundEmpty: 'عُثر على {domain}. لا يوجد اتصال مفعّل للتطبيق، لذلك لا يمكن لأحد تسجيل الدخول بعد.',
  tenantLeaves: 'اختيار غيره يسجّل خروجك من {domain} أولًا.',
  tenantRefused: 'لم يسمح المتصفح لهذه الإضافة بالوصول إلى {domain}، لذلك تعذّر التحقّق.',
  noTenantThere: '{domain} ليس مستأجرًا لدى Auth0. انسخ النطاق من لوحة تحكم Auth0.',
  domainWrong: 'هذا ليس نطاقًا. مثال صحيح: example.eu.auth0.com',
  clientIdWrong: 'لا يحتوي معرّف العميل إلا على حروف وأرقام و"-" و"_". انسخه من لوحة تحكم Auth0.',
  clientIdUnknown: 'لا يعرف {domain} معرّف العميل هذا. انسخه من لوحة تحكم Auth0.',
  clientIdUnknownAtCustomDomain:
    'لا يعرف {domain} معرّف العميل هذا. انسخه من لوحة تحكم Auth0، أو جرّب نطاق المستأجر الأصلي الذي ينتهي بـ auth0.com.',
  tenantAddresses: 'ما يجب أن يسجّله التطبيق',
  tenantAddressesUse: 'الصقه في هذه الحقول من الصفحة نفسها، وفعّل هناك Allow Cross-Origin Authentication.',
  copy: 'نسخ',
  copyRefused: 'لم يسمح المتصفح بنسخه. حدّده وانسخه من هناك.',
  tenantNotChosen: 'لم يختر أحد بعد أين تسجّل هذه الإضافة الدخول. اختره في الخيارات.',
  tenantNotAllowed: 'لا يجوز لهذه الإضافة الوصول إلى {domain} بعد. اسمح بذلك في الخيارات.',
  chooseTenant: 'فتح الخيارات',
  optionSaved: 'تم الحفظ',
  optionNotSaved: 'تعذّر على المتصفح حفظ ذلك. وفّر مساحة على القرص أو أعد تشغيل المتصفح، ثم حاول مرة أخرى.',

  managed: 'حدّدته مؤسستك',

  codeWrong: 'الرمز غير صحيح.',
  codeExpired: 'انتهت صلاحية هذا الرمز. اطلب رمزًا جديدًا.',
  signUpRefused: 'لا يمكن تسجيل هذا العنوان. إذا كان عنوانك، فسجّل الدخول به أو أعد تعيين كلمة المرور.',
  signUpDisabled: 'لا يمكن إنشاء حسابات جديدة هنا. اطلب حسابًا من المسؤول لديك.',
  fieldEmail: 'عنوان البريد الإلكتروني',
  fieldCountry: 'البلد',
  formBack: 'رجوع',

  apiOriginNotListed:
    'لا يُسمح لهذه الإضافة بإرسال رمز الوصول إلى {origin}. على مطوّرها إضافته إلى AUTH0_API_ORIGINS.',
  browserUnsupported:
    'لا يتيح هذا المتصفح تسجيل الدخول في الإضافات. استخدم Chrome أو Edge أو Firefox على جهاز كمبيوتر.',
  authorizationRefused: 'رفض المستأجر تسجيل الدخول: {reason}. أعد المحاولة أو اسأل المسؤول.',
  callbackNotAllowed:
    'لا يعيد {domain} التوجيه إلى هذه الإضافة بعد. على المسؤول إضافة {address} إلى Allowed Callback URLs في إعدادات التطبيق، ثم أعد المحاولة.',
  clientUnknown:
    'لا يعرف {domain} هذا التطبيق. إذا كنت تطوّر هذه الإضافة فتحقق من AUTH0_DOMAIN وAUTH0_CLIENT_ID، وإذا كنت تستخدمها فأبلغ مطوّرها، ثم أعد المحاولة.',
  clientUnknownAtCustomDomain:
    'لا يعرف {domain} هذا التطبيق. يمكن لمطوّره التحقق من AUTH0_CLIENT_ID، أو تجربة نطاق المستأجر الأصلي الذي ينتهي بـ auth0.com في AUTH0_DOMAIN.',
  cookiesBlocked:
    'يحظر هذا المتصفح ملفات تعريف الارتباط. اسمح بها لـ {domain} في إعدادات المتصفح، ثم حاول مرة أخرى.',
  crossOriginLoginOff:
    'لا يقبل {domain} كلمات المرور من هذا النموذج بعد. على المسؤول تفعيل Allow Cross-Origin Authentication للتطبيق، ثم أعد المحاولة.',
  extensionFailed: 'حدث خطأ في هذه الإضافة. أعد المحاولة.',
  extensionIncomplete: 'جزء من هذه الإضافة مفقود. أعد تثبيتها.',
  extensionSilent: 'لم تستجب هذه الإضافة. أعد المحاولة، وإذا استمرت المشكلة فأعد تشغيل المتصفح.',
  formFailed: 'تعذّر عرض نموذج تسجيل الدخول. أعد المحاولة.',
  hostNotPermitted:
    'لا يُسمح لهذه الإضافة بالوصول إلى {domain}. اسمح بذلك في إعدادات المتصفح لهذه الإضافة ضمن الأذونات، ثم أعد المحاولة.',
  idTokenAlgorithm:
    'تعذّر التحقق من تسجيل الدخول إلى {domain}. أعد المحاولة بعد أن يضبط المسؤول JSON Web Token (JWT) Signature Algorithm للتطبيق على RS256.',
  idTokenInvalid: 'لم يُقبل إثبات الهوية من المستأجر. أعد المحاولة، وإذا استمرت المشكلة فأبلغ المسؤول.',
  idTokenNotOfNow: 'لم يُقبل إثبات الهوية من المستأجر. تأكد من صحة ساعة هذا الكمبيوتر، ثم أعد المحاولة.',
  interactionRequired: 'يطلب {domain} خطوة إضافية لا يمكن لهذا النموذج عرضها. تابع في صفحته.',
  noConnection:
    'لا توجد طريقة لتسجيل الدخول: ليس للتطبيق أي اتصال مفعّل، أو لا يذكر AUTH0_CONNECTIONS أيًّا منها. أبلغ مطوّر هذه الإضافة أو أعد المحاولة لاحقًا.',
  noInstantAnswer: 'لم يستجب المستأجر على الفور. أعد المحاولة.',
  noTokens: 'لم يُصدر المستأجر أي رموز: {reason}. أعد المحاولة.',
  notRemoved: 'تعذّر على المتصفح حذف الجلسة، فما زالت مفتوحة. أعد تشغيل المتصفح، ثم أعد المحاولة.',
  notSaved:
    'تم تسجيل دخولك، لكن تعذّر على المتصفح حفظه. وفّر مساحة على القرص أو أعد تشغيل المتصفح، ثم أعد المحاولة.',
  notWritable: 'لا يستطيع المتصفح حفظ أي شيء، لذلك لم تُجدَّد جلستك. وفّر مساحة على القرص أو أعد تشغيل المتصفح.',
  organizationNotConfirmed:
    'لم يؤكّد {domain} المؤسسة باسمها. على المسؤول تفعيل Allow Organization Names in Authentication API، أو يجب استخدام معرّف المؤسسة.',
  originNotAllowed:
    'لا يقبل {domain} تسجيل الدخول من هذا النموذج بعد. تابع في نافذة، أو اطلب من مسؤول إضافة {origin} إلى Allowed Web Origins في إعدادات التطبيق.',
  redirectForeign: 'الرد الوارد لا يخص عملية تسجيل الدخول هذه، لذلك لم يُستخدم. أعد المحاولة.',
  redirectMissing: 'عاد المتصفح من المستأجر دون عنوان. أعد المحاولة.',
  sessionEnded: 'انتهت جلستك. سجّل الدخول من جديد للمتابعة.',
  sessionSettingsChanged: 'تغيّرت إعدادات تسجيل الدخول في هذه الإضافة. سجّل الدخول من جديد للمتابعة.',
  sessionSignInRequired: 'يطلب {domain} تسجيل الدخول من جديد. تابع في نافذة.',
  sessionStepRequired: 'يطلب {domain} خطوة إضافية، مثل رمز. تابع في نافذة.',
  settingsInvalid:
    'لا يمكن استخدام إعدادات تسجيل الدخول من {domain}. تابع في نافذة، أو تحقق من AUTH0_DOMAIN إذا كنت تبني هذه الإضافة.',
  signInCancelled: 'أُغلقت نافذة تسجيل الدخول قبل إكماله. يمكنك تسجيل الدخول من جديد متى شئت.',
  signInFailed: 'تعذّر تسجيل الدخول. أعد المحاولة.',
  signInPageFailed: 'تعذّر تحميل صفحة تسجيل الدخول. تحقق من اتصالك أو من شبكة VPN، ثم حاول مرة أخرى.',
  signInRunning: 'نافذة تسجيل الدخول مفتوحة بالفعل. أكمل تسجيل الدخول فيها، أو أغلقها ثم أعد المحاولة.',
  signOutFailed: 'تعذّر تسجيل الخروج، وما زالت جلستك مفتوحة. أعد المحاولة.',
  signedOut: 'لم يسجّل أحد الدخول. سجّل الدخول، ثم أعد المحاولة.',
  signedUp: 'لقد أنشأت حسابك. {reason}',
  signedUpRefused: 'لقد أنشأت حسابك، لكن لا يمكنك تسجيل الدخول بعد: {reason}. بعد إتمام ذلك، سجّل الدخول.',
  storageBlocked:
    'لا يسمح المتصفح لهذه الإضافة بحفظ البيانات. اسمح بملفات تعريف الارتباط وبيانات المواقع في إعدادات المتصفح، ثم حاول مرة أخرى.',
  storageUnreadable: 'تعذّر على المتصفح قراءة جلستك. أعد المحاولة، وإذا استمرت المشكلة فأعد تشغيل المتصفح.',
  tenantFailed: 'يواجه {domain} مشكلة (الحالة {status}). أعد المحاولة بعد دقيقة.',
  tenantIntercepted:
    'أجاب شيء ما بين هذا المتصفح و{domain} بدلاً منه (الحالة {status}). تحقق من شبكة VPN أو الخادم الوكيل أو تسجيل الدخول إلى الشبكة، ثم حاول مرة أخرى.',
  tenantUnreachable: 'تعذّر الوصول إلى {domain}. تحقق من اتصالك، ثم أعد المحاولة.',
  tokenAnswerSenseless: 'رد {domain} غير مفهوم. أعد المحاولة، وإذا استمرت المشكلة فأبلغ المسؤول.',
  tokenOverAtOnce: 'أصدر {domain} رمزًا منتهي الصلاحية. أعد المحاولة، وإذا استمرت المشكلة فأبلغ المسؤول.',

  diagnosticsTitle: 'تشخيص {name}',
  diagnosticsPurpose:
    'ما حدث، وكيف هي الحال الآن. لا تذكر هذه الصفحة من سجّل الدخول ولا أي معلومات سرية، ويمكنك عرضها على من يساعدك.',
  copyReport: 'نسخ لتقرير الخطأ',
  checkAgain: 'إعادة الفحص',
  copied: 'تم النسخ',
  copyFailed: 'لم يسمح المتصفح بالنسخ. النص محدَّد أدناه، فانسخه من هناك.',
  bugReport: 'تقرير الخطأ',

  domain: 'النطاق (Domain)',
  clientId: 'معرّف العميل',
  connections: 'الاتصالات',
  connectionsAll: 'جميع اتصالات التطبيق',
  organization: 'المؤسسة',
  logInHosted: 'صفحة المستأجر في نافذة',
  logOutTenant: 'ينهي جلسة المستأجر أيضًا',
};

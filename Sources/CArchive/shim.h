#ifndef GENLOCK_CARCHIVE_H
#define GENLOCK_CARCHIVE_H
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>

// libarchive converts names through the thread's character set; in the "C" locale every name that is not ASCII is lost.
// Makes this thread's character set UTF-8 and returns what it was; (locale_t)0 where that fails.
static inline locale_t genlock_enter_utf8_locale(void) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  return utf8 ? uselocale(utf8) : (locale_t)0;
}

// Puts the thread's locale back to what `genlock_enter_utf8_locale` returned.
static inline void genlock_leave_utf8_locale(locale_t previous) {
  locale_t utf8 = uselocale(previous);
  if (utf8 && utf8 != LC_GLOBAL_LOCALE && utf8 != previous) freelocale(utf8);
}
#endif

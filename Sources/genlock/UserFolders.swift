import Glibc

/// The user's folders, by the XDG rules.
enum UserFolders {
  /// Where archives are unpacked to: `$GENLOCK_CACHE`, `$XDG_CACHE_HOME/genlock`, or `~/.cache/genlock`.
  ///
  /// A relative `$XDG_CACHE_HOME` counts as unset, as the XDG rules have it.
  static var cache: String {
    if let named = Console.environment("GENLOCK_CACHE") { return named }
    if let folder = Console.environment("XDG_CACHE_HOME"), folder.hasPrefix("/") { return folder + "/genlock" }
    return home + "/.cache/genlock"
  }

  /// `$HOME`, or the home that the user database knows.
  private static var home: String {
    if let named = Console.environment("HOME") { return named }
    if let known = getpwuid(getuid())?.pointee.pw_dir { return String(cString: known) }
    return "/"
  }

  /// The cache of unpacked bundles.
  static var bundles: String { cache + "/bundles" }
}

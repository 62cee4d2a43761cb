import Glibc

/// The user's folders, by the XDG rules.
enum UserFolders {
  /// Where archives are unpacked to: `$GENLOCK_CACHE`, `$XDG_CACHE_HOME/genlock`, or `~/.cache/genlock`.
  static var cache: String {
    if let named = Console.environment("GENLOCK_CACHE") { return named }
    if let folder = Console.environment("XDG_CACHE_HOME") { return folder + "/genlock" }
    return (Console.environment("HOME") ?? "/tmp") + "/.cache/genlock"
  }

  /// The cache of unpacked bundles.
  static var bundles: String { cache + "/bundles" }
}

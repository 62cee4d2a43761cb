import Glibc

extension BubblewrapCommandLine {
  /// The root of `image: host`: the host's programs and libraries, and of its configuration only what programs need to
  /// start, to draw text and to check certificates. Accounts are made up; nothing says whose machine this is.
  mutating func addHostRoot() {
    bind("/usr", at: "/usr")
    for name in ["bin", "sbin", "lib", "lib32", "lib64", "libx32"] {
      if let target = linkTarget("/" + name) {
        add("--symlink", target, "/" + name)
      } else if access("/" + name, F_OK) == 0 {
        bind("/" + name, at: "/" + name)
      }
    }
    add("--perms", "0755", "--dir", "/etc", "--perms", "0755", "--dir", "/etc/ssl")
    for path in Self.sharedConfiguration {
      if let target = linkTarget(path) {
        add("--symlink", target, path)
      } else if access(path, F_OK) == 0 {
        bind(path, at: path)
      }
    }
    if let settings = Self.openSSLSettings { addFile("/etc/ssl/openssl.cnf", settings) }
    for (path, content) in Self.accounts { addFile(path, content) }
    add("--perms", "0755", "--dir", "/var", "--symlink", "../scratch/tmp", "/var/tmp")
  }

  /// The allow-list: alternatives (Debian's ffmpeg and BLAS fail without), the loader's cache, certificates but not
  /// keys, fonts, time zone, ImageMagick's and OpenCL's registries. A symbolic link is shown as the link it is. Each
  /// bind costs a quarter of a millisecond a run, so nothing is here that programs do not miss.
  static let sharedConfiguration = [
    "/etc/ImageMagick-6", "/etc/ImageMagick-7", "/etc/OpenCL", "/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/os-release", "/etc/pki/ca-trust/extracted", "/etc/pki/tls/certs", "/etc/ssl/certs",
  ]

  /// OpenSSL's settings, read once; nil where the host has none there.
  private static let openSSLSettings = systemFile("/etc/ssl/openssl.cnf")

  /// Synthetic files every C library asks for.
  static let accounts = [
    (
      "/etc/group",
      """
      root:x:0:
      model:x:\(innerUser):
      nogroup:x:65534:

      """
    ),
    ("/etc/hosts", "127.0.0.1 localhost\n::1 localhost\n"),
    ("/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\nservices: files\n"),
    (
      "/etc/passwd",
      """
      root:x:0:0:root:/root:/usr/sbin/nologin
      model:x:\(innerUser):\(innerUser):model:/scratch:/bin/sh
      nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin

      """
    ),
  ]
}

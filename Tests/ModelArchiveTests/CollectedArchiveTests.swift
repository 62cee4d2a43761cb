import Findings
import ModelArchive
import TestSupport
import Testing

/// A file of the shared test data with the decision it must get.
struct CollectedArchive: Sendable, CustomTestStringConvertible {
  let name: String
  /// How many entries are unpacked; nil where the archive is refused.
  let entries: Int?
  /// The codes of its errors, or of its warnings where it is unpacked.
  let codes: [String]

  var testDescription: String { name }

  static func accepted(_ name: String, _ entries: Int, warnings: String...) -> CollectedArchive {
    CollectedArchive(name: name, entries: entries, codes: warnings)
  }

  static func refused(_ name: String, _ codes: String...) -> CollectedArchive {
    CollectedArchive(name: name, entries: nil, codes: codes)
  }
}

@Suite(.enabled(if: TestData.isAvailable, "needs the shared test data"))
struct CollectedArchiveTests {
  private static var folder: String { (TestData.shared ?? "") + "/hostile/archives" }

  @Test("odd archives get their decision", arguments: collected)
  func decide(_ archive: CollectedArchive) throws {
    let folder = try TemporaryFolder()
    let result = try folder.store.unpack(archive: "\(Self.folder)/\(archive.name)")
    switch result {
    case .bundle(let bundle):
      #expect(archive.entries == bundle.entries.count)
      #expect(bundle.findings.map(\.rule.rawValue) == archive.codes)
    case .rejected(let findings):
      #expect(archive.entries == nil, "\(findings.map(\.message))")
      #expect(result.errors == archive.codes)
    }
  }

  @Test func everyFileHasADecision() {
    #expect(names(in: Self.folder) == collected.map(\.name).sorted())
  }
}

private let collected: [CollectedArchive] = [
  .accepted("libarchive-test_compat_bzip2_1.tbz", 7),
  .accepted("libarchive-test_compat_gtar_1.tar", 2),
  .accepted("libarchive-test_compat_gzip_1.tgz", 7),
  .refused("libarchive-test_compat_lz4_1.tar.lz4", "GL101"),
  .refused("libarchive-test_compat_lz4_3.tar.lz4", "GL101"),
  .refused("libarchive-test_compat_lz4_B5.tar.lz4", "GL101"),
  .refused("libarchive-test_compat_lz4_B6.tar.lz4", "GL101"),
  .refused("libarchive-test_compat_lz4_B7.tar.lz4", "GL101"),
  .refused("libarchive-test_compat_lzip_2.tlz", "GL101"),
  .refused("libarchive-test_compat_lzip_4.tlz", "GL101"),
  .refused("libarchive-test_compat_lzma_2.tlz", "GL101"),
  .refused("libarchive-test_compat_lzop_1.tar.lzo", "GL101"),
  .refused("libarchive-test_compat_lzop_3.tar.lzo", "GL101"),
  .refused("libarchive-test_compat_plexus_archiver_tar.tar", "GL105"),
  .refused("libarchive-test_compat_solaris_pax_sparse_2.pax.Z", "GL101"),
  .accepted("libarchive-test_compat_star_acl_nfs4.tar", 3),
  .refused("libarchive-test_compat_tar_directory_1.tar", "GL103"),
  .accepted("libarchive-test_compat_xz_1.txz", 7),
  .accepted("libarchive-test_compat_zip_2.zip", 2),
  .refused("libarchive-test_compat_zip_4.zip", "GL101"),
  .accepted("libarchive-test_compat_zip_6.zip", 3),
  .accepted("libarchive-test_compat_zip_8.zip", 2),
  .accepted("libarchive-test_compat_zstd_2.tar.zst", 7),
  .refused("libarchive-test_read_filter_zstd_raw_loop", "GL102"),
  .refused("libarchive-test_read_format_7zip_bcj_bzip2.7z", "GL101"),
  .refused("libarchive-test_read_format_7zip_solid_zstd.7z", "GL101"),
  .refused("libarchive-test_read_format_7zip_zstd_arm.7z", "GL101"),
  .refused("libarchive-test_read_format_7zip_zstd_nobcj.7z", "GL101"),
  .refused("libarchive-test_read_format_cpio_svr4_bzip2_rpm.rpm", "GL101"),
  .refused("libarchive-test_read_format_lha_symlink_missing_target.lzh", "GL101"),
  .refused("libarchive-test_read_format_tar_V_negative_size.tar", "GL103"),
  .refused("libarchive-test_read_format_tar_concatenated.tar", "GL105"),
  .refused("libarchive-test_read_format_tar_empty_pax.tar.Z", "GL101"),
  .refused("libarchive-test_read_format_tar_filename_koi8r.tar.Z", "GL101"),
  .accepted("libarchive-test_read_format_tar_mac_metadata_1.tar", 2),
  .refused("libarchive-test_read_format_tar_pax_large_attr.tar.Z", "GL101"),
  .accepted("libarchive-test_read_format_tar_pax_sun_holesdata.tar", 1),
  .accepted("libarchive-test_read_format_tar_timestamp_overflow.tar", 2),
  .accepted("libarchive-test_read_format_zip_7075_utf8_paths.zip", 4),
  .accepted("libarchive-test_read_format_zip_7z_lzma.zip", 9),
  .accepted("libarchive-test_read_format_zip_bzip2.zipx", 1),
  .accepted("libarchive-test_read_format_zip_comment_stored_1.zip", 2),
  .refused("libarchive-test_read_format_zip_encryption_data.zip", "GL104"),
  .refused("libarchive-test_read_format_zip_encryption_partially.zip", "GL104"),
  .refused("libarchive-test_read_format_zip_filename_cp866.zip", "GL123", "GL123"),
  .refused("libarchive-test_read_format_zip_filename_koi8r.zip", "GL123", "GL123"),
  .refused("libarchive-test_read_format_zip_filename_utf8_ru.zip", "GL112"),
  .accepted("libarchive-test_read_format_zip_high_compression.zip", 1),
  .accepted("libarchive-test_read_format_zip_length_at_end.zip", 1),
  .refused("libarchive-test_read_format_zip_lzma_alone_leak.zipx", "GL101"),
  .accepted("libarchive-test_read_format_zip_lzma_stream_end.zipx", 1),
  .refused("libarchive-test_read_format_zip_malformed1.zip", "GL101"),
  .accepted("libarchive-test_read_format_zip_nested.zip", 2),
  .refused("libarchive-test_read_format_zip_padded1.zip", "GL101"),
  .refused("libarchive-test_read_format_zip_padded3.zip", "GL101"),
  .accepted("libarchive-test_read_format_zip_ppmd8.zipx", 1),
  .refused("libarchive-test_read_format_zip_ppmd8_crash_1.zipx", "GL101"),
  .accepted("libarchive-test_read_format_zip_ppmd8_multi.zipx", 3),
  .refused("libarchive-test_read_format_zip_size_exceeds_declared_deflate.zip", "GL101"),
  .accepted("libarchive-test_read_format_zip_symlink.zip", 2),
  .refused("libarchive-test_read_format_zip_traditional_encryption_data.zip", "GL104"),
  .accepted("libarchive-test_read_format_zip_ux.zip", 1),
  .refused("libarchive-test_read_format_zip_winzip_aes256.zip", "GL104"),
  .refused("libarchive-test_read_format_zip_winzip_aes256_large_bzip2.zip", "GL104"),
  .refused("libarchive-test_read_format_zip_winzip_aes256_large_ppmd.zip", "GL104"),
  .refused("libarchive-test_read_format_zip_winzip_aes256_large_zstd.zip", "GL104"),
  .accepted("libarchive-test_read_format_zip_with_invalid_traditional_eocd.zip", 2),
  .accepted("libarchive-test_read_format_zip_zip64a.zip", 1),
  .refused("libarchive-test_read_format_zip_zipx_lzma_oom.zipx", "GL101"),
  .accepted("libarchive-test_read_format_zip_zstd_multi.zipx", 3),
  .refused("zip-slip-win.tar", "GL122"),
  .refused("zip-slip-win.zip", "GL121"),
  .refused("zip-slip.tar", "GL121"),
  .refused("zip-slip.zip", "GL121"),
]

import CKernels

/// One build of the C kernels: the same operations for one instruction set.
///
/// All builds give results equal to the last bit, so which one runs never shows in a number.
public struct KernelBuild: @unchecked Sendable, CustomStringConvertible {
  // Unchecked because a pointer is not Sendable: it points to a constant table of function pointers that lives as long
  // as the program and that nothing writes.
  let table: UnsafePointer<genlock_kernels>

  /// The builds this machine can run, best first; never empty.
  public static let usable: [KernelBuild] = (0..<genlock_kernels_count())
    .compactMap { genlock_kernels_at($0).map(KernelBuild.init) }

  /// The best build for this machine.
  public static let best: KernelBuild = usable[0]

  /// The instruction set: `baseline`, `x86-64-v3` or `x86-64-v4`.
  public var description: String { String(cString: table.pointee.name) }
}

/// The library that distances are computed with.
public enum LinearAlgebraLibrary {
  /// Its own description: version, and the processor it chose its routines for; nil where it cannot be opened.
  ///
  /// Between processors the last digits of a distance differ, as far as 1e-12 of the traces.
  public static var description: String? { LinearAlgebra.libraryDescription }
}
